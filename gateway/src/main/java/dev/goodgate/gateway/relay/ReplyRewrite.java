package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Field;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.Compression.Encoding;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Words an endpoint's reply for the client: hop-by-hop fields go, the framing becomes one the
 * client understands, the names of the exchange are added. Decides too whether the client's
 * connection can carry another exchange.
 */
final class ReplyRewrite {
  private static final byte[] VERSION = ascii("HTTP/1.1");
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
  private static final byte[] CLOSE = ascii("Connection: close\r\n");
  private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
  private static final byte[] UPGRADE = ascii("Connection: upgrade\r\n");
  private static final byte[] ACCEPT_RANGES = ascii("accept-ranges");
  private static final byte[] ETAG = ascii("etag");
  private static final byte[] WEAK = ascii("W/");
  private static final byte[] VARY_NAME = ascii("vary");
  private static final byte[] VARY = ascii("Vary: Accept-Encoding\r\n");
  private static final byte[] CONTENT_ENCODING = ascii("Content-Encoding: ");
  private static final byte[] CONTENT_LOCATION = ascii("content-location");
  private static final byte[] REQUEST_ID = ascii("X-Request-Id: ");
  private static final int TRACE_LENGTH = 55;
  private static final byte[] TRACE = ascii("\r\ntraceparent: ");

  private final Workbench bench;
  private final Head head;
  private final HeadWriter writer;
  private Body.Framing framing = Body.Framing.NONE;
  private @Nullable Encoding encoding;
  private boolean varies;
  private boolean varyTold;
  private boolean bodyless;
  private boolean old;
  private boolean keep;

  ReplyRewrite(Workbench bench) {
    this.bench = bench;
    head = bench.replyHead();
    writer = bench.writer();
  }

  /**
   * How the body is framed, and whether the client's connection will be kept, for the reply whose
   * head was just read.
   */
  void decide(Standing exchange, Squeeze squeeze) {
    Fields fields = head.fields();
    old = exchange.asked().minorVersion() == 0;
    bodyless = exchange.asked().isHead() || head.status() == 204 || head.status() == 304;
    if (bodyless) {
      framing = Body.Framing.NONE;
    } else if (fields.isChunked()) {
      framing = old ? Body.Framing.CHUNKED_TO_BARE : Body.Framing.CHUNKED;
    } else if (fields.contentLength() >= 0) {
      framing = Body.Framing.LENGTH;
    } else {
      framing = old ? Body.Framing.UNTIL_CLOSE : Body.Framing.UNTIL_CLOSE_TO_CHUNKED;
    }
    decideEncoding(exchange, squeeze);
    boolean endsByClose =
        framing == Body.Framing.CHUNKED_TO_BARE || framing == Body.Framing.UNTIL_CLOSE;
    keep = (!endsByClose || encoding != null) && exchange.mayKeepClient();
  }

  private void decideEncoding(Standing exchange, Squeeze squeeze) {
    LoopRoute route = exchange.route();
    Squeezable squeezable = route == null ? null : route.squeezable();
    encoding = null;
    varies = varyTold = false;
    if (squeezable == null) {
      return;
    }
    Encoding wanted = exchange.wantedEncoding();
    boolean fits = squeezable.fits(head);
    varies = fits || head.status() == 304;
    if (fits && wanted != null && (bodyless || squeeze.begin(wanted))) {
      encoding = wanted;
      framing =
          switch (framing) {
            case CHUNKED, CHUNKED_TO_BARE -> Body.Framing.CHUNKED_TO_BARE;
            case UNTIL_CLOSE, UNTIL_CLOSE_TO_CHUNKED -> Body.Framing.UNTIL_CLOSE;
            case NONE, LENGTH -> framing;
          };
    }
  }

  Body.Framing framing() {
    return framing;
  }

  boolean keepsClient() {
    return keep;
  }

  /** Whether the endpoint will keep its connection after this reply. */
  boolean upstreamStays() {
    Fields fields = head.fields();
    boolean says =
        head.minorVersion() == 1
            ? !fields.saysClose()
            : fields.saysKeepAlive() && !fields.saysClose();
    return says
        && framing != Body.Framing.UNTIL_CLOSE
        && framing != Body.Framing.UNTIL_CLOSE_TO_CHUNKED;
  }

  HeadWriter write(Standing exchange) {
    FieldLines lines = exchange.replyLines();
    copy(lines, exchange);
    if (!head.fields().isDated() && (lines == null || !lines.areOfDate())) {
      writer.add(bench.date());
    }
    if (encoding != null) {
      writer.add(CONTENT_ENCODING).add(ascii(encoding.key())).add(LINE_END);
    }
    if (varies && !varyTold) {
      writer.add(VARY);
    }
    if (framing == Body.Framing.UNTIL_CLOSE_TO_CHUNKED || (encoding != null && !bodyless)) {
      writer.add(CHUNKED);
    }
    if (!keep) {
      writer.add(CLOSE);
    } else if (exchange.asked().minorVersion() == 0) {
      writer.add(KEEP_ALIVE);
    }
    return identify(lines, exchange);
  }

