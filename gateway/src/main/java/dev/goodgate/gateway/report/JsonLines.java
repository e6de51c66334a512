package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import dev.goodgate.vocabulary.traffic.Traced;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object per exchange. What went well and what went wrong have the same keys, as far as
 * they are known; the former has {@code agent} beside, the latter {@code cause} and {@code fault}.
 */
final class JsonLines implements AccessLines {
  private static final byte[] TIME = ascii("{\"time\":\"");
  private static final byte[] ID = ascii(",\"id\":");
  private static final byte[] TRACE = ascii(",\"trace\":");
  private static final byte[] CLIENT = ascii(",\"client\":");
  private static final byte[] METHOD = ascii(",\"method\":");
  private static final byte[] HOST = ascii(",\"host\":");
  private static final byte[] TARGET = ascii(",\"target\":");
  private static final byte[] VERSION_0 = ascii(",\"version\":\"1.0\",\"status\":");
  private static final byte[] VERSION_1 = ascii(",\"version\":\"1.1\",\"status\":");
  private static final byte[] VERSION_2 = ascii(",\"version\":\"2.0\",\"status\":");
  private static final byte[] STATUS = ascii(",\"status\":");
  private static final byte[] RECEIVED = ascii(",\"received\":");
  private static final byte[] SENT = ascii(",\"sent\":");
  private static final byte[] MILLIS = ascii(",\"ms\":");
  private static final byte[] CONNECT = ascii(",\"connect_ms\":");
  private static final byte[] TLS = ascii(",\"tls_ms\":");
  private static final byte[] FIRST_BYTE = ascii(",\"first_byte_ms\":");
  private static final byte[] AGENT = ascii(",\"agent\":");
  private static final byte[] TLS_2 = ascii(",\"tls\":\"1.2\"");
  private static final byte[] TLS_3 = ascii(",\"tls\":\"1.3\"");
  private static final byte[] REUSED = ascii(",\"reused\":true");
  private static final byte[] FRESH = ascii(",\"reused\":false");
  private static final byte[] OWN = ascii(",\"maker\":\"gateway\",\"attempts\":[]}");
  private static final byte[] END = ascii("}]}");

  private byte[][][] ways = {};
  private final LineWriter line;
  private @Nullable Names waysOf;
  private final Timestamps timestamps = Timestamps.iso();

  JsonLines(LineWriter line) {
    this.line = line;
  }

  @Override
  public void write(Noted noted, Names names) {
    begin(noted.wallMillis);
    text(ID, noted.id);
    text(TRACE, noted.trace);
    text(CLIENT, noted.client);
    text(METHOD, noted.method);
    text(HOST, noted.host);
    text(TARGET, noted.target);
    line.raw(version(noted.version)).number(noted.status);
    line.raw(RECEIVED).number(noted.requestBody);
    line.raw(SENT).number(noted.replyBody);
    line.raw(MILLIS).millis(noted.tookNanos);
    text(AGENT, noted.agent);
    if (noted.tls > 0) {
      line.raw(noted.tls == 2 ? TLS_2 : TLS_3);
    }
    line.raw(way(noted, names));
    if (noted.endpoint < 0) {
      line.raw(OWN).endLine();
      return;
    }
    line.raw(noted.reused ? REUSED : FRESH);
    attemptTimes(noted.connectNanos, noted.tlsNanos, noted.firstByteNanos, noted.tookNanos);
    line.raw(STATUS).number(noted.status).raw(END);
    line.endLine();
  }

  private static byte[] version(int version) {
    return version == 11 ? VERSION_1 : version == 20 ? VERSION_2 : VERSION_0;
  }

  private void text(byte[] key, Noted.Text value) {
    line.raw(key).text(value.bytes, value.length);
  }

  /** Route, upstream and endpoint: the same again and again, so put together once. */
  private byte[] way(Noted noted, Names names) {
    if (names != waysOf) {
      waysOf = names;
      ways =
          names.endpoints().stream()
              .map(each -> new byte[each.size() + 1][0])
              .toArray(byte[][][]::new);
    }
    byte[] known = ways[noted.route][noted.endpoint + 1];
    if (known.length == 0) {
      known = words(noted, names);
      ways[noted.route][noted.endpoint + 1] = known;
    }
    return known;
  }

