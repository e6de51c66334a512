package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.connect.UpstreamConnection;
import dev.goodgate.gateway.exchange.Conduct;
import dev.goodgate.gateway.exchange.Waiting;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.report.Slip;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import dev.goodgate.vocabulary.plan.Compression.Encoding;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.plan.Upstream;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import org.jspecify.annotations.Nullable;

/**
 * One exchange under way, from the request's head to the last byte of its reply; then it is used
 * for the next. Belongs to the loop of its client.
 *
 * <p>How it works: two flows move bytes, {@link RequestFlow} towards the endpoint and {@link
 * ReplyFlow} back; this class drives them when a socket has changed, has {@link Conduct} decide
 * what a failure leads to, and does it. {@link Attempts} holds the connection. Every way out goes
 * through {@link #over}.
 */
public final class LiveExchange {
  private final Workbench bench;
  private final Loop loop;
  private final Conduct conduct = new Conduct();
  private final Asked asked = new Asked();
  private final Attempts attempts = new Attempts(this);
  private final RequestFlow request;
  private final ReplyFlow reply;
  private final OwnReply own;
  private final Notes notes = new Notes();
  private final Slip slip = notes.slip();
  private final Story story;
  private final Timer timer;

  private @Nullable Client client;
  private @Nullable Tunnel tunnel;
  private @Nullable LoopRoute route;
  private boolean replyIsOwn;
  private boolean collecting;
  private @Nullable Encoding wantedEncoding;
  private boolean keepAfter;
  private boolean upstreamStays;
  private boolean requestBroken;
  private boolean sendDue;
  private int keepAliveSeconds;
  private long requestSentAt;

  LiveExchange(Workbench bench) {
    this.bench = bench;
    this.loop = bench.loop();
    this.request = new RequestFlow(loop);
    this.reply = new ReplyFlow(bench);
    this.own = new OwnReply(bench);
    this.story = new Story(bench, notes);
    this.timer = loop.timer(this::onTime);
  }

  // ---- how it begins

  /**
   * Begins with the head that {@link Workbench#requestHead} holds, and with {@code count} bytes
   * behind it in the scratch memory. Those that do not belong to this request are handed back first
   * of all.
   */
  public void begin(Client from, int offset, int count) {
    Head head = bench.requestHead();
    Fields fields = head.fields();
    blank(from);
    slip.route = bench.route(head);
    route = bench.loopRoute(slip.route);
    LoopUpstream to = route == null ? null : route.upstream();
    asked.read(head, to != null && to.mayUpgrade());
    if (!from.isHttp2()) {
      slip.version = 10 + asked.minorVersion();
    }
    HeadWriter written = bench.requestRewrite().write(head, asked, from, route, slip);
    wantedEncoding =
        route == null || route.squeezable() == null ? null : route.squeezable().wanted(head);
    boolean buffers = route != null && route.buffersRequest() && !asked.expectsContinue();
    request.expect(route == null ? Long.MAX_VALUE : route.bodyLimit(), buffers);
    int used = request.hold(written, Asked.framing(fields), fields.contentLength(), offset, count);
    from.keepForLater(loop.scratch(), offset + used, count - used);
    notes.keep(request.held());
    Failure refusal = asked.refusal(bench, request, written, route);
    if (refusal != null) {
      refuseNow(refusal);
    } else if (to != null) {
      attempts.begin(to);
      collecting = buffers && !request.isReceived();
      beginWaiting(to.settings());
      if (collecting) {
        conduct.await(Waiting.CLIENT_BODY, loop.now());
        collect(from, to.settings());
      } else {
        attempts.another(asked.isIdempotent() && request.isReceived(), loop.now());
      }
    } else if (route != null && route.given() != null) {
      replyWith(route.given());
    }
  }

  private void beginWaiting(Upstream settings) {
    conduct.begin(
        settings.timeouts(),
        settings.retry().attempts(),
        asked.isIdempotent(),
        bench.limits().stall(),
        loop.now());
  }

