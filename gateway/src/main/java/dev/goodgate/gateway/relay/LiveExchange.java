package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.connect.UpstreamConnection;
import dev.goodgate.gateway.exchange.Conduct;
import dev.goodgate.gateway.exchange.Waiting;
import dev.goodgate.gateway.report.Slip;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;

/**
 * One exchange under way, from the request's head to the last byte of its reply; then it is used
 * for the next. Belongs to the loop of its client.
 *
 * <p>How it works: two flows move bytes, {@link RequestFlow} towards the endpoint and {@link
 * ReplyFlow} back; this class drives them when a socket has changed, has {@link Conduct} decide
 * what a failure leads to, and does it. {@link Attempts} holds the connection, {@link Standing}
 * knows how all stands, and {@link Parting} is every way out.
 */
public final class LiveExchange {
  private final Workbench bench;
  private final Loop loop;
  private final Attempts attempts;
  private final Waits waits;
  private final Conduct conduct;
  private final Standing standing;
  private final RequestFlow request;
  private final ReplyFlow reply;
  private final Slip slip;
  private final Parting parting;
  private boolean requestBroken;
  private boolean sound = true;

  LiveExchange(Workbench bench) {
    this.bench = bench;
    this.loop = bench.loop();
    this.attempts = new Attempts(this);
    this.waits = new Waits(loop, bench.limits(), this::onTime);
    this.conduct = waits.conduct();
    this.standing = new Standing(bench, attempts, waits);
    this.request = standing.request();
    this.reply = standing.reply();
    this.slip = standing.slip();
    this.parting = new Parting(this, bench, standing);
  }

  // ---- how it begins

  /**
   * Begins with the head that {@link Workbench#requestHead} holds, and with {@code count} bytes
   * behind it in the scratch memory. Those that do not belong to this request are handed back first
   * of all.
   */
  public void begin(Client from, int offset, int count) {
    standing.begin(from);
    Failure refusal = standing.take(offset, count);
    LoopRoute route = standing.route();
    if (refusal != null) {
      parting.refuse(refusal);
    } else if (route != null && route.upstream() != null && standing.asked().forwards() == 0) {
      parting.replyWith(GivenReply.ofMethods(OwnReply.METHODS));
    } else if (route != null && route.upstream() != null) {
      attempts.begin(route.upstream(), route.upstream().key(bench.requestHead(), slip.client));
      waits.begin(route.upstream().settings(), standing.asked());
      if (standing.isBuffered() && !request.isReceived()) {
        beginToCollect(from, route.upstream());
      } else {
        askAnother();
      }
    } else if (route != null && route.given() != null) {
      parting.replyWith(route.given());
    }
  }

  private void beginToCollect(Client from, LoopUpstream to) {
    standing.awaitClient(Waiting.CLIENT_BODY);
    if (standing.asked().expectsContinue() && !reply.inviteBody()) {
      parting.abandon();
    } else {
      collect(from, to);
    }
  }

  /** Receives the whole request before anyone is asked. */
  private void collect(Client from, LoopUpstream to) {
    Progress progress = request.collect(from);
    if (progress == Progress.PAUSED) {
      from.duplex().again();
    }
    switch (progress) {
      case DONE -> {
        waits.begin(to.settings(), standing.asked());
        askAnother();
      }
      case REFUSED -> parting.blameClient(request.failure());
      case SOURCE_ENDED, SINK_BROKEN, SWITCHED -> parting.abandon();
      case WAITS_FOR_SOURCE, WAITS_FOR_SINK, PAUSED -> {
        standing.awaitClient(Waiting.CLIENT_BODY);
        waits.arm();
      }
    }
  }

  /** Begins, and ends, with a request that is not understood, or came too late or too large. */
  public void refuse(Client from, Failure failure) {
    standing.begin(from);
    standing.notes().name(bench.newId());
    parting.refuse(failure);
  }

  // ---- attempts

  private void askAnother() {
    attempts.another(standing.asked().isIdempotent() && request.isReceived(), loop.now());
  }

