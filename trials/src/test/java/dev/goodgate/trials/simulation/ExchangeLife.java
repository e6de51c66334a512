package dev.goodgate.trials.simulation;

import dev.goodgate.gateway.balance.Balancer;
import dev.goodgate.gateway.balance.Tried;
import dev.goodgate.gateway.exchange.Conduct;
import dev.goodgate.gateway.exchange.Conduct.Circumstances;
import dev.goodgate.gateway.exchange.Move;
import dev.goodgate.gateway.exchange.Waiting;
import dev.goodgate.lab.virtual.Choices;
import dev.goodgate.lab.virtual.VirtualTime;
import dev.goodgate.lab.virtual.VirtualTime.Appointment;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One exchange in virtual time: carries out what the deciders say, as the gateway does, while its
 * endpoint's mood and chance say what happens.
 */
final class ExchangeLife {
  /** How it ended. */
  sealed interface End {
    record Answered() implements End {}

    record Refused(Failure failure, boolean reused) implements End {}

    record Cut() implements End {}

    record Abandoned() implements End {}
  }

  private static final Duration STALL = Duration.ofSeconds(60);
  private static final Duration LAN = Duration.ofMillis(1);

  private final VirtualTime time;
  private final Choices choices;
  private final VirtualUpstream upstream;
  private final Witness witness;
  private final Conduct conduct = new Conduct(STALL, 0);
  private final boolean idempotent;
  private final Tried tried = new Tried();
  private final long key;
  private int endpoint = Balancer.NONE;
  private int bodyPieces;
  private boolean bodyGone;
  private long gone;
  private boolean drew;
  private boolean reused;
  private boolean stale;
  private boolean raced;
  private boolean sent;
  private boolean answered;
  private boolean replyBegan;
  private int replyPieces;
  private @Nullable Appointment deadline;
  private @Nullable Appointment coming;
  private @Nullable Appointment leaving;
  private boolean over;

  ExchangeLife(VirtualTime time, Choices choices, VirtualUpstream upstream, Tally tally) {
    this.time = time;
    this.choices = choices;
    this.upstream = upstream;
    this.idempotent = choices.chance(0.8);
    this.key = choices.number(50);
    this.bodyPieces = choices.chance(0.1) ? choices.number(5) : 0;
    this.witness = new Witness(upstream, idempotent, tally);
  }

  void begin() {
    conduct.begin(upstream.timeouts(), upstream.attempts(), idempotent, false, time.nanos());
    upstream.budget().exchangeBegins();
    witness.begins(time.nanos());
    if (choices.chance(0.02)) {
      leaving = time.after(choices.span(LAN, Duration.ofSeconds(20)), this::clientEndsItsSide);
    }
    another();
  }

  private void another() {
    leave();
    endpoint = upstream.balancer().next(key, tried);
    tried.add(endpoint);
    upstream.balancer().begins(endpoint);
    // What cannot be repeated does not go out on a connection that may be dead, nor what has met
    // one.
    reused = idempotent && !raced && asked().hasIdle();
    stale = reused && asked().takeIdle();
    attempt();
  }

  private void attempt() {
    conduct.attemptBegins();
    sent = false;
    answered = false;
    witness.attempts(endpoint);
    if (reused) {
      write();
      return;
    }
    Duration soon = choices.span(LAN, Duration.ofMillis(300));
    switch (asked().mood()) {
      case UNREACHABLE -> await(Waiting.CONNECT);
      case REFUSING -> await(Waiting.CONNECT, soon, () -> fails(Phase.CONNECT, Symptom.REFUSED));
      case WELL, SLOW, HANGING, CRASHING, CUTTING, GARBLING ->
          await(Waiting.CONNECT, soon, this::write);
    }
  }

  private void write() {
    sent = true;
    witness.sends();
    if (stale) {
      stale = false;
      raced = true;
      await(Waiting.FIRST_BYTE, LAN, () -> fails(Phase.WAIT_FIRST_BYTE, Symptom.RESET));
    } else if (bodyPieces > 0) {
      bodyPieces--;
      bodyGone = true;
      await(
          Waiting.CLIENT_BODY,
          choices.span(LAN, STALL.plus(STALL)),
          () -> {
            witness.clientTookItsTime(time.nanos());
            write();
          });
    } else {
      awaitAnswer();
    }
  }