  /** Receives what is to be held of the request before anyone is asked. */
  private void collect(Client from, Upstream settings) {
    switch (request.collect(from)) {
      case DONE -> {
        collecting = false;
        beginWaiting(settings);
        attempts.another(asked.isIdempotent() && request.isReceived(), loop.now());
      }
      case REFUSED -> clientFailed(request.failure());
      case SOURCE_ENDED, SINK_BROKEN, SWITCHED -> abandon();
      case WAITS_FOR_SOURCE, WAITS_FOR_SINK, PAUSED -> {
        conduct.await(Waiting.CLIENT_BODY, loop.now());
        arm();
      }
    }
  }

  /** Begins, and ends, with a request that is not understood, or came too late or too large. */
  public void refuse(Client from, Failure failure) {
    blank(from);
    notes.name(bench.newId());
    refuseNow(failure);
  }

  private void blank(Client from) {
    client = from;
    route = null;
    notes.begin(from.address(), from.isHttp2() ? 20 : 11, loop.now());
    slip.tls = from.tlsVersion();
    asked.forget();
    story.begin();
    reply.begin(from);
    attempts.begin(null);
    wantedEncoding = null;
    replyIsOwn = upstreamStays = collecting = false;
    conduct.begin(Timeouts.DEFAULT, 1, false, bench.limits().stall(), loop.now());
  }

  // ---- attempts

  void attemptBegins(boolean reused) {
    conduct.attemptBegins();
    conduct.await(Waiting.CONNECT, loop.now());
    reply.beginAttempt();
    notes.attemptBegins(attempts.endpoint(), reused);
    story.attemptBegins();
    requestSentAt = -1;
    requestBroken = false;
  }

  /** {@code left} addresses share what is left of the time to connect. */
  void addressDialled(int left) {
    conduct.awaitAddress(left, loop.now());
    arm();
  }

  /** The socket is there, and a handshake goes on over it. */
  void attemptGreets() {
    slip.connectNanos = loop.now() - attempts.began();
    conduct.await(Waiting.HANDSHAKE, loop.now());
    arm();
  }

  void attemptConnected(UpstreamConnection there) {
    long since = loop.now() - attempts.began();
    if (slip.connectNanos >= 0) {
      slip.tlsNanos = since - slip.connectNanos;
    } else if (!slip.reused) {
      slip.connectNanos = since;
    }
    conduct.await(Waiting.SEND, loop.now());
    sendDue = true;
    bench.sendLater(this);
  }

  /** What the turn has brought together is sent together: see {@link Workbench#sendLater}. */
  void sendNow() {
    UpstreamConnection to = attempts.connection();
    if (sendDue && to != null) {
      sendDue = false;
      drive(!request.begin(to.duplex(), attempts.shownHost(), slip));
    }
  }

  void upstreamReady() {
    drive(false);
  }

  /** An attempt has failed: what follows is decided elsewhere, and done here. */
  void attemptFailed(Failure failure) {
    boolean reused = slip.reused;
    boolean sent = request.sentBytes() > 0;
    story.attemptEnded(this, new Ending.Failed(failure));
    Conduct.Circumstances circumstances =
        new Conduct.Circumstances(
            reply.hasBegun(),
            sent,
            request.isBodyGone(),
            reused,
            reply.received() > 0,
            attempts.anotherLeft(),
            attempts.budgetAllows());
    if (reused && reply.received() == 0) {
      attempts.meetDeadOne();
    }
    abortAttempt();
    switch (conduct.afterFailure(failure, circumstances, loop.now())) {
      case TRY_ANOTHER -> {
        if (sent) {
          attempts.drawBudget();
        }
        attempts.another(asked.isIdempotent() && request.isReceived(), loop.now());
      }
      case TRY_FRESH -> attempts.fresh(loop.now());
      case REPLY -> replyFor(failure, reused);
      case CUT -> cut(failure, reused);
    }
  }

  /** The client breaks the rules, or makes us wait too long, in the middle of its request. */
  private void clientFailed(Failure failure) {
    if (!collecting) {
      story.attemptEnded(this, new Ending.Failed(failure));
      abortAttempt();
    }
    refuseNow(failure);
  }