  void attemptBegins(boolean reused) {
    conduct.attemptBegins();
    waits.await(Waiting.CONNECT);
    standing.attemptBegins(reused);
    requestBroken = false;
  }

  /** {@code left} addresses share what is left of the time to connect. */
  void addressDialled(int left) {
    conduct.awaitAddress(left, loop.now());
    waits.arm();
  }

  /** The socket is there, and a handshake goes on over it. */
  void attemptGreets() {
    slip.connectNanos = loop.now() - attempts.began();
    waits.await(Waiting.HANDSHAKE);
    waits.arm();
  }

  void attemptConnected() {
    long since = loop.now() - attempts.began();
    if (slip.connectNanos >= 0) {
      slip.tlsNanos = since - slip.connectNanos;
    } else if (!slip.reused) {
      slip.connectNanos = since;
    }
    waits.await(Waiting.SEND);
    request.sendLater();
    bench.sendLater(this);
  }

  /** What the turn has brought together is sent together: see {@link Workbench#sendLater}. */
  void sendNow() {
    UpstreamConnection to = attempts.connection();
    if (request.isDue() && to != null) {
      drive(!request.begin(to.duplex(), attempts.shownHost(), slip));
    }
  }

  void upstreamReady() {
    drive(false);
  }

  /** An attempt has failed: what follows is decided elsewhere, and done here. */
  void attemptFailed(Failure failure) {
    boolean reused = slip.reused;
    Conduct.Circumstances circumstances =
        new Conduct.Circumstances(
            reply.hasBegun(),
            request.sentBytes() > 0,
            request.isBodyGone(),
            reused,
            reply.received() > 0,
            attempts.anotherLeft(),
            attempts.budgetAllows());
    if (reused && !circumstances.answered()) {
      attempts.meetDeadOne();
    }
    parting.endAttempt(new Ending.Failed(failure));
    switch (conduct.afterFailure(failure, circumstances, loop.now())) {
      case TRY_ANOTHER -> {
        if (circumstances.sent()) {
          attempts.drawBudget();
        }
        askAnother();
      }
      case TRY_FRESH -> attempts.fresh(loop.now());
      case REPLY -> parting.replyFor(failure, reused);
      case CUT -> parting.cut(failure, reused);
    }
  }

  // ---- what happens

  /** The client's socket has changed. */
  public void clientReady() {
    Client from = standing.client();
    Tunnel tunnel = standing.tunnel();
    LoopRoute route = standing.route();
    if (tunnel != null) {
      drive(tunnel);
      return;
    }
    if (from.duplex().isBroken() && !standing.replyIsOwn) {
      parting.abandon();
      return;
    }
    if (from.duplex().isEnded()) {
      conduct.clientEnded(loop.now());
    }
    if (standing.replyIsOwn) {
      parting.pushOwn();
    } else if (!attempts.haveBegun() && route != null && route.upstream() != null) {
      collect(from, route.upstream());
    } else if (attempts.isConnecting()) {
      waits.arm();
    } else {
      drive(false);
    }
  }

  /**
   * Moves on whatever can move. {@code broken} tells that the endpoint takes no more of the
   * request.
   */
  private void drive(boolean broken) {
    UpstreamConnection to = attempts.connection();
    Tunnel tunnel = standing.tunnel();
    if (!standing.isAlive() || to == null || attempts.isConnecting() || request.isDue()) {
      return;
    }
    if (tunnel != null) {
      drive(tunnel);
      return;
    }
    requestBroken |= broken;
    if (!request.isSent() && !requestBroken) {
      Progress progress = request.pump(standing.client());
      if (progress == Progress.SOURCE_ENDED) {
        parting.abandon();
        return;
      }
      if (progress == Progress.REFUSED) {
        parting.blameClient(request.failure());
        return;
      }
      requestBroken = progress == Progress.SINK_BROKEN;
      if (progress == Progress.PAUSED) {
        standing.client().duplex().again();
      } else {
        standing.awaitAfterRequest(progress);
      }
    }
    if (request.isSent()) {
      standing.requestSent();
    }
    driveReply(to);
  }

