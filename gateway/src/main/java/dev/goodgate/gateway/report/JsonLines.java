package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import java.time.Duration;

/**
 * One JSON object per exchange. What went well and what went wrong have the same keys, as far as
 * they are known; the former has {@code agent} beside, the latter {@code cause} and {@code fault}.
 */
final class JsonLines implements AccessLines {
  private final LineWriter line;
  private final Timestamps timestamps = Timestamps.iso();

  JsonLines(LineWriter line) {
    this.line = line;
  }

  @Override
  public void write(Noted noted, Names names) {
    begin(noted.wallMillis);
    line.raw(",\"id\":").text(noted.id.bytes, noted.id.length);
    line.raw(",\"client\":").text(noted.client.bytes, noted.client.length);
    line.raw(",\"method\":").text(noted.method.bytes, noted.method.length);
    line.raw(",\"host\":").text(noted.host.bytes, noted.host.length);
    line.raw(",\"target\":").text(noted.target.bytes, noted.target.length);
    line.raw(noted.minorVersion == 0 ? ",\"version\":\"1.0\"" : ",\"version\":\"1.1\"");
    line.raw(",\"status\":").number(noted.status);
    line.raw(",\"received\":").number(noted.requestBody);
    line.raw(",\"sent\":").number(noted.replyBody);
    line.raw(",\"ms\":").millis(noted.tookNanos);
    line.raw(",\"agent\":").text(noted.agent.bytes, noted.agent.length);
    line.raw(",\"route\":").text(names.route(noted.route));
    line.raw(",\"upstream\":").text(names.upstream(noted.route));
    line.raw(",\"attempts\":[{\"endpoint\":").text(names.endpoint(noted.route, noted.endpoint));
    line.raw(noted.reused ? ",\"reused\":true" : ",\"reused\":false");
    attemptTimes(noted.connectNanos, noted.firstByteNanos, noted.tookNanos);
    line.raw(",\"status\":").number(noted.status).raw("}]}");
    line.endLine();
  }

  @Override
  public void write(Exchange exchange) {
    Request request = exchange.request();
    begin(exchange.began().toEpochMilli());
    line.raw(",\"id\":").text(exchange.id());
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
    line.raw("}").endLine();
  }

  @Override
  public void flush() {
    line.flush();
  }

  private void begin(long wallMillis) {
    line.raw("{\"time\":\"");
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
        attempt.timing().firstByte().map(Duration::toNanos).orElse(-1L),
        attempt.timing().total().toNanos());
    if (attempt.ending() instanceof Ending.Answered(int status)) {
      line.raw(",\"status\":").number(status);
    }
    attempt.failure().ifPresent(this::failure);
    line.raw("}");
  }

  private void attemptTimes(long connect, long firstByte, long total) {
    if (connect >= 0) {
      line.raw(",\"connect_ms\":").millis(connect);
    }
    if (firstByte >= 0) {
      line.raw(",\"first_byte_ms\":").millis(firstByte);
    }
    line.raw(",\"ms\":").millis(total);
  }

  private void failure(Failure failure) {
    line.raw(",\"phase\":").text(failure.phase().id());
    line.raw(",\"symptom\":").text(failure.symptom().id());
    line.raw(",\"by\":").text(failure.actor().id());
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
}
