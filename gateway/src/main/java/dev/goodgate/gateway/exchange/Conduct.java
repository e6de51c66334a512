package dev.goodgate.gateway.exchange;

import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.time.Duration;

/**
 * Decides the life of one exchange: how long it may wait for what, and what follows a failed
 * attempt. Pure: it is told the time and what happened. Used for one exchange after the other.
 *
 * <p>How it works: one outer clock, {@code total}, runs from the request's last byte to the first
 * byte of the reply and holds all attempts; inside it each wait has its own limit. Once the reply
 * flows only the wait for the next byte is limited, so that a long download is not cut; what the
 * client owes meanwhile, and with a body of its own, {@link Credit} knows. Whether an attempt may
 * be repeated is read off the facts: a request of which no byte was sent cannot have been acted on,
 * nor one that its endpoint says it has refused or not touched; another is repeated only if its
 * method is idempotent and no byte of an answer came; one whose body is gone cannot be repeated at
 * all. A want of our own, such as descriptors, would meet any endpoint; what stands in the way of
 * one connect is one endpoint's.
 */
public final class Conduct {
  /**
   * How long a client that has ended its side is still waited for: many tools end it with their
   * request, but one that has left looks the same.
   */
  private static final Duration HALF_CLOSED = Duration.ofSeconds(1);

  /** An address gets no less, as long as the wait for a connection has as much left. */
  private static final long LEAST_FOR_AN_ADDRESS = Duration.ofMillis(250).toNanos();

  /** What {@link #waitsForClientSince} says where nothing is awaited of the client. */
  public static final long NOT_AT_ALL = Long.MAX_VALUE;

  private final Duration stall;
  private final int leastRate;
  private final Credit credit;
  private Timeouts timeouts = Timeouts.DEFAULT;
  private int attemptsLeft;
  private boolean idempotent;
  private long clientPatience = Long.MAX_VALUE;
  private long totalDeadline;
  private long waitDeadline;
  private long addressDeadline;
  private long endBy;
  private boolean stream;
  private boolean replying;
  private Waiting waiting = Waiting.CONNECT;

  /**
   * {@code stall} is how long a client may keep us waiting for a byte, {@code leastRate} how many
   * bytes a second it owes beyond that.
   */
  public Conduct(Duration stall, int leastRate) {
    this.stall = stall;
    this.leastRate = leastRate;
    this.credit = new Credit(stall, leastRate);
  }

  /**
   * A new exchange; {@code stream} tells that client and endpoint speak when they have something to
   * say, so that no rate is owed.
   */
  public void begin(Timeouts timeouts, int attempts, boolean idempotent, boolean stream, long now) {
    this.timeouts = timeouts;
    this.attemptsLeft = attempts;
    this.idempotent = idempotent;
    this.stream = stream;
    this.credit.begin();
    this.totalDeadline = now + timeouts.total().toNanos();
    this.replying = false;
    this.clientPatience = Long.MAX_VALUE;
    this.endBy = Long.MAX_VALUE;
  }

  public void attemptBegins() {
    attemptsLeft--;
  }

  /** From now on it waits for this, which is not the client's to do. */
  public void await(Waiting what, long now) {
    if (credit.isRunning()) {
      credit.rest(now);
    }
    turnTo(what);
    if (what != Waiting.HANDSHAKE) {
      waitDeadline = now + limit(what).toNanos();
    }
  }

  /**
   * From now on, or still, it waits for this, which is the client's to do: {@code own} bytes have
   * gone in this exchange so far, to it or from it, and {@code carried} in all that share its
   * connection.
   */
  public void awaitClient(Waiting what, long own, long carried, long now) {
    turnTo(what);
    credit.await(own, carried, now);
    waitDeadline = isTooSlow() ? credit.lasts() : credit.silentUntil();
    if (what == Waiting.CLIENT_BODY) {
      // The client's own time is not the endpoint's.
      totalDeadline = waitDeadline + timeouts.total().toNanos();
    }
  }

  private void turnTo(Waiting what) {
    waiting = what;
    addressDeadline = Long.MAX_VALUE;
    replying |= what.compareTo(Waiting.BODY) >= 0;
  }

  /** Whether it is the rate that the client will have missed first. */
  private boolean isTooSlow() {
    return !stream && credit.lasts() < credit.silentUntil();
  }

  /**
   * One of {@code left} addresses is dialled: it gets its share of what is left of the wait, so
   * that one that swallows everything does not starve those behind it.
   */
  public void awaitAddress(int left, long now) {
    long rest = waitDeadline - now;
    addressDeadline =
        left > 1
            ? now + Math.min(rest, Math.max(rest / left, LEAST_FOR_AN_ADDRESS))
            : Long.MAX_VALUE;
  }

  /** Whether the address that is dialled has had its share, and there is time for another. */
  public boolean isAddressSlow(long now) {
    return now >= addressDeadline
        && now < waitDeadline
        && now < totalDeadline
        && waiting == Waiting.CONNECT;
  }

  /** The client has ended its side: it waits for its reply, or has left. */
  public void clientEnded(long now) {
    if (clientPatience == Long.MAX_VALUE) {
      clientPatience = now + HALF_CLOSED.toNanos();
    }
  }

  /** The gateway stops: what has no end of its own gets one. */
  public void endBy(long deadline) {
    endBy = deadline;
  }

  /** Whether a client that has ended its side is taken for gone. */
  public boolean clientHasLeft(long now) {
    return !replying && now >= clientPatience;
  }

