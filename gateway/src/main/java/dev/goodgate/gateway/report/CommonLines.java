package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Traced;
import java.nio.charset.StandardCharsets;

/**
 * The common log format, with what it has no place for behind it: milliseconds, id, endpoint, and
 * the cause where there is one.
 */
final class CommonLines implements AccessLines {
  private final LineWriter line;
  private final Timestamps timestamps = Timestamps.common();

  CommonLines(LineWriter line) {
    this.line = line;
  }

  @Override
  public void write(Noted noted, Names names) {
    begin(noted.client.bytes, noted.client.length, noted.wallMillis);
    line.text(
        new String(noted.method.bytes, 0, noted.method.length, StandardCharsets.ISO_8859_1)
            + ' '
            + new String(noted.target.bytes, 0, noted.target.length, StandardCharsets.ISO_8859_1)
            + " HTTP/"
            + (noted.version / 10)
            + "."
            + (noted.version % 10));
    line.raw(" ").number(noted.status).raw(" ").number(noted.replyBody);
    line.raw(" ").millis(noted.tookNanos).raw(" ").raw(noted.id.bytes, noted.id.length);
    line.raw(" ")
        .text(noted.endpoint < 0 ? "-" : names.endpoint(noted.route, noted.endpoint))
        .raw(" -");
    line.endLine();
  }

  @Override
  public void write(Traced traced) {
    Exchange exchange = traced.exchange();
    byte[] client = exchange.request().client().getBytes(StandardCharsets.US_ASCII);
    begin(client, client.length, exchange.began().toEpochMilli());
    line.text(
        exchange.request().method()
            + ' '
            + exchange.request().target()
            + " HTTP/"
            + exchange.request().version());
    line.raw(" ").number(exchange.reply().map(Reply::status).orElse(0));
    line.raw(" ").number(exchange.reply().map(Reply::bodyBytes).orElse(0L));
    line.raw(" ").millis(exchange.took().toNanos()).raw(" ").raw(exchange.id());
    line.raw(" ")
        .text(exchange.attempts().isEmpty() ? "-" : exchange.attempts().getLast().endpoint());
    line.raw(" ").raw(exchange.cause().orElse("-"));
    line.endLine();
  }

  @Override
  public void forgetLine() {
    line.forgetLine();
  }

  @Override
  public void flush() {
    line.flush();
  }

  private void begin(byte[] client, int length, long wallMillis) {
    line.raw(client, length).raw(length == 0 ? "- - - [" : " - - [");
    timestamps.write(line, wallMillis);
    line.raw("] ");
  }
}