  private void abortAttempt() {
    sendDue = false;
    request.endAttempt();
    attempts.abort();
  }

  // ---- what happens

  /** The client's socket has changed. */
  public void clientReady() {
    Client from = client();
    if (tunnel != null) {
      driveTunnel(tunnel);
      return;
    }
    if (from.duplex().isBroken() && !replyIsOwn) {
      abandon();
      return;
    }
    if (from.duplex().isEnded()) {
      conduct.clientEnded(loop.now());
    }
    if (replyIsOwn) {
      pushOwn();
    } else if (collecting && route != null && route.upstream() != null) {
      collect(from, route.upstream().settings());
    } else if (attempts.isConnecting()) {
      arm();
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
    if (client == null || to == null || attempts.isConnecting() || sendDue) {
      return;
    }
    if (tunnel != null) {
      driveTunnel(tunnel);
      return;
    }
    requestBroken |= broken;
    if (!request.isSent() && !requestBroken) {
      Progress progress = request.pump(client);
      if (progress == Progress.SOURCE_ENDED) {
        abandon();
        return;
      }
      if (progress == Progress.REFUSED) {
        clientFailed(request.failure());
        return;
      }
      requestBroken = progress == Progress.SINK_BROKEN;
      awaitAfterRequest(progress);
    }
    if (request.isSent() && requestSentAt < 0 && !reply.isHeadDone()) {
      requestSentAt = loop.now();
      conduct.await(Waiting.FIRST_BYTE, requestSentAt);
    }
    driveReply(to);
  }

  private void awaitAfterRequest(Progress progress) {
    if (progress == Progress.PAUSED) {
      client().duplex().again();
    } else if (!reply.hasBegun() && progress == Progress.WAITS_FOR_SOURCE) {
      awaitBody();
    } else if (!reply.hasBegun() && progress == Progress.WAITS_FOR_SINK) {
      conduct.await(Waiting.SEND, loop.now());
    }
  }

  /** A client that was not told to go on, and does not, is not the one who is late. */
  private void awaitBody() {
    boolean held = asked.expectsContinue() && request.bodyBytes() == 0 && reply.received() == 0;
    if (!held) {
      conduct.await(Waiting.CLIENT_BODY, loop.now());
    } else if (conduct.waiting() != Waiting.CONTINUE) {
      conduct.await(Waiting.CONTINUE, loop.now());
    }
  }

  private void driveReply(UpstreamConnection from) {
    switch (reply.pump(from.duplex(), this)) {
      case WAITS_FOR_SOURCE -> {
        if (requestBroken && reply.received() == 0) {
          attemptFailed(
              known(from, Failure.of(Phase.WRITE_REQUEST, Actor.ENDPOINT, Symptom.RESET)));
        } else {
          awaitMoreReply();
        }
      }
      case WAITS_FOR_SINK -> {
        conduct.await(Waiting.DELIVERY, loop.now());
        arm();
      }
      case PAUSED -> {
        awaitMoreReply();
        from.duplex().again();
      }
      case SWITCHED -> {
        tunnel = new Tunnel(loop, client(), from.duplex(), request.outlet(), reply.outlet());
        bench.tunnelBegins(this);
        conduct.await(Waiting.TUNNEL, loop.now());
        driveTunnel(tunnel);
      }
      case DONE -> answered();
      case SOURCE_ENDED -> attemptFailed(known(from, reply.endedEarly(request.isSent())));
      case SINK_BROKEN -> abandon();
      case REFUSED -> attemptFailed(reply.failure());
    }
  }

  private void driveTunnel(Tunnel through) {
    Ending ending = through.pump();
    switch (ending) {
      case null -> {
        boolean half = through.isHalfClosed();
        if (through.hasMoved() || (half && conduct.waiting() == Waiting.TUNNEL)) {
          conduct.await(half ? Waiting.TUNNEL_END : Waiting.TUNNEL, loop.now());
        }
        arm();
      }
      case Ending.Answered _ -> answered();
      case Ending.Failed(Failure failure) -> attemptFailed(failure);
      case Ending.Abandoned _ -> abandon();
    }
  }

  /** The gateway stops: a tunnel gets half of the time that there is. */
  void endSoon() {
    conduct.endBy(loop.now() + bench.limits().drain().toNanos() / 2);
    arm();
  }

  /** What the connection itself knows is more exact than what was seen of it. */
  private static Failure known(UpstreamConnection from, Failure seen) {
    Failure trouble = from.duplex().trouble();
    return trouble == null ? seen : trouble;
  }

  private void awaitMoreReply() {
    if (reply.hasBegun()) {
      conduct.await(Waiting.BODY, loop.now());
    } else if (reply.received() > 0
        && (conduct.waiting() == Waiting.FIRST_BYTE || conduct.waiting() == Waiting.DELIVERY)) {
      noteFirstByte();
      conduct.await(Waiting.HEAD, loop.now());
    } else if (reply.received() > 0 && conduct.waiting() == Waiting.CONTINUE) {
      awaitBody();
    }
    arm();
  }

  /** The head of the reply is about to be sent on. */
  void replyBegins(Head head, ReplyRewrite rewrite) {
    noteFirstByte();
    notes.head(loop.now());
    slip.status = head.status();
    if (slip.status == 502 && bench.mark().isIn(head)) {
      story.cameRound();
    }
    keepAfter = rewrite.keepsClient();
    upstreamStays = rewrite.upstreamStays();
    keepAliveSeconds = head.fields().keepAliveSeconds();
    conduct.await(Waiting.BODY, loop.now());
  }

  /** The reply says that TLS is wanted there, which may be said of us, or by one farther behind. */
  void mayWantTls() {
    if (!attempts.endpointName().startsWith("https:")) {
      story.wantsTls();
    }
  }

  private void noteFirstByte() {
    notes.firstByte(loop.now() - (requestSentAt < 0 ? attempts.began() : requestSentAt));
  }

  private void onTime() {
    if (client == null) {
      return;
    }
    long now = loop.now();
    if (conduct.clientHasLeft(now)) {
      abandon();
    } else if (now < conduct.deadline()) {
      arm();
    } else if (conduct.isAddressSlow(now)) {
      attempts.turnToNextAddress();
    } else if (conduct.waiting() == Waiting.TUNNEL_END && tunnel != null && tunnel.isEmpty()) {
      answered(); // who hears an end and does not answer it is taken to have ended too
    } else if (replyIsOwn || conduct.waiting() == Waiting.DELIVERY) {
      abandon();
    } else if (conduct.waiting() == Waiting.CLIENT_BODY) {
      clientFailed(conduct.expired());
    } else {
      attemptFailed(conduct.expired());
    }
  }

  private void arm() {
    timer.set(conduct.deadline());
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
    if (client == null) {
      return;
    }
    if (replyIsOwn || conduct.waiting() != Waiting.CLIENT_BODY) {
      abandon();
    } else {
      clientFailed(new Failure(Phase.WRITE_REQUEST, Actor.CLIENT, Symptom.TIMED_OUT, why));
    }
  }

  // ---- how it ends

  private void answered() {
    boolean excess = reply.hasExcess();
    story.attemptAnswered(this, excess);
    request.endAttempt();
    if (upstreamStays && !excess && request.isSent()) {
      attempts.giveBack(keepAliveSeconds);
    } else {
      attempts.close();
    }
    over(new Ending.Answered(slip.status), true, keepAfter && request.isReceived());
  }

  private void refuseNow(Failure failure) {
    if (reply.hasBegun()) {
      cut(failure, false);
    } else {
      replyFor(failure, false);
    }
  }

  /** A reply that has begun ends so that the client can see that it is not whole. */
  private void cut(Failure failure, boolean reused) {
    story.failed(failure, reused);
    if (reply.body().needsReset()) {
      client().duplex().abort();
    } else {
      client().duplex().close();
    }
    over(new Ending.Failed(failure), false, false);
  }

  private void replyFor(Failure failure, boolean reused) {
    story.failed(failure, reused);
    replyIsOwn = true;
    keepAfter = request.holds() && mayKeepClient();
    sendOwn(own.write(this, failure, reused, keepAfter));
  }

  /** The plan has the reply: nobody is asked. */
  private void replyWith(GivenReply given) {
    replyIsOwn = true;
    keepAfter = mayKeepClient();
    sendOwn(own.write(this, given, keepAfter));
  }

  private void sendOwn(byte[] bytes) {
    slip.status = own.status();
    slip.replyBody = own.bodyBytes();
    conduct.await(Waiting.DELIVERY, loop.now());
    if (reply.pushOwn(bytes)) {
      pushOwn();
    } else {
      over(story.ending(false), false, false);
    }
  }

  private void pushOwn() {
    if (!reply.flush()) {
      over(story.ending(false), false, false);
    } else if (reply.isBlocked()) {
      arm();
    } else {
      over(story.ending(true), true, keepAfter);
    }
  }

  /** The client has left, or might as well have. */
  private void abandon() {
    if (replyIsOwn) {
      client().duplex().abort();
      over(story.ending(false), false, false);
      return;
    }
    Phase phase = reply.hasBegun() && tunnel == null ? Phase.DELIVER : conduct.waiting().phase();
    Ending.Abandoned abandoned = new Ending.Abandoned(phase);
    if (!collecting) {
      story.attemptEnded(this, abandoned);
      abortAttempt();
    }
    client().duplex().abort();
    over(abandoned, false, false);
  }

  private void over(Ending ending, boolean whole, boolean keep) {
    Client of = client();
    slip.tookNanos = loop.now() - slip.beganNanos;
    slip.requestBody = request.bodyBytes();
    if (!replyIsOwn) {
      slip.replyBody = reply.bodyBytes();
    }
    if (tunnel != null) {
      slip.requestBody += tunnel.fromClient();
      slip.replyBody += tunnel.fromEndpoint();
      bench.tunnelEnds(this);
    }
    story.tell(this, ending, whole);
    boolean received = request.holds() && request.isReceived();
    attempts.end();
    timer.off();
    request.end();
    reply.end();
    notes.end();
    client = null;
    tunnel = null;
    bench.giveBack(this);
    if (keep) {
      of.exchangeOver();
    } else {
      of.lastExchangeOver(received);
    }
  }

  // ---- what its helpers ask

  Notes notes() {
    return notes;
  }

  Asked asked() {
    return asked;
  }

  Attempts attempts() {
    return attempts;
  }

  /** The route that took it, null where none did. */
  @Nullable LoopRoute route() {
    return route;
  }

  /** How the client would have the body compressed, null for not at all. */
  @Nullable Encoding wantedEncoding() {
    return wantedEncoding;
  }

  /** What comes into every reply to it, null where nothing does. */
  @Nullable FieldLines replyLines() {
    return route == null ? bench.everyReply() : route.replyLines();
  }

  /** Whether the client's connection may carry another exchange after this one. */
  boolean mayKeepClient() {
    return asked.keeps()
        && request.isReceived()
        && !bench.isDraining()
        && (asked.protocols().isEmpty() || !client().hasSpokenEarly());
  }

  /** Whether the endpoint may answer that it goes on in another protocol. */
  boolean mayBeSwitched() {
    return !asked.protocols().isEmpty() && request.isSent();
  }

  /** Whether the client may know what stands behind the gateway. */
  boolean isClientTrusted() {
    return client().isTrusted();
  }

  boolean isOwnReply() {
    return replyIsOwn;
  }

  /** The ends of the client's connection. */
  Ends ends() {
    return client().ends();
  }

  long sentBytes() {
    return request.sentBytes();
  }

  long receivedBytes() {
    return reply.received() + (tunnel == null ? 0 : tunnel.fromEndpoint());
  }

  /** The status of the answer that failed later, 0 where none had come. */
  int receivedStatus() {
    return reply.receivedStatus();
  }

  private Client client() {
    if (client == null) {
      throw new IllegalStateException("the exchange is over");
    }
    return client;
  }
}
