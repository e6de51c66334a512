package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.exchange.Waiting;
import dev.goodgate.gateway.reply.ReplyTable;
import dev.goodgate.gateway.report.Slip;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import org.jspecify.annotations.Nullable;

/**
 * How one exchange ends: with the endpoint's answer, with a reply of our own, cut, or because the
 * client has left. Every way out goes through {@link #over}.
 */
final class Parting {
  private final LiveExchange exchange;
  private final Workbench bench;
  private final Standing standing;
  private final OwnReply own;

  Parting(LiveExchange exchange, Workbench bench, Standing standing) {
    this.exchange = exchange;
    this.bench = bench;
    this.standing = standing;
    this.own = new OwnReply(bench);
  }

  /** The endpoint's answer is through. */
  void answered() {
    ReplyFlow reply = standing.reply();
    RequestFlow request = standing.request();
    boolean excess = reply.hasExcess();
    standing.story().attemptAnswered(standing, excess);
    request.endAttempt();
    if (standing.upstreamStays() && !excess && request.isSent()) {
      standing.attempts().giveBack(standing.keepAliveSeconds());
    } else {
      standing.attempts().close();
    }
    Ending answered = new Ending.Answered(standing.slip().status);
    over(answered, true, standing.keepsClient && request.isReceived());
  }

  /** Nobody is asked, or asked any more. */
  void refuse(Failure failure) {
    if (standing.reply().hasBegun()) {
      cut(failure, false);
    } else {
      replyFor(failure, false);
    }
  }

  /** The client breaks the rules, or makes us wait too long, in the middle of its request. */
  void blameClient(Failure failure) {
    endAttempt(new Ending.Failed(failure));
    refuse(failure);
  }

  /** The client has made us wait too long: one that takes nothing is told nothing either. */
  void dismiss(Failure failure) {
    if (failure.phase() != Phase.DELIVER) {
      blameClient(failure);
      return;
    }
    if (!standing.story().hasFailed()) {
      standing.story().failed(failure, false);
    }
    Ending ending = standing.story().ending(false);
    endAttempt(ending);
    standing.client().duplex().abort();
    over(ending, false, false);
  }

  /** A reply that has begun ends so that the client can see that it is not whole. */
  void cut(Failure failure, boolean reused) {
    standing.story().failed(failure, reused);
    if (standing.reply().body().needsReset() || isCancelledCall(failure)) {
      standing.client().duplex().abort();
    } else {
      standing.client().duplex().close();
    }
    over(new Ending.Failed(failure), false, false);
  }

  /** A defect of ours has met it, in any state; if not even this goes well, it is forsaken. */
  void lose() {
    Client from = standing.client();
    Failure defect = Failure.of(standing.waits().now().phase(), Actor.GATEWAY, Symptom.INTERNAL);
    try {
      endAttempt(new Ending.Failed(defect));
      cut(defect, false);
    } finally {
      if (standing.isAlive()) {
        standing.forsake();
        bench.forsake(exchange);
        from.lastExchangeOver(true);
      }
    }
  }

  void replyFor(Failure failure, boolean reused) {
    if (isCancelledCall(failure)) {
      cut(failure, reused);
      return;
    }
    standing.story().failed(failure, reused);
    standing.replyIsOwn = true;
    standing.keepsClient = standing.request().holds() && standing.mayKeepClient();
    sendOwn(own.write(standing, failure, reused));
  }

  private boolean isCancelledCall(Failure failure) {
    return standing.client().isHttp2()
        && ReplyTable.isCancelledCall(failure, standing.notes().field("content-type"));
  }

  /** The plan has the reply: nobody is asked. */
  void replyWith(GivenReply given) {
    standing.replyIsOwn = true;
    standing.keepsClient = standing.mayKeepClient();
    sendOwn(own.write(standing, given));
  }

  private void sendOwn(byte[] bytes) {
    standing.slip().status = own.status();
    standing.slip().replyBody = own.bodyBytes();
    standing.awaitClient(Waiting.DELIVERY);
    if (standing.reply().pushOwn(bytes)) {
      pushOwn();
    } else {
      over(standing.story().ending(false), false, false);
    }
  }

  /** Goes on with a reply of our own. */
  void pushOwn() {
    Story story = standing.story();
    if (!standing.reply().flush()) {
      over(story.ending(false), false, false);
    } else if (standing.reply().isBlocked()) {
      standing.awaitClient(Waiting.DELIVERY);
      standing.waits().arm();
    } else {
      over(story.ending(true), true, standing.keepsClient);
    }
  }

  /** The client has left, or might as well have. */
  void abandon() {
    Ending ending = standing.story().ending(false);
    if (!standing.replyIsOwn) {
      boolean delivers = standing.reply().hasBegun() && standing.tunnel() == null;
      ending = new Ending.Abandoned(delivers ? Phase.DELIVER : standing.waits().now().phase());
      endAttempt(ending);
    }
    standing.client().duplex().abort();
    over(ending, false, false);
  }

  /** The attempt that is alive, if one is, has come to this. */
  void endAttempt(Ending ending) {
    if (standing.attempts().haveBegun()) {
      standing.story().attemptEnded(standing, ending);
      standing.request().endAttempt();
      standing.attempts().abort();
    }
  }

  private void over(Ending ending, boolean whole, boolean keep) {
    Client of = standing.client();
    note(standing.tunnel());
    standing.story().tell(standing, ending, whole);
    boolean received = standing.request().holds() && standing.request().isReceived();
    standing.end();
    bench.giveBack(exchange);
    if (keep) {
      of.exchangeOver();
    } else {
      of.lastExchangeOver(received);
    }
  }

  private void note(@Nullable Tunnel tunnel) {
    Slip slip = standing.slip();
    slip.tookNanos = bench.loop().now() - slip.beganNanos;
    slip.requestBody = standing.request().bodyBytes();
    if (!standing.replyIsOwn) {
      slip.replyBody = standing.reply().bodyBytes();
    }
    if (tunnel != null) {
      slip.requestBody += tunnel.fromClient();
      slip.replyBody += tunnel.fromEndpoint();
      bench.tunnelEnds(exchange);
    }
  }
}