  private static byte[] words(Noted noted, Names names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LineWriter writer = new LineWriter(bytes);
    writer.raw(",\"route\":").text(names.route(noted.route));
    if (noted.endpoint >= 0) {
      writer.raw(",\"upstream\":").text(names.upstream(noted.route));
      writer.raw(",\"attempts\":[{\"endpoint\":");
      writer.text(names.endpoint(noted.route, noted.endpoint));
    }
    writer.flush();
    return bytes.toByteArray();
  }

  @Override
  public void write(Traced traced) {
    Exchange exchange = traced.exchange();
    Request request = exchange.request();
    begin(exchange.began().toEpochMilli());
    line.raw(",\"id\":").text(exchange.id());
    traced.trace().ifPresent(trace -> line.raw(TRACE).text(trace.id()));
    line.raw(",\"client\":").text(request.client());
    line.raw(",\"method\":").text(request.method());
    line.raw(",\"host\":").text(request.host());
    line.raw(",\"target\":").text(request.target());
    line.raw(",\"version\":").text(request.version());
    exchange.reply().ifPresent(this::reply);
    line.raw(",\"received\":").number(request.bodyBytes());
    line.raw(",\"ms\":").millis(exchange.took().toNanos());
    exchange.route().ifPresent(route -> line.raw(",\"route\":").text(route));
    exchange.upstream().ifPresent(upstream -> line.raw(",\"upstream\":").text(upstream));
    line.raw(",\"attempts\":[");
    for (Attempt attempt : exchange.attempts()) {
      attempt(attempt);
    }
    line.raw("]");
    exchange.cause().ifPresent(cause -> line.raw(",\"cause\":").text(cause));
    ending(exchange.ending());
    if (exchange.attempts().isEmpty() && exchange.ending() instanceof Ending.Failed(var failure)) {
      detail(failure); // where there were attempts, theirs tell
    }
    line.raw("}").endLine();
  }

  @Override
  public void forgetLine() {
    line.forgetLine();
  }

  @Override
  public void flush() {
    line.flush();
  }

  private void begin(long wallMillis) {
    line.raw(TIME);
    timestamps.write(line, wallMillis);
    long millis = Math.floorMod(wallMillis, 1_000L);
    line.raw(millis < 10 ? ".00" : millis < 100 ? ".0" : ".").number(millis).raw("Z\"");
  }

  private void reply(Reply reply) {
    line.raw(",\"status\":").number(reply.status());
    line.raw(",\"sent\":").number(reply.bodyBytes());
    if (!reply.whole()) {
      line.raw(",\"whole\":false");
    }
    if (reply.maker() == Reply.Maker.GATEWAY) {
      line.raw(",\"maker\":\"gateway\"");
    }
  }

  private void attempt(Attempt attempt) {
    line.raw(attempt.number() > 1 ? ",{\"endpoint\":" : "{\"endpoint\":").text(attempt.endpoint());
    attempt
        .connection()
        .ifPresent(facts -> line.raw(facts.reused() ? ",\"reused\":true" : ",\"reused\":false"));
    attemptTimes(
        attempt.timing().connect().map(Duration::toNanos).orElse(-1L),
        attempt.timing().tls().map(Duration::toNanos).orElse(-1L),
        attempt.timing().firstByte().map(Duration::toNanos).orElse(-1L),
        attempt.timing().total().toNanos());
    if (attempt.ending() instanceof Ending.Answered(int status)) {
      line.raw(",\"status\":").number(status);
    }
    attempt.failure().ifPresent(this::failure);
    line.raw("}");
  }

  private void attemptTimes(long connect, long tls, long firstByte, long total) {
    if (connect >= 0) {
      line.raw(CONNECT).millis(connect);
    }
    if (tls >= 0) {
      line.raw(TLS).millis(tls);
    }
    if (firstByte >= 0) {
      line.raw(FIRST_BYTE).millis(firstByte);
    }
    line.raw(MILLIS).millis(total);
  }

  private void failure(Failure failure) {
    line.raw(",\"phase\":").text(failure.phase().id());
    line.raw(",\"symptom\":").text(failure.symptom().id());
    line.raw(",\"by\":").text(failure.actor().id());
    detail(failure);
  }

  private void detail(Failure failure) {
    String exact = failure.detail().says();
    if (!exact.isEmpty()) {
      line.raw(",\"detail\":").text(exact);
    }
  }

  private void ending(Ending ending) {
    switch (ending) {
      case Ending.Answered _ -> {}
      case Ending.Failed(Failure failure) -> line.raw(",\"fault\":").text(failure.actor().id());
      case Ending.Abandoned(var phase) ->
          line.raw(",\"fault\":\"client\",\"abandoned\":").text(phase.id());
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
