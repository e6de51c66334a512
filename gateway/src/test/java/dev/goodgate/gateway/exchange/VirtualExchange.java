package dev.goodgate.gateway.exchange;

import dev.goodgate.gateway.exchange.Conduct.Circumstances;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One exchange in virtual time: does what its {@link Conduct} decides, while chance decides what
 * endpoints and client do, and notes whatever must not happen.
 */
final class VirtualExchange {
  static final Duration STALL = Duration.ofSeconds(30);
  static final int LEAST_RATE = 240;

  /** How it ended. */
  enum End {
    ANSWERED,
    REPLIED,
    CUT,
    ABANDONED
  }

  private final Conduct conduct;
  private final Random random;
  private final Timeouts timeouts;
  private final boolean stream;
  private final int allowed;
  private final boolean idempotent;
  private final long began;
  private final List<String> wrong = new ArrayList<>();

  private long now;
  private long totalBegins;
  private long clientEnds = Long.MAX_VALUE;
  private long clientBytes;
  private long clientNanos;
  private int attempts;
  private int sentTimes;
  private int endpointsLeft;
  private boolean bodyGone;
  private boolean reused;
  private boolean sent;
  private boolean answered;
  private boolean replyBegan;

  VirtualExchange(Conduct conduct, Random random, long now) {
    this.conduct = conduct;
    this.random = random;
    this.now = now;
    began = now;
    totalBegins = now;
    Duration total = span(60_000);
    timeouts = new Timeouts(shorter(total), shorter(total), span(60_000), total);
    stream = random.nextInt(4) == 0;
    allowed = 1 + random.nextInt(4);
    idempotent = random.nextBoolean();
    endpointsLeft = random.nextInt(5);
    if (random.nextInt(20) == 0) {
      clientEnds = now + span(5_000).toNanos();
    }
  }

  private Duration span(int mostMillis) {
    return Duration.ofMillis(100 + random.nextInt(mostMillis));
  }

  private Duration shorter(Duration than) {
    return Duration.ofMillis(1 + random.nextInt((int) than.toMillis()));
  }

  End run() {
    conduct.begin(timeouts, allowed, idempotent, stream, now);
    while (true) {
      Failure failure = attempt();
      if (failure == null) {
        return replyBegan ? End.ANSWERED : End.ABANDONED;
      }
      Circumstances circumstances =
          new Circumstances(
              replyBegan,
              sent,
              bodyGone,
              reused,
              answered,
              endpointsLeft > 0,
              random.nextInt(4) > 0);
      Move move = conduct.afterFailure(failure, circumstances, now);
      check(move, circumstances);
      switch (move) {
        case TRY_ANOTHER -> {
          endpointsLeft--;
          reused = random.nextInt(3) == 0;
        }
        case TRY_FRESH -> reused = false;
        case REPLY -> {
          return End.REPLIED;
        }
        case CUT -> {
          return End.CUT;
        }
      }
    }
  }

  private void check(Move move, Circumstances circumstances) {
    boolean repeats = move == Move.TRY_ANOTHER || move == Move.TRY_FRESH;
    require(!repeats || !replyBegan, "repeated after the reply began");
    require((move == Move.CUT) == replyBegan, "cut and begun are not the same");
    require(!repeats || !sent || idempotent, "repeated what must not be done twice");
    require(!repeats || !bodyGone, "repeated without its body");
    require(!repeats || !sent || !answered, "repeated though an answer had begun");
    require(move != Move.TRY_ANOTHER || circumstances.anotherLeft(), "no other endpoint is left");
    require(
        !repeats || now < totalBegins + timeouts.total().toNanos(), "repeated beyond the total");
    require(
        move != Move.TRY_FRESH || circumstances.reused(), "blamed a fresh connection for its age");
  }

  /** What it failed of; null where it was answered, or the client has left. */
  private @Nullable Failure attempt() {
    attempts++;
    require(attempts <= allowed, "more attempts than allowed");
    conduct.attemptBegins();
    sent = answered = false;
    if (!reused) {
      Failure failure = awaitEventOf(Waiting.CONNECT, Symptom.REFUSED);
      if (failure != null || left()) {
        return failure;
      }
    }
    sent = random.nextInt(10) > 0;
    sentTimes += sent ? 1 : 0;
    require(sentTimes <= 1 || idempotent, "sent twice what must not be done twice");
    for (int pieces = random.nextInt(3) * random.nextInt(2); pieces > 0; pieces--) {
      bodyGone = true;
      Failure failure = awaitEventOf(Waiting.CLIENT_BODY, Symptom.CLOSED_EARLY);
      totalBegins = now + STALL.toNanos();
      if (failure != null || left()) {
        return failure;
      }
    }
    Failure failure = awaitEventOf(Waiting.SEND, Symptom.RESET);
    if (failure == null && !left()) {
      failure = awaitEventOf(Waiting.FIRST_BYTE, Symptom.CLOSED_EARLY);
    }
    if (failure == null && !left()) {
      answered = true;
      failure = awaitEventOf(Waiting.HEAD, Symptom.MALFORMED);
    }
    return failure != null || left() ? failure : reply();
  }

  private @Nullable Failure reply() {
    replyBegan = true;
    for (int pieces = random.nextInt(50); pieces > 0; pieces--) {
      Waiting waiting = random.nextInt(5) == 0 ? Waiting.DELIVERY : Waiting.BODY;
      Failure failure = awaitEventOf(waiting, Symptom.RESET);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  /**
   * Waits for this, which comes, fails or is late; null where it came, or the client left first.
   */
  private @Nullable Failure awaitEventOf(Waiting waiting, Symptom symptom) {
    boolean ofClient = waiting == Waiting.CLIENT_BODY || waiting == Waiting.DELIVERY;
    long before = now;
    Failure failure = awaitEventOf(waiting, symptom, ofClient);
    if (ofClient) {
      clientNanos += now - before;
      double owed = STALL.toNanos() + clientBytes / (double) LEAST_RATE * 1e9;
      require(stream || clientNanos <= owed + 1_000, "waits longer than the client has paid for");
      clientBytes += random.nextInt(random.nextBoolean() ? 100 : 100_000);
    }
    return failure;
  }

  private @Nullable Failure awaitEventOf(Waiting waiting, Symptom symptom, boolean ofClient) {
    if (ofClient) {
      conduct.awaitClient(waiting, clientBytes, clientBytes, now);
    } else {
      conduct.await(waiting, now);
    }
    long limit = conduct.deadline();
    require(limit >= now || limit == clientEnds, "a deadline that is over as it begins");
    require(
        replyBegan
            || waiting == Waiting.CLIENT_BODY
            || limit <= totalBegins + timeouts.total().toNanos(),
        "waits longer than the total");
    long comes =
        now
            + Duration.ofMillis(
                    random.nextInt(8) == 0 ? random.nextInt(90_000) : random.nextInt(400))
                .toNanos();
    if (clientEnds < comes && !replyBegan) {
      conduct.clientEnded(clientEnds);
      limit = conduct.deadline();
    }
    if (comes >= limit) {
      now = Math.max(now, limit);
      return left() ? null : conduct.expired();
    }
    now = comes;
    return random.nextInt(20) == 0 ? Failure.of(waiting.phase(), waiting.actor(), symptom) : null;
  }

  private boolean left() {
    return conduct.clientHasLeft(now);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  List<String> wrong() {
    return wrong;
  }

  int attempts() {
    return attempts;
  }

  long took() {
    return now - began;
  }
}