  private void driveReply(UpstreamConnection from) {
    switch (reply.pump(from.duplex(), standing)) {
      case WAITS_FOR_SOURCE -> {
        if (requestBroken && reply.received() == 0) {
          attemptFailed(
              known(from, Failure.of(Phase.WRITE_REQUEST, Actor.ENDPOINT, Symptom.RESET)));
        } else {
          standing.awaitMoreReply();
        }
      }
      case WAITS_FOR_SINK -> {
        standing.awaitClient(Waiting.DELIVERY);
        waits.arm();
      }
      case PAUSED -> {
        standing.awaitMoreReply();
        from.duplex().again();
      }
      case SWITCHED -> {
        Tunnel tunnel = standing.switchTo(from.duplex());
        bench.tunnelBegins(this);
        waits.await(Waiting.TUNNEL);
        drive(tunnel);
      }
      case DONE -> parting.answered();
      case SOURCE_ENDED -> attemptFailed(known(from, reply.endedEarly(request.isSent())));
      case SINK_BROKEN -> parting.abandon();
      case REFUSED -> attemptFailed(reply.failure());
    }
  }

  private void drive(Tunnel through) {
    switch (through.pump()) {
      case null -> {
        boolean half = through.isHalfClosed();
        if (through.hasMoved() || (half && waits.now() == Waiting.TUNNEL)) {
          waits.await(half ? Waiting.TUNNEL_END : Waiting.TUNNEL);
        }
        waits.arm();
      }
      case Ending.Answered _ -> parting.answered();
      case Ending.Failed(Failure failure) -> attemptFailed(failure);
      case Ending.Abandoned _ -> parting.abandon();
    }
  }

  /** The gateway stops: a tunnel gets half of the time that there is. */
  void endSoon() {
    conduct.endBy(loop.now() + bench.limits().drain().toNanos() / 2);
    waits.arm();
  }

  /** What the connection itself knows is more exact than what was seen of it. */
  private static Failure known(UpstreamConnection from, Failure seen) {
    Failure trouble = from.duplex().trouble();
    return trouble == null ? seen : trouble;
  }

  private void onTime() {
    try {
      if (standing.isAlive()) {
        timeIsUp();
      }
    } catch (RuntimeException | Error defect) {
      lost();
      throw defect;
    }
  }

  private void timeIsUp() {
    long now = loop.now();
    Tunnel tunnel = standing.tunnel();
    if (conduct.waitsForClientSince() != Conduct.NOT_AT_ALL) {
      standing.lookAtClient(); // more may have gone since it was asked last
    }
    if (conduct.clientHasLeft(now)) {
      parting.abandon();
    } else if (now < conduct.deadline()) {
      waits.arm();
    } else if (conduct.isAddressSlow(now)) {
      attempts.turnToNextAddress();
    } else if (waits.now() == Waiting.TUNNEL_END && tunnel != null && tunnel.isEmpty()) {
      parting.answered(); // who hears an end and does not answer it is taken to have ended too
    } else if (waits.now() == Waiting.CLIENT_BODY || waits.now() == Waiting.DELIVERY) {
      parting.dismiss(conduct.expired());
    } else {
      attemptFailed(conduct.expired());
    }
  }

  /**
   * Since when the client neither sends what it announced nor takes what it asked for: {@link
   * Conduct#NOT_AT_ALL} where it is not the client who is waited for.
   */
  public long waitsForClientSince() {
    return conduct.waitsForClientSince();
  }

  /** The client keeps a place that another needs: it has been waited for long enough. */
  public void giveWay(Detail why) {
    if (standing.isAlive()) {
      boolean sends = waits.now() == Waiting.CLIENT_BODY;
      Phase phase = sends ? Phase.WRITE_REQUEST : Phase.DELIVER;
      parting.dismiss(new Failure(phase, Actor.CLIENT, Symptom.TIMED_OUT, why));
    }
  }

  /** A defect of ours has met it: in whatever state it is, that is what is told of it. */
  public void lost() {
    sound = false;
    if (standing.isAlive()) {
      parting.lose();
    }
  }

  /** Whether it can be used again. */
  boolean isSound() {
    return sound;
  }

  Standing standing() {
    return standing;
  }
}