  public Waiting waiting() {
    return waiting;
  }

  /**
   * Since when the client is waited for, {@link #NOT_AT_ALL} where it is not. Who sends or takes
   * less than the least rate is taken to have been waited for longer.
   */
  public long waitsForClientSince() {
    return credit.isRunning() ? credit.owedSince() : NOT_AT_ALL;
  }

  /** When the present wait is over, if nothing comes. */
  public long deadline() {
    return replying
        ? Math.min(waitDeadline, endBy)
        : Math.min(
            Math.min(Math.min(waitDeadline, addressDeadline), totalDeadline), clientPatience);
  }

  /**
   * When to look again: at the deadline, and half-way to it where the client takes what the system
   * holds for it, for then only that knows how it goes on.
   */
  public long looksAt() {
    return waiting == Waiting.DELIVERY && credit.isRunning()
        ? Math.min(deadline(), credit.looksAt())
        : deadline();
  }

  /** What it means that the deadline has come. */
  public Failure expired() {
    if (endBy < waitDeadline) {
      return Failure.of(waiting.phase(), Actor.GATEWAY, Symptom.DRAINING);
    }
    return new Failure(waiting.phase(), waiting.actor(), Symptom.TIMED_OUT, missed());
  }

  private Detail missed() {
    if (!replying && totalDeadline < waitDeadline) {
      return new Detail.Waited("timeouts.total", timeouts.total());
    }
    return credit.isRunning() && isTooSlow()
        ? new Detail.TooSlow("limits.least-rate", leastRate)
        : new Detail.Waited(setting(), limit(waiting));
  }

  /** What follows a failed attempt. */
  public Move afterFailure(Failure failure, Circumstances circumstances, long now) {
    if (circumstances.replyBegan()) {
      return Move.CUT;
    }
    if (attemptsLeft == 0
        || now >= totalDeadline
        || circumstances.bodyGone()
        || failure.actor() == Actor.CLIENT
        || (failure.actor() == Actor.GATEWAY && failure.phase() != Phase.CONNECT)) {
      return Move.REPLY;
    }
    if (failure.detail() instanceof Detail.GivenUp given && given.untouched()) {
      return givenUp(failure, given, circumstances);
    }
    if (!circumstances.sent() || wasRefused(failure)) {
      return elsewhereOr(circumstances, circumstances.reused() ? Move.TRY_FRESH : Move.REPLY);
    }
    if (!idempotent || circumstances.answered()) {
      return Move.REPLY;
    }
    if (circumstances.reused() && isClose(failure)) {
      return elsewhereOr(circumstances, Move.TRY_FRESH);
    }
    return circumstances.budgetLeft() ? elsewhereOr(circumstances, Move.REPLY) : Move.REPLY;
  }

  /**
   * The facts that a move depends on: whether the client has been sent a byte of a reply; whether
   * any byte of the request was sent on; whether a part of its body cannot be sent again; whether
   * the connection had been used before; whether a byte of an answer came; whether an untried
   * endpoint is left; whether the budget allows a retry.
   */
  public record Circumstances(
      boolean replyBegan,
      boolean sent,
      boolean bodyGone,
      boolean reused,
      boolean answered,
      boolean anotherLeft,
      boolean budgetLeft) {}

  private static Move elsewhereOr(Circumstances circumstances, Move otherwise) {
    return circumstances.anotherLeft() ? Move.TRY_ANOTHER : otherwise;
  }

  /**
   * An endpoint may say that it has not begun; and in TLS 1.3 a client may send before its own
   * certificate was looked at: RFC 8446 4.4.2.4.
   */
  private static boolean wasRefused(Failure failure) {
    return failure.symptom() == Symptom.REFUSED
        || (failure.phase() == Phase.TLS && failure.symptom() == Symptom.HANDSHAKE_REJECTED);
  }

  /**
   * The endpoint itself has said that it has not acted on it (RFC 9113 8.7). One that goes away
   * does so once; one that refuses has too much to do, and must not get more for it. One that wants
   * HTTP/1.1 gets that.
   */
  private static Move givenUp(Failure failure, Detail.GivenUp given, Circumstances circumstances) {
    if (given.code().equals("HTTP_1_1_REQUIRED")) {
      return Move.TRY_FRESH;
    }
    boolean refused = failure.symptom() == Symptom.RESET;
    return refused && !circumstances.budgetLeft()
        ? Move.REPLY
        : elsewhereOr(circumstances, Move.TRY_FRESH);
  }

  private static boolean isClose(Failure failure) {
    return failure.symptom() == Symptom.RESET || failure.symptom() == Symptom.CLOSED_EARLY;
  }

  private Duration limit(Waiting what) {
    return switch (what) {
      case CONNECT, HANDSHAKE -> timeouts.connect();
      case CONTINUE, FIRST_BYTE, HEAD -> timeouts.firstByte();
      case SEND, BODY, TUNNEL_END -> timeouts.idle();
      case TUNNEL -> timeouts.tunnel();
      case CLIENT_BODY, DELIVERY -> stall;
    };
  }

  private String setting() {
    return switch (waiting) {
      case CONNECT, HANDSHAKE -> "timeouts.connect";
      case CONTINUE, FIRST_BYTE, HEAD -> "timeouts.first-byte";
      case SEND, BODY, TUNNEL_END -> "timeouts.idle";
      case TUNNEL -> "timeouts.tunnel";
      case CLIENT_BODY, DELIVERY -> "limits.stall";
    };
  }
}
