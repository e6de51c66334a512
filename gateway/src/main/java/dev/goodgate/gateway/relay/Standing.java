package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.exchange.Waiting;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.report.Slip;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.plan.Compression.Encoding;
import dev.goodgate.vocabulary.traffic.Failure;
import org.jspecify.annotations.Nullable;

/**
 * How one exchange stands: who takes part in it, what was asked by which route, how far its two
 * flows have come. {@link LiveExchange} moves it on and {@link Parting} ends it; whoever writes
 * something for it asks here.
 */
final class Standing {
  private final Workbench bench;
  private final Loop loop;
  private final Attempts attempts;
  private final Waits waits;
  private final RequestFlow request;
  private final ReplyFlow reply;
  private final Asked asked = new Asked();
  private final Notes notes = new Notes();
  private final Slip slip = notes.slip();
  private final Story story;

  private @Nullable Client client;
  private @Nullable Tunnel tunnel;
  private @Nullable LoopRoute route;
  private @Nullable Encoding wantedEncoding;
  private long requestSentAt;
  private int keepAliveSeconds;
  private int mostUnsent;
  private boolean upstreamStays;

  /** Whether the reply is one of the gateway's own. */
  boolean replyIsOwn;

  /** Whether the client's connection is kept when the reply is through. */
  boolean keepsClient;

  Standing(Workbench bench, Attempts attempts, Waits waits) {
    this.bench = bench;
    this.loop = bench.loop();
    this.attempts = attempts;
    this.waits = waits;
    this.request = new RequestFlow(loop, bench.spool());
    this.reply = new ReplyFlow(bench);
    this.story = new Story(bench, notes);
  }

  // ---- how it begins

  /** For a new exchange. */
  void begin(Client from) {
    client = from;
    route = null;
    notes.begin(from.address(), from.isHttp2() ? 20 : 11, loop.now());
    slip.tls = from.tlsVersion();
    asked.forget();
    story.begin();
    request.begin();
    reply.begin(from);
    attempts.beginNone();
    wantedEncoding = null;
    replyIsOwn = upstreamStays = false;
    mostUnsent = 0;
    waits.begin();
  }

  /**
   * Takes the request whose head has been read, and of the {@code count} bytes behind it what is of
   * its body; returns why it must not be passed on, null where it may.
   */
  @Nullable Failure take(int offset, int count) {
    Client from = client();
    Head head = bench.requestHead();
    Fields fields = head.fields();
    slip.route = bench.route(head);
    LoopRoute by = bench.loopRoute(slip.route);
    route = by;
    asked.read(head, by != null && by.upstream() != null && by.upstream().mayUpgrade());
    if (!from.isHttp2()) {
      slip.version = 10 + asked.minorVersion();
    }
    HeadWriter written = bench.requestRewrite().write(head, asked, from, by, slip);
    wantedEncoding = by == null || by.squeezable() == null ? null : by.squeezable().wanted(head);
    request.expect(by == null ? Long.MAX_VALUE : by.bodyLimit(), isBuffered());
    int used = request.hold(written, Asked.framing(fields), fields.contentLength(), offset, count);
    from.keepForLater(loop.scratch(), offset + used, count - used);
    if (from.isHttp2() && !request.isReceived()) {
      asked.readType(head);
    }
    notes.keep(request.held());
    return asked.refusal(bench, request, written, by);
  }

  /** Whether the request is held before anyone is asked. */
  boolean isBuffered() {
    return route != null && route.buffersRequest();
  }

  // ---- how it goes on

  void attemptBegins(boolean reused) {
    reply.beginAttempt();
    notes.attemptBegins(attempts.endpoint(), reused);
    story.attemptBegins();
    requestSentAt = -1;
  }

  /** The endpoint has taken the whole request. */
  void requestSent() {
    if (requestSentAt < 0 && !reply.isHeadDone()) {
      requestSentAt = loop.now();
      waits.await(Waiting.FIRST_BYTE);
    }
  }

  private void firstByte() {
    notes.firstByte(loop.now() - (requestSentAt < 0 ? attempts.began() : requestSentAt));
  }

  /** More of the request cannot be passed on yet. */
  void awaitAfterRequest(Progress progress) {
    if (!reply.hasBegun() && progress == Progress.WAITS_FOR_SOURCE) {
      awaitBody();
    } else if (!reply.hasBegun() && progress == Progress.WAITS_FOR_SINK) {
      waits.await(Waiting.SEND);
    }
  }

