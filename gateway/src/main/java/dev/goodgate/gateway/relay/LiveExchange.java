package dev.goodgate.gateway.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.balance.RoundRobin;
import dev.goodgate.gateway.connect.ConnectionUser;
import dev.goodgate.gateway.connect.UpstreamConnection;
import dev.goodgate.gateway.exchange.Conduct;
import dev.goodgate.gateway.exchange.Move;
import dev.goodgate.gateway.exchange.Waiting;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.report.Slip;
import dev.goodgate.gateway.route.RouteTable;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One exchange under way, from the request's head to the last byte of its reply; then it is used
 * for the next. Belongs to the loop of its client.
 *
 * <p>How it works: two flows move bytes, {@link RequestFlow} towards the endpoint and {@link
 * ReplyFlow} back; this class drives them when a socket has changed, has {@link Conduct} decide
 * what a failure leads to, and does it. At most one attempt is alive at a time. Every way out goes
 * through {@link #over}.
 */
public final class LiveExchange implements ConnectionUser {
  /**
   * How long a client that has ended its side is still waited for: many tools do so with their
   * request, but one that has left looks the same.
   */
  private static final Duration HALF_CLOSED = Duration.ofSeconds(1);

  private final Workbench bench;
  private final Loop loop;
  private final Conduct conduct = new Conduct();
  private final RequestFlow request;
  private final ReplyFlow reply;
  private final OwnReply own;
  private final Story story;
  private final Slip slip = new Slip();
  private final Timer timer;

  private @Nullable ClientSide client;
  private @Nullable LoopUpstream upstream;
  private @Nullable UpstreamConnection connection;
  private String ownId = "";
  private boolean connecting;
  private boolean headRequest;
  private boolean clientKeeps;
  private boolean idempotent;
  private boolean budgetDrawn;
  private boolean replyIsOwn;
  private boolean keepAfter;
  private boolean upstreamStays;
  private int keepAliveSeconds;
  private int endpoint;
  private long tried;
  private long attemptBegan;
  private long requestSentAt;
  private long clientLeavesAt;

  LiveExchange(Workbench bench) {
    this.bench = bench;
    this.loop = bench.loop();
    this.request = new RequestFlow(loop);
    this.reply = new ReplyFlow(bench);
    this.own = new OwnReply(bench);
    this.story = new Story(bench, slip);
    this.timer = loop.timer(this::onTime);
  }

  // ---- how it begins

  /**
   * Begins with the head that {@link Workbench#requestHead} holds, and with {@code count} bytes
   * behind it in the scratch memory. Those that do not belong to this request are handed back first
   * of all.
   */
  public void begin(ClientSide client, int offset, int count) {
    Head head = bench.requestHead();
    Fields fields = head.fields();
    blank(client);
    headRequest = head.methodIs("HEAD");
    idempotent = isIdempotent(head);
    clientKeeps =
        head.minorVersion() == 1
            ? !fields.saysClose()
            : fields.saysKeepAlive() && !fields.saysClose();
    slip.minorVersion = head.minorVersion();
    int route =
        bench
            .routes()
            .find(
                head.bytes(),
                fields.authorityStart(),
                fields.authorityEnd(),
                head.targetStart(),
                head.targetEnd());
    LoopUpstream chosen = route == RouteTable.NONE ? null : bench.upstream(route);
    byte[] hostless = chosen == null ? new byte[0] : chosen.hostless();
    HeadWriter written = bench.requestRewrite().write(head, client.address(), hostless, slip);
    int used = request.hold(written, framing(fields), fields.contentLength(), offset, count);
    client.keepForLater(loop.scratch(), offset + used, count - used);
    slip.texts = request.held();
    slip.route = route;
    Failure refusal = refusal(head, chosen, written);
    if (refusal != null) {
      refuseNow(refusal);
    } else if (chosen != null) {
      upstream = chosen;
      chosen.budget().exchangeBegins();
      conduct.begin(
          chosen.settings().timeouts(),
          chosen.settings().retry().attempts(),
          idempotent,
          bench.limits().stall(),
          loop.now());
      attempt();
    }
  }

  /** Begins, and ends, with a request that is not understood, or came too late or too large. */
  public void refuse(ClientSide client, Failure failure) {
    blank(client);
    slip.minorVersion = 1;
    ownId = bench.newId();
    refuseNow(failure);
  }

  private void blank(ClientSide client) {
    this.client = client;
    slip.clear();
    slip.beganNanos = loop.now();
    slip.client = client.address();
    story.begin();
    reply.begin(client);
    upstream = null;
    connection = null;
    connecting = headRequest = clientKeeps = budgetDrawn = replyIsOwn = upstreamStays = false;
    tried = 0;
    endpoint = -1;
    clientLeavesAt = Long.MAX_VALUE;
    conduct.begin(Timeouts.DEFAULT, 1, false, bench.limits().stall(), loop.now());
  }

  private @Nullable Failure refusal(Head head, @Nullable LoopUpstream chosen, HeadWriter written) {
    if (bench.isDraining()) {
      return Failure.of(Phase.SELECT, Actor.GATEWAY, Symptom.DRAINING);
    }
    Defect defect = request.defect();
    if (defect != null) {
      return RequestFlow.malformed(defect);
    }
    if (head.methodIs("CONNECT") || head.methodIs("TRACE")) {
      return RequestFlow.malformed(Defect.BAD_METHOD_FOR_GATEWAY);
    }
    if (written.isOverflowed()) {
      return new Failure(
          Phase.SELECT,
          Actor.CLIENT,
          Symptom.TOO_LARGE,
          new Detail.Limit("limits.head", bench.limits().head()));
    }
    return chosen == null ? Failure.of(Phase.SELECT, Actor.GATEWAY, Symptom.UNAVAILABLE) : null;
  }

  private static Body.Framing framing(Fields fields) {
    if (fields.isChunked()) {
      return Body.Framing.CHUNKED;
    }
    return fields.contentLength() >= 0 ? Body.Framing.LENGTH : Body.Framing.NONE;
  }

  /** RFC 9110 9.2.2 */
  private static boolean isIdempotent(Head head) {
    return head.methodIs("GET")
        || head.methodIs("HEAD")
        || head.methodIs("OPTIONS")
        || head.methodIs("PUT")
        || head.methodIs("DELETE");
  }

  // ---- attempts

  private void attempt() {
    LoopUpstream to = upstream();
    conduct.attemptBegins();
    int next = to.turns().next(tried);
    endpoint = next == RoundRobin.NONE ? endpoint : next;
    tried |= endpoint < Long.SIZE ? 1L << endpoint : 0;
    UpstreamConnection idle =
        to.connections(endpoint).takeIdle(this, idempotent && request.isReceived());
    open(idle == null ? to.connections(endpoint).fresh(this) : idle, idle != null);
  }

  /** Once more to the same endpoint, on a connection that nobody has used. */
  private void attemptFresh() {
    conduct.attemptBegins();
    open(upstream().connections(endpoint).fresh(this), false);
  }

  private void open(UpstreamConnection to, boolean isThere) {
    attemptBegan = loop.now();
    requestSentAt = slip.firstByteNanos = -1;
    reply.beginAttempt();
    connection = to;
    conduct.await(Waiting.CONNECT, loop.now());
    if (isThere) {
      slip.reused = true;
      slip.connectNanos = -1;
      send(to);
    } else {
      slip.reused = false;
      connecting = true;
      arm();
      to.connect();
    }
  }

  @Override
  public void connected(UpstreamConnection there) {
    connecting = false;
    slip.connectNanos = loop.now() - attemptBegan;
    send(there);
  }

  @Override
  public void notConnected(Failure failure) {
    connecting = false;
    attemptFailed(failure);
  }

  private void send(UpstreamConnection to) {
    slip.endpoint = endpoint;
    conduct.await(Waiting.SEND, loop.now());
    if (request.begin(to.socket())) {
      drive(false);
    } else {
      drive(true); // an answer may wait behind the broken connection: it says more than the break
    }
  }

  // ---- what happens

  @Override
  public void upstreamReady() {
    drive(false);
  }

  /** The client's socket has changed. */
  public void clientReady() {
    ClientSide from = client();
    if (from.socket().isBroken() && !replyIsOwn) {
      abandon();
      return;
    }
    if (from.socket().isEnded() && !reply.hasBegun() && clientLeavesAt == Long.MAX_VALUE) {
      clientLeavesAt = loop.now() + HALF_CLOSED.toNanos();
    }
    if (replyIsOwn) {
      pushOwn();
    } else if (!connecting) {
      drive(false);
    }
  }

  /**
   * Moves on whatever can move. {@code sinkBroken} tells that the endpoint takes no more of the
   * request.
   */
  private void drive(boolean sinkBroken) {
    if (client == null || connection == null || connecting) {
      return;
    }
    boolean broken = sinkBroken;
    if (!reply.isHeadDone() && !request.isSent() && !broken) {
      switch (request.pump(client)) {
        case WAITS_FOR_SOURCE -> conduct.await(Waiting.CLIENT_BODY, loop.now());
        case WAITS_FOR_SINK -> conduct.await(Waiting.SEND, loop.now());
        case PAUSED -> client.socket().again();
        case DONE -> {}
        case SINK_BROKEN -> broken = true;
        case SOURCE_ENDED -> {
          abandon();
          return;
        }
        case REFUSED -> {
          Failure refused = request.failure();
          endAttempt(true);
          refuseNow(refused == null ? RequestFlow.malformed(Defect.BAD_CHUNK) : refused);
          return;
        }
      }
    }
    if (request.isSent() && requestSentAt < 0 && !reply.isHeadDone()) {
      requestSentAt = loop.now();
      conduct.await(Waiting.FIRST_BYTE, requestSentAt);
    }
    driveReply(broken);
  }

  private void driveReply(boolean requestBroken) {
    UpstreamConnection from = connection;
    if (from == null) {
      return;
    }
    switch (reply.pump(from.socket(), this)) {
      case WAITS_FOR_SOURCE -> {
        if (requestBroken && reply.received() == 0) {
          attemptFailed(Failure.of(Phase.WRITE_REQUEST, Actor.ENDPOINT, Symptom.RESET));
          return;
        }
        if (reply.hasBegun()) {
          conduct.await(Waiting.BODY, loop.now());
        } else if (reply.received() > 0 && conduct.waiting() == Waiting.FIRST_BYTE) {
          noteFirstByte();
          conduct.await(Waiting.HEAD, loop.now());
        }
        arm();
      }
      case WAITS_FOR_SINK -> {
        conduct.await(Waiting.DELIVERY, loop.now());
        arm();
      }
      case PAUSED -> {
        conduct.await(Waiting.BODY, loop.now());
        from.socket().again();
        arm();
      }
      case DONE -> answered();
      case SOURCE_ENDED -> attemptFailed(reply.endedEarly(request.isSent()));
      case SINK_BROKEN -> abandon();
      case REFUSED -> {
        Failure failure = reply.failure();
        attemptFailed(
            failure == null
                ? Failure.of(Phase.PARSE_HEAD, Actor.ENDPOINT, Symptom.MALFORMED)
                : failure);
      }
    }
  }

  private void onTime() {
    if (client == null) {
      return;
    }
    long now = loop.now();
    if (now >= clientLeavesAt && !reply.hasBegun()) {
      abandon();
    } else if (now < conduct.deadline()) {
      arm();
    } else if (replyIsOwn || conduct.waiting() == Waiting.DELIVERY) {
      abandon();
    } else if (conduct.waiting() == Waiting.CLIENT_BODY) {
      endAttempt(true);
      refuseNow(conduct.expired());
    } else {
      attemptFailed(conduct.expired());
    }
  }

  private void arm() {
    timer.set(reply.hasBegun() ? conduct.deadline() : Math.min(conduct.deadline(), clientLeavesAt));
  }

  /** The head of the reply is about to be sent on. */
  void replyBegins(Head head, ReplyRewrite rewrite) {
    noteFirstByte();
    slip.status = head.status();
    keepAfter = rewrite.keepsClient();
    upstreamStays = rewrite.upstreamStays();
    keepAliveSeconds = head.fields().keepAliveSeconds();
    conduct.await(Waiting.BODY, loop.now());
  }

  private void noteFirstByte() {
    if (slip.firstByteNanos < 0) {
      slip.firstByteNanos = loop.now() - (requestSentAt < 0 ? attemptBegan : requestSentAt);
    }
  }

  // ---- how it ends

  private void answered() {
    UpstreamConnection from = connection;
    if (from == null) {
      return;
    }
    boolean excess = reply.hasExcess();
    story.attemptAnswered(this, from, excess);
    request.endAttempt();
    connection = null;
    if (upstreamStays && !excess && request.isSent()) {
      from.giveBack(keepAliveSeconds);
    } else {
      from.close();
    }
    over(new Ending.Answered(slip.status), true, keepAfter && request.isReceived());
  }

  private void attemptFailed(Failure failure) {
    boolean reused = slip.reused;
    boolean sent = request.sentBytes() > 0;
    story.attemptFailed(this, connection, new Ending.Failed(failure));
    LoopUpstream to = upstream();
    Conduct.Circumstances circumstances =
        new Conduct.Circumstances(
            reply.hasBegun(),
            sent,
            request.isBodyGone(),
            reused,
            reply.received() > 0,
            to.turns().hasUntried(tried),
            budgetDrawn || to.budget().allows());
    endAttempt(true);
    Move move = conduct.afterFailure(failure, circumstances, loop.now());
    switch (move) {
      case TRY_ANOTHER -> {
        if (sent && !budgetDrawn) {
          budgetDrawn = true;
          to.budget().draw();
        }
        attempt();
      }
      case TRY_FRESH -> attemptFresh();
      case REPLY -> replyFor(failure, reused);
      case CUT -> {
        story.failed(failure, reused);
        cut();
        over(new Ending.Failed(failure), false, false);
      }
    }
  }

  /** A reply that has begun ends so that the client can see that it is not whole. */
  private void cut() {
    if (reply.body().needsReset()) {
      client().socket().abort();
    } else {
      client().socket().close();
    }
  }

  private void refuseNow(Failure failure) {
    if (reply.hasBegun()) {
      story.failed(failure, false);
      cut();
      over(new Ending.Failed(failure), false, false);
    } else {
      replyFor(failure, false);
    }
  }

  private void replyFor(Failure failure, boolean reused) {
    story.failed(failure, reused);
    replyIsOwn = true;
    boolean understood = request.holds() && request.isReceived();
    keepAfter = understood && clientKeeps && !bench.isDraining();
    byte[] bytes = own.write(this, failure, reused, keepAfter);
    slip.status = own.status();
    slip.replyBody = own.bodyBytes();
    conduct.await(Waiting.DELIVERY, loop.now());
    if (reply.pushOwn(bytes)) {
      pushOwn();
    } else {
      over(new Ending.Failed(failure), false, false);
    }
  }

  private void pushOwn() {
    if (!reply.flush()) {
      over(story.ending(), false, false);
    } else if (reply.isBlocked()) {
      arm();
    } else {
      over(story.ending(), true, keepAfter);
    }
  }

  /** The client has left. */
  private void abandon() {
    Phase phase = reply.hasBegun() ? Phase.DELIVER : conduct.waiting().phase();
    if (replyIsOwn) {
      over(story.ending(), false, false);
      return;
    }
    Ending.Abandoned abandoned = new Ending.Abandoned(phase);
    if (connection != null) {
      story.attemptFailed(this, connection, abandoned);
    }
    endAttempt(true);
    client().socket().abort();
    over(abandoned, false, false);
  }

  private void endAttempt(boolean broken) {
    request.endAttempt();
    UpstreamConnection last = connection;
    connection = null;
    connecting = false;
    if (last != null && broken) {
      last.abort();
    }
  }

  private void over(Ending ending, boolean whole, boolean keep) {
    ClientSide of = client();
    slip.tookNanos = loop.now() - slip.beganNanos;
    slip.requestBody = request.bodyBytes();
    if (!replyIsOwn) {
      slip.replyBody = reply.body().seen();
    }
    story.tell(this, ending, whole);
    LoopUpstream used = upstream;
    if (used != null) {
      used.budget().exchangeEnds(budgetDrawn);
    }
    timer.off();
    request.end();
    reply.end();
    slip.texts = null;
    upstream = null;
    client = null;
    bench.giveBack(this);
    of.exchangeOver(keep);
  }

  // ---- what its helpers ask

  Slip slip() {
    return slip;
  }

  /** Where the slip's texts stand. */
  MemorySegment texts() {
    return request.held().memory();
  }

  String text(int from, int to) {
    if (!request.holds() || to <= from) {
      return "";
    }
    byte[] bytes = texts().asSlice(from, to - from).toArray(JAVA_BYTE);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  String id() {
    return isUnderstood() ? text(slip.id, slip.idEnd) : ownId;
  }

  /** Whether there is a request with a head that could be read. */
  boolean isUnderstood() {
    return slip.idEnd > 0;
  }

  boolean isHeadRequest() {
    return headRequest;
  }

  int clientMinorVersion() {
    return slip.minorVersion;
  }

  boolean clientKnowsInterim() {
    return slip.minorVersion == 1;
  }

  /** Whether the client's connection may carry another exchange after this one. */
  boolean mayKeepClient() {
    return clientKeeps && request.isReceived() && !bench.isDraining();
  }

  boolean isOwnReply() {
    return replyIsOwn;
  }

  String endpointName() {
    return upstream == null || endpoint < 0 ? "" : upstream.endpointName(endpoint);
  }

  long attemptBegan() {
    return attemptBegan;
  }

  long sentBytes() {
    return request.sentBytes();
  }

  long receivedBytes() {
    return reply.received();
  }

  private ClientSide client() {
    if (client == null) {
      throw new IllegalStateException("the exchange is over");
    }
    return client;
  }

  private LoopUpstream upstream() {
    if (upstream == null) {
      throw new IllegalStateException("no upstream is chosen");
    }
    return upstream;
  }
}
