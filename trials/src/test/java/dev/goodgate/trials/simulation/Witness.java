package dev.goodgate.trials.simulation;

import dev.goodgate.gateway.exchange.Conduct.Circumstances;
import dev.goodgate.gateway.exchange.Move;
import dev.goodgate.gateway.reply.Answer;
import dev.goodgate.gateway.reply.ReplyTable;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Symptom;

/**
 * Watches one exchange and speaks up at once when something happens that must not. It knows what is
 * promised, in words of its own, and nothing of how it is kept.
 */
final class Witness {
  private final VirtualUpstream upstream;
  private final boolean idempotent;
  private final Tally tally;
  private long latest;
  private long tried;
  private int attempts;
  private int sends;
  private boolean sending;
  private boolean replyBegan;
  private boolean over;

  Witness(VirtualUpstream upstream, boolean idempotent, Tally tally) {
    this.upstream = upstream;
    this.idempotent = idempotent;
    this.tally = tally;
  }

  void begins(long now) {
    latest = now + upstream.timeouts().total().toNanos();
    tally.begins();
  }

  void attempts(int endpoint) {
    boolean again = (tried >>> endpoint & 1) != 0;
    tried |= 1L << endpoint;
    attempts++;
    sending = false;
    require(attempts <= upstream.attempts(), "more attempts than the plan allows");
    require(!again || attempts > 1, "an endpoint was asked again at once");
    require(!over, "an attempt after the end");
    tally.attempts(attempts);
  }

  /** Something of the request went out, be it the first byte of this attempt or another. */
  void sends() {
    sends += sending ? 0 : 1;
    sending = true;
    require(idempotent || sends <= 1, "sent twice what must not be done twice");
  }

  /** The client's own time is not the endpoint's. */
  void clientTookItsTime(long now) {
    latest = now + upstream.timeouts().total().toNanos();
  }

  void replyBegins(long now) {
    require(now <= latest, "the reply began after the total");
    replyBegan = true;
  }

  void moves(Move move, Failure failure, Circumstances seen, long now) {
    switch (move) {
      case CUT -> require(replyBegan, "cut before it began");
      case TRY_ANOTHER, TRY_FRESH -> {
        require(!replyBegan, "tried again after the reply began");
        require(!seen.bodyGone(), "tried again without its body");
        require(!seen.sent() || idempotent, "sent again what may have been acted on");
        require(!seen.answered(), "tried again though an answer had come");
        require(now <= latest, "tried again after the total");
        require(move == Move.TRY_ANOTHER || seen.reused(), "blamed a fresh connection for its age");
      }
      case REPLY -> {
        require(!replyBegan, "a reply of our own within another");
        require(!couldStillBeServed(failure, seen, now), "gave up too early: " + failure.says());
      }
    }
  }

  /** What a user expects of us, said the other way round. */
  private boolean couldStillBeServed(Failure failure, Circumstances seen, long now) {
    boolean ours = failure.actor() == Actor.CLIENT || failure.actor() == Actor.GATEWAY;
    boolean mayAsk = attempts < upstream.attempts() && now < latest;
    if (ours || seen.bodyGone() || !mayAsk) {
      return false;
    }
    boolean closedUnderUs =
        seen.reused()
            && (failure.symptom() == Symptom.RESET || failure.symptom() == Symptom.CLOSED_EARLY);
    if (!seen.sent()) {
      return seen.anotherLeft() || seen.reused();
    }
    boolean harmless = idempotent && !seen.answered();
    return harmless && (closedUnderUs || (seen.anotherLeft() && seen.budgetLeft()));
  }

  void ends(ExchangeLife.End end, long now) {
    require(!over, "ended twice");
    over = true;
    switch (end) {
      case ExchangeLife.End.Answered() -> {
        require(replyBegan, "answered without a reply");
        tally.ends("answered");
      }
      case ExchangeLife.End.Cut() -> tally.ends("cut");
      case ExchangeLife.End.Abandoned() -> {
        require(!replyBegan, "taken for gone while its reply flowed");
        tally.ends("abandoned");
      }
      case ExchangeLife.End.Refused(Failure failure, boolean reused) -> {
        require(now <= latest || failure.actor() == Actor.CLIENT, "replied after the total");
        Answer answer = ReplyTable.of(failure, reused);
        require(answer.status() == expected(failure), answer + " for " + failure.says());
        tally.ends(answer.status() + " " + answer.cause().value());
      }
    }
  }

  private static int expected(Failure failure) {
    if (failure.symptom() != Symptom.TIMED_OUT) {
      return 502;
    }
    return failure.actor() == Actor.CLIENT ? 408 : 504;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(
          otherwise + " (attempt " + attempts + " of " + upstream.attempts() + ")");
    }
  }
}