  /** A client that was not told to go on, and does not, is not the one who is late. */
  private void awaitBody() {
    boolean held = asked.expectsContinue() && request.bodyBytes() == 0 && reply.received() == 0;
    if (!held) {
      awaitClient(Waiting.CLIENT_BODY);
    } else if (waits.now() != Waiting.CONTINUE) {
      waits.await(Waiting.CONTINUE);
    }
  }

  /** From now on, or still, the client has to send more, or to take more. */
  void awaitClient(Waiting what) {
    awaitClient(what, 0);
  }

  /**
   * As above, asking the system how much of what it holds it has got rid of: it takes more from us
   * only when a good part of that has gone, which is long in coming where much was held.
   */
  void lookAtClient() {
    int unsent = client().duplex().unsent();
    mostUnsent = Math.max(mostUnsent, unsent);
    awaitClient(waits.now(), unsent < 0 ? 0 : mostUnsent - unsent);
  }

  private void awaitClient(Waiting what, int drained) {
    long own = request.bodyBytes() + reply.outlet().sent() + drained;
    waits.awaitClient(what, own, client().carried(own));
  }

  /** More of the reply has to come. */
  void awaitMoreReply() {
    if (reply.hasBegun()) {
      waits.await(Waiting.BODY);
    } else if (reply.received() > 0
        && (waits.now() == Waiting.FIRST_BYTE || waits.now() == Waiting.DELIVERY)) {
      firstByte();
      waits.await(Waiting.HEAD);
    } else if (reply.received() > 0 && waits.now() == Waiting.CONTINUE) {
      awaitBody();
    }
    waits.arm();
  }

  /** The head of the reply is about to be sent on. */
  void replyBegins(Head head, ReplyRewrite rewrite) {
    firstByte();
    notes.head(loop.now());
    slip.status = head.status();
    if (slip.status == 502 && bench.mark().isIn(head)) {
      story.cameRound();
    }
    keepsClient = rewrite.keepsClient();
    upstreamStays = rewrite.upstreamStays();
    keepAliveSeconds = head.fields().keepAliveSeconds();
    waits.await(Waiting.BODY);
  }

  /** The reply says that TLS is wanted: of us, or to one farther behind where we spoke it. */
  void mayWantTls() {
    if (!attempts.endpointName().startsWith("https:")) {
      story.wantsTls();
    }
  }

  /** Both sides go on in another protocol. */
  Tunnel switchTo(Duplex upstream) {
    Tunnel through = new Tunnel(loop, client(), upstream, request.outlet(), reply.outlet());
    tunnel = through;
    return through;
  }

  /** It is over, and all that it held is let go. */
  void end() {
    attempts.end();
    waits.off();
    request.end();
    reply.end();
    notes.end();
    client = null;
    tunnel = null;
  }

  /** It is over, and what it held cannot be let go as it should. */
  void forsake() {
    attempts.end();
    waits.off();
    client = null;
    tunnel = null;
  }

  // ---- what it consists of

  Attempts attempts() {
    return attempts;
  }

  Waits waits() {
    return waits;
  }

  RequestFlow request() {
    return request;
  }

  ReplyFlow reply() {
    return reply;
  }

  Asked asked() {
    return asked;
  }

  Notes notes() {
    return notes;
  }

  Slip slip() {
    return slip;
  }

  Story story() {
    return story;
  }

  /** Whether it is not over. */
  boolean isAlive() {
    return client != null;
  }

  Client client() {
    if (client == null) {
      throw new IllegalStateException("the exchange is over");
    }
    return client;
  }

  /** What it has become, null where both sides speak HTTP. */
  @Nullable Tunnel tunnel() {
    return tunnel;
  }

  // ---- what is asked about it

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

  /** Whether the endpoint's connection may carry another exchange, as far as the reply's head. */
  boolean upstreamStays() {
    return upstreamStays;
  }

  /** How long the endpoint has said that it keeps its connection. */
  int keepAliveSeconds() {
    return keepAliveSeconds;
  }

  /** Whether the client may know what stands behind the gateway. */
  boolean isClientTrusted() {
    return client().isTrusted();
  }

  /** The ends of the client's connection. */
  Ends ends() {
    return client().ends();
  }

  long receivedBytes() {
    return reply.received() + (tunnel == null ? 0 : tunnel.fromEndpoint());
  }
}
