package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.reply.Answer;
import dev.goodgate.gateway.reply.Page;
import dev.goodgate.gateway.reply.ReplyTable;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.TlsAlert;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes the reply that the gateway makes itself. */
final class OwnReply {
  private static final int RETRY_AFTER_SECONDS = 5;

  private final String name;
  private final byte[] via;
  private int status;
  private long bodyBytes;

  OwnReply(Workbench bench) {
    via = bench.mark().line(1);
    String written = bench.plan().name();
    boolean token = written.matches("[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*");
    name = token ? written : '"' + written.replaceAll("[^ -~]|[\"\\\\]", "_") + '"';
  }

  /** Head and body, as bytes. */
  byte[] write(LiveExchange exchange, Failure failure, boolean reused, boolean keep) {
    int received = exchange.receivedStatus();
    Answer answer = ReplyTable.of(failure, reused);
    String request = exchange.notes().text(0, exchange.notes().slip().idEnd);
    Page page =
        Page.of(
            Page.Audience.of(field(request, "accept")),
            answer,
            failure,
            exchange.notes().id(),
            request.startsWith("GET "));
    byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
    status = answer.status();
    bodyBytes = exchange.asked().isHead() ? 0 : body.length;
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(status).append(' ').append(Page.title(status));
    head.append("\r\nContent-Type: ").append(page.contentType());
    head.append("\r\nContent-Length: ").append(body.length);
    head.append("\r\nCache-Control: no-store\r\nProxy-Status: ").append(name);
    answer.proxyStatusError().ifPresent(error -> head.append("; error=").append(error));
    if (failure.detail() instanceof Detail.Alert(TlsAlert alert, _, _, _)) {
      head.append("; alert-id=").append(alert.number());
      head.append("; alert-message=").append(alert.name());
    }
    if (received > 0) {
      head.append("; received-status=").append(received);
    }
    head.append("; goodgate-cause=").append(answer.cause());
    if (failure.symptom() == Symptom.CAME_ROUND) {
      head.append("\r\n").append(new String(via, StandardCharsets.US_ASCII).strip());
    }
    if (answer.invitesRetry()) {
      head.append("\r\nRetry-After: ").append(RETRY_AFTER_SECONDS);
    }
    if (status == 405) {
      head.append("\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    }
    head.append("\r\nX-Request-Id: ").append(exchange.notes().id());
    if (!keep) {
      head.append("\r\nConnection: close");
    } else if (exchange.asked().minorVersion() == 0) {
      head.append("\r\nConnection: keep-alive");
    }
    head.append("\r\n\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[headBytes.length + (int) bodyBytes];
    System.arraycopy(headBytes, 0, all, 0, headBytes.length);
    System.arraycopy(body, 0, all, headBytes.length, (int) bodyBytes);
    return all;
  }

  int status() {
    return status;
  }

  long bodyBytes() {
    return bodyBytes;
  }

  /** The value of a field of a head that has been read before; empty where there is none. */
  private static String field(String head, String lowerName) {
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(lowerName)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }
}