  /** The reply that ends HTTP: see {@link Tunnel}. */
  HeadWriter switching(Standing exchange) {
    bodyless = false;
    framing = Body.Framing.UNTIL_CLOSE;
    keep = false;
    FieldLines lines = exchange.replyLines();
    copy(lines, exchange);
    writer.add(UPGRADE);
    return identify(lines, exchange);
  }

  private HeadWriter identify(@Nullable FieldLines lines, Standing exchange) {
    writer.add(REQUEST_ID);
    add(exchange, exchange.notes().slip().id, exchange.notes().slip().idEnd);
    writer.add(TRACE);
    int trace = exchange.notes().slip().idEnd + TRACE.length;
    add(exchange, trace, trace + TRACE_LENGTH);
    writer.add(LINE_END);
    if (lines != null) {
      lines.write(writer, exchange.notes().texts(), exchange.notes().slip());
    }
    return writer.add(LINE_END);
  }

  /** An interim reply, passed on. */
  HeadWriter interim(Standing exchange) {
    bodyless = true;
    framing = Body.Framing.NONE;
    encoding = null;
    varies = false;
    copy(exchange.replyLines(), exchange);
    return writer.add(LINE_END);
  }

  private void copy(@Nullable FieldLines lines, Standing exchange) {
    Fields fields = head.fields();
    writer.clear();
    writer.add(VERSION).add(head.bytes(), head.start() + VERSION.length, head.startLineEnd());
    int run = head.startLineEnd();
    int end = run;
    boolean lengthSeen = false;
    for (int i = 0; i < fields.count(); i++) {
      boolean repeated = fields.kind(i) == Field.CONTENT_LENGTH && lengthSeen;
      lengthSeen |= fields.kind(i) == Field.CONTENT_LENGTH;
      if (repeated
          || !passes(fields, i)
          || (lines != null && lines.drops(head, i))
          || (encoding != null && fields.isNamed(i, ACCEPT_RANGES))) {
        writer.add(head.bytes(), run, fields.lineStart(i));
        run = fields.lineEnd(i);
      } else if (varies && isStrongTag(fields, i)) {
        writer.add(head.bytes(), run, fields.valueStart(i)).add(WEAK);
        run = fields.valueStart(i);
      } else if (isUrl(fields, i, exchange)) {
        writer.add(head.bytes(), run, fields.valueStart(i));
        WayBack.write(head.bytes(), fields.valueStart(i), fields.valueEnd(i), exchange, writer);
        run = fields.valueEnd(i);
      }
      end = fields.lineEnd(i);
    }
    writer.add(head.bytes(), run, end);
  }

  /**
   * Whether it names the plain bytes: compressed ones are another representation (RFC 9110 8.8.1),
   * and a 304 names whichever the client has.
   */
  private boolean isStrongTag(Fields fields, int index) {
    varyTold |= fields.isNamed(index, VARY_NAME) && names(fields, index);
    return (encoding != null || head.status() == 304)
        && fields.isNamed(index, ETAG)
        && head.bytes()[fields.valueStart(index)] == '"';
  }

  /** Whether a Vary field names Accept-Encoding, or everything. */
  private boolean names(Fields fields, int index) {
    int from = fields.valueStart(index);
    String says =
        new String(head.bytes(), from, fields.valueEnd(index) - from, StandardCharsets.US_ASCII);
    return says.equals("*") || says.toLowerCase(Locale.ROOT).contains("accept-encoding");
  }

  /** Whether it says where something is that the endpoint may know by another name. */
  private static boolean isUrl(Fields fields, int index, Standing exchange) {
    LoopRoute route = exchange.route();
    return fields.kind(index) == Field.LOCATION
        || (route != null && route.paths() != null && fields.isNamed(index, CONTENT_LOCATION));
  }

  private boolean passes(Fields fields, int index) {
    return switch (fields.kind(index)) {
      case CONNECTION,
          KEEP_ALIVE,
          PROXY_AUTHENTICATE,
          PROXY_AUTHORIZATION,
          PROXY_CONNECTION,
          TE,
          HTTP2_SETTINGS,
          X_REQUEST_ID,
          TRACEPARENT ->
          false;
      case UPGRADE -> head.status() == 101;
      // RFC 9110 8.6: neither may stand in a reply of 1xx or 204
      case CONTENT_LENGTH -> encoding == null && head.status() >= 200 && head.status() != 204;
      case TRANSFER_ENCODING ->
          framing == Body.Framing.CHUNKED || (bodyless && !old && head.status() == 200);
      case CDN_LOOP,
          DATE,
          EXPECT,
          FORWARDED,
          HOST,
          LOCATION,
          LOOKALIKE,
          MAX_FORWARDS,
          USER_AGENT,
          VIA,
          X_FORWARDED,
          X_REAL_IP,
          OTHER ->
          !fields.isNominated(index);
    };
  }

  private void add(Standing exchange, int from, int to) {
    MemorySegment texts = exchange.notes().texts();
    if (texts != null) {
      writer.add(texts, from, to);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