  private void awaitAnswer() {
    Duration soon = choices.span(LAN, Duration.ofMillis(500));
    Duration late = choices.span(LAN, Duration.ofMinutes(3));
    switch (asked().mood()) {
      case WELL, CUTTING -> await(Waiting.FIRST_BYTE, soon, this::answer);
      case SLOW -> await(Waiting.FIRST_BYTE, late, this::answer);
      case HANGING, UNREACHABLE -> await(Waiting.FIRST_BYTE);
      case CRASHING, REFUSING ->
          await(Waiting.FIRST_BYTE, soon, () -> fails(Phase.WAIT_FIRST_BYTE, Symptom.RESET));
      case GARBLING ->
          await(
              Waiting.FIRST_BYTE,
              soon,
              () -> {
                answered = true;
                fails(Phase.PARSE_HEAD, Symptom.MALFORMED);
              });
    }
  }

  private void answer() {
    answered = true;
    Duration rest = choices.span(LAN, Duration.ofMillis(100));
    if (asked().mood() == Mood.CUTTING && choices.chance(0.5)) {
      await(Waiting.HEAD, rest, () -> fails(Phase.PARSE_HEAD, Symptom.CLOSED_EARLY));
    } else {
      await(
          Waiting.HEAD,
          rest,
          () -> {
            replyBegan = true;
            witness.replyBegins(time.nanos());
            replyPieces = choices.number(20);
            body();
          });
    }
  }

  private void body() {
    if (asked().mood() == Mood.CUTTING) {
      await(Waiting.BODY, LAN, () -> fails(Phase.STREAM_BODY, Symptom.CLOSED_EARLY));
    } else if (replyPieces-- > 0) {
      Waiting what = choices.chance(0.2) ? Waiting.DELIVERY : Waiting.BODY;
      await(what, choices.chance(0.005) ? Duration.ofSeconds(70) : LAN, this::body);
    } else {
      asked().giveBack();
      end(new End.Answered());
    }
  }

  private void fails(Phase phase, Symptom symptom) {
    failed(Failure.of(phase, Actor.ENDPOINT, symptom));
  }

  private void failed(Failure failure) {
    Circumstances circumstances =
        new Circumstances(
            replyBegan,
            sent,
            bodyGone,
            reused,
            answered,
            tried.count() < upstream.endpoints().size(),
            drew || upstream.budget().allows());
    Move move = conduct.afterFailure(failure, circumstances, time.nanos());
    witness.moves(move, failure, circumstances, time.nanos());
    switch (move) {
      case TRY_ANOTHER -> {
        if (sent && !drew) {
          drew = true;
          upstream.budget().draw();
        }
        another();
      }
      case TRY_FRESH -> {
        reused = false;
        attempt();
      }
      case REPLY -> end(new End.Refused(failure, reused));
      case CUT -> end(new End.Cut());
    }
  }

  private void clientEndsItsSide() {
    conduct.clientEnded(time.nanos());
    watchDeadline();
  }

  private void late() {
    if (conduct.clientHasLeft(time.nanos())) {
      end(new End.Abandoned());
    } else {
      Failure failure = conduct.expired();
      cancel(coming);
      failed(failure);
    }
  }

  private void end(End end) {
    over = true;
    cancel(deadline);
    cancel(coming);
    cancel(leaving);
    upstream.budget().exchangeEnds(drew);
    leave();
    witness.ends(end, time.nanos());
  }

  private void leave() {
    if (endpoint != Balancer.NONE) {
      upstream.balancer().ends(endpoint);
    }
  }

  private VirtualEndpoint asked() {
    return upstream.endpoints().get(endpoint);
  }

  /** Waits for what will not come. */
  private void await(Waiting what) {
    cancel(coming);
    coming = null;
    if (what == Waiting.CLIENT_BODY || what == Waiting.DELIVERY) {
      conduct.awaitClient(what, ++gone, gone, time.nanos());
    } else {
      conduct.await(what, time.nanos());
    }
    watchDeadline();
  }

  private void await(Waiting what, Duration until, Runnable then) {
    await(what);
    coming = time.after(until, then);
  }

  private void watchDeadline() {
    cancel(deadline);
    deadline = over ? null : time.at(conduct.deadline(), this::late);
  }

  private static void cancel(@Nullable Appointment appointment) {
    if (appointment != null) {
      appointment.cancel();
    }
  }
}
