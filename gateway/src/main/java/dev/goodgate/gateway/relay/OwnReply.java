package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.reply.Answer;
import dev.goodgate.gateway.reply.Page;
import dev.goodgate.gateway.reply.ReplyTable;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.TlsAlert;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the replies that the gateway makes itself: of failures, and those that the plan gives. */
final class OwnReply {
  private static final int RETRY_AFTER_SECONDS = 5;

  private final Workbench bench;
  private final String name;

  /** What may be asked for through here, if the endpoint likes it. */
  static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private final byte[] via;
  private int status;
  private long bodyBytes;

  OwnReply(Workbench bench) {
    this.bench = bench;
    via = bench.mark().line(11);
    String written = bench.plan().name();
    boolean token = written.matches("[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*");
    name = token ? written : '"' + written.replaceAll("[^ -~]|[\"\\\\]", "_") + '"';
  }

  /** Head and body of the reply for a failure, as bytes. */
  byte[] write(Standing exchange, Failure failure, boolean reused) {
    int received = exchange.reply().receivedStatus();
    Answer answer = ReplyTable.of(failure, reused);
    String request = exchange.notes().head();
    Page page =
        Page.of(
            Page.Audience.of(exchange.notes().field("accept")),
            answer,
            failure,
            exchange.notes().id(),
            request.startsWith("GET "));
    status = answer.status();
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(status).append(' ').append(Page.title(status));
    head.append("\r\nContent-Type: ").append(page.contentType());
    head.append("\r\nCache-Control: no-store\r\nProxy-Status: ").append(name);
    answer.proxyStatusError().ifPresent(error -> head.append("; error=").append(error));
    if (failure.detail() instanceof Detail.Alert(TlsAlert alert, _, _, _)) {
      head.append("; alert-id=").append(alert.number());
      head.append("; alert-message=").append(alert.name());
    }
    String hop = exchange.attempts().endpointName();
    if (exchange.isClientTrusted() && !hop.isEmpty()) {
      head.append("; next-hop=\"").append(hop.replaceAll("[^ -~]|[\"\\\\]", "_")).append('"');
    }
    if (received > 0) {
      head.append("; received-status=").append(received);
    }
    head.append("; goodgate-cause=").append(answer.cause()).append("\r\n");
    if (failure.symptom() == Symptom.CAME_ROUND) {
      head.append(new String(via, StandardCharsets.US_ASCII));
    }
    if (answer.invitesRetry()) {
      head.append("Retry-After: ").append(RETRY_AFTER_SECONDS).append("\r\n");
    }
    if (status == 405) {
      head.append("Allow: ").append(METHODS).append("\r\n");
    }
    return whole(exchange, head, page.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Head and body of a reply that the plan gives. */
  byte[] write(Standing exchange, GivenReply given) {
    status = given.status();
    HeadWriter writer = bench.writer();
    writer.clear();
    given.fields().write(writer, exchange.notes().texts(), exchange.notes().slip());
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(status).append(' ').append(given.reason()).append("\r\n");
    head.append(new String(writer.bytes(), 0, writer.length(), StandardCharsets.ISO_8859_1));
    return whole(exchange, head, given.mayHaveBody() ? given.body() : null);
  }

  /** {@code body} is null for a reply that can have none, not even an empty one. */
  private byte[] whole(Standing exchange, StringBuilder head, byte @Nullable [] body) {
    bodyBytes = body == null || exchange.asked().isHead() ? 0 : body.length;
    if (body != null) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append(new String(bench.date(), StandardCharsets.US_ASCII));
    head.append("X-Request-Id: ").append(exchange.notes().id()).append("\r\n");
    if (!exchange.keepsClient) {
      head.append("Connection: close\r\n");
    } else if (exchange.asked().minorVersion() == 0) {
      head.append("Connection: keep-alive\r\n");
    }
    HeadWriter more = bench.writer();
    more.clear();
    FieldLines lines = exchange.replyLines();
    if (lines != null) {
      lines.writeBeside(head.toString(), more, exchange.notes().texts(), exchange.notes().slip());
    }
    byte[] said = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[said.length + more.length() + 2 + (int) bodyBytes];
    System.arraycopy(said, 0, all, 0, said.length);
    System.arraycopy(more.bytes(), 0, all, said.length, more.length());
    int at = said.length + more.length();
    all[at] = '\r';
    all[at + 1] = '\n';
    if (body != null) {
      System.arraycopy(body, 0, all, at + 2, (int) bodyBytes);
    }
    return all;
  }

  int status() {
    return status;
  }

  long bodyBytes() {
    return bodyBytes;
  }
}
