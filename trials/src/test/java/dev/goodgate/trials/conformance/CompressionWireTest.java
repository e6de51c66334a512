package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that are compressed on their way. */
@Execution(ExecutionMode.CONCURRENT)
class CompressionWireTest {
  private static final String ROUTES =
      """
      routes:
        - match: { path: /few }
          upstream: web
          compress: { encodings: [gzip], types: [application/x-mine], min: 10B }
        - { match: { path: /none }, upstream: web, compress: false }
        - { upstream: web, compress: true }
      """;
  private static final String BODY = "<p>All work and no play makes Jack a dull boy.\n".repeat(900);
  private static final String HTML =
      "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\n";

  private static String whole(String head, String body) {
    return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static RawReply ask(LiveGateway gateway, String path, String accept) throws IOException {
    try (RawClient client = gateway.client()) {
      return client.send(request("GET", path, accept)).reply();
    }
  }

  private static String request(String method, String path, String accept) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: a\r\nX-Request-Id: it\r\n"
        + (accept.isEmpty() ? "" : "Accept-Encoding: " + accept + "\r\n")
        + "\r\n";
  }

  private static String unzipped(String body) throws IOException {
    byte[] bytes = body.getBytes(ISO_8859_1);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd | br",
        "gzip | gzip",
        "GZIP;q=1.0, br;q=0.5 | gzip",
        "zstd, gzip | zstd",
        "* | br",
        "br;q=0, * | zstd",
        "x-gzip | gzip",
        "gzip;q=0 | ",
        "identity | ",
        "gzip;q=2 | ",
        "'' | "
      })
  void choosesWhatTheClientLikesBest(String accept, String chosen) throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(whole(HTML, BODY));
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin)) {
      RawReply reply = ask(gateway, "/", accept.replace("''", ""));

      assertThat(reply.whole()).isTrue();
      assertThat(reply.all("vary")).containsExactly("Accept-Encoding");
      assertThat(reply.field("content-encoding").orElse(null)).isEqualTo(chosen);
      if (chosen == null) {
        assertThat(reply.body()).isEqualTo(BODY);
      } else {
        assertThat(reply.body().length()).isLessThan(BODY.length() / 10);
        assertThat(reply.field("content-length")).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"length", "chunked", "close"})
  void compressesBodiesOfEveryFraming(String framing) throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              if (framing.equals("length")) {
                scene.wire.send(HTML + "Content-Length: " + BODY.length() + "\r\n\r\n");
              } else {
                scene.wire.send(
                    HTML
                        + (framing.equals("chunked") ? "Transfer-Encoding: chunked\r\n" : "")
                        + "\r\n");
              }
              for (int at = 0; at < BODY.length(); at += 7_000) {
                String piece = BODY.substring(at, Math.min(BODY.length(), at + 7_000));
                scene.wire.send(
                    framing.equals("chunked")
                        ? Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n"
                        : piece);
              }
              scene.wire.send(framing.equals("chunked") ? "0\r\n\r\n" : "");
              if (!framing.equals("close")) {
                scene.head();
              }
            });
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin)) {
      RawReply reply = ask(gateway, "/", "gzip");

      assertThat(reply.whole()).isTrue();
      assertThat(reply.all("transfer-encoding")).containsExactly("chunked");
      assertThat(unzipped(reply.body())).isEqualTo(BODY);
      assertThat(gateway.line("\"id\":\"it\"")).contains("\"sent\":" + reply.body().length());
    }
  }

  @Test
  void weakensTheNameOfWhatItChangesAndOffersNoRanges() throws IOException {
    String head = HTML + "ETag: \"abc\"\r\nAccept-Ranges: bytes\r\nVary: Cookie\r\nX-Last: 1\r\n";
    try (ActingOrigin origin = ActingOrigin.answering(whole(head, BODY));
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin)) {
      RawReply zipped = ask(gateway, "/", "gzip");
      assertThat(zipped.all("etag")).containsExactly("W/\"abc\"");
      assertThat(zipped.all("accept-ranges")).isEmpty();
      assertThat(zipped.all("vary")).containsExactly("Cookie", "Accept-Encoding");
      assertThat(zipped.all("x-last")).containsExactly("1");

      RawReply plain = ask(gateway, "/", "");
      assertThat(plain.all("etag")).containsExactly("\"abc\"");
      assertThat(plain.all("accept-ranges")).containsExactly("bytes");
    }
  }

  @Test
  void saysOfHeadAndNotModifiedWhatItWouldSayOfTheBody() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              while (!scene.head().isEmpty()) {
                boolean first = scene.number == 1;
                scene.wire.send(
                    first
                        ? HTML + "ETag: \"a\"\r\nContent-Length: 5000\r\n\r\n"
                        : "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n");
                scene.wire.finishSending();
              }
            });
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client()) {
      RawReply head = client.send(request("HEAD", "/", "gzip")).replyToHead();
      assertThat(head.all("content-encoding")).containsExactly("gzip");
      assertThat(head.all("content-length")).isEmpty();
      assertThat(head.all("etag")).containsExactly("W/\"a\"");

      RawReply unchanged = client.send(request("GET", "/", "gzip")).reply();
      assertThat(unchanged.status()).isEqualTo(304);
      assertThat(unchanged.all("etag")).containsExactly("W/\"a\"");
      assertThat(unchanged.all("content-encoding")).isEmpty();
      assertThat(unchanged.all("vary")).containsExactly("Accept-Encoding");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK | Content-Type: image/png",
        "HTTP/1.1 200 OK | X-No: type",
        "HTTP/1.1 206 Part | Content-Type: text/html",
        "HTTP/1.1 200 OK | Content-Type: text/html; Content-Encoding: br",
        "HTTP/1.1 200 OK | Content-Type: text/html; Cache-Control: public, No-Transform",
        "HTTP/1.1 200 OK | Content-Type: text/html; Content-Digest: sha-256=:x:"
      })
  void leavesAloneWhatIsNotItsToChange(String status, String fields) throws IOException {
    String head = status + "\r\n" + fields.replace("; ", "\r\n") + "\r\n";
    try (ActingOrigin origin = ActingOrigin.answering(whole(head, BODY));
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin)) {
      assertThat(ask(gateway, "/", "gzip").body()).isEqualTo(BODY);
    }
  }

  @Test
  void goesByTheSettings() throws IOException {
    String mine = "HTTP/1.1 200 OK\r\nContent-Type: application/x-mine\r\n";
    try (ActingOrigin html = ActingOrigin.answering(whole(HTML, BODY));
        ActingOrigin small = ActingOrigin.answering(whole(mine, "123456789"));
        ActingOrigin enough = ActingOrigin.answering(whole(mine, "1234567890"));
        LiveGateway ofHtml = LiveGateway.routing(ROUTES, html);
        LiveGateway ofSmall = LiveGateway.routing(ROUTES, small);
        LiveGateway ofEnough = LiveGateway.routing(ROUTES, enough)) {
      assertThat(ask(ofHtml, "/few", "gzip").body()).isEqualTo(BODY);
      assertThat(ask(ofHtml, "/none", "gzip").body()).isEqualTo(BODY);
      assertThat(ask(ofHtml, "/none", "gzip").all("vary")).isEmpty();
      assertThat(ask(ofSmall, "/few", "gzip").body()).isEqualTo("123456789");
      assertThat(ask(ofEnough, "/few", "br, gzip").field("content-encoding")).hasValue("gzip");
      assertThat(unzipped(ask(ofEnough, "/few", "gzip").body())).isEqualTo("1234567890");
      assertThat(ask(ofEnough, "/few", "br").body()).isEqualTo("1234567890");
    }
  }

  @Test
  void holdsNothingBackWhileTheEndpointPauses() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(
                  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
              LiveGateway.await(seen);
              scene.wire.send("data: 2\n\n");
            });
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        Wire wire = gateway.wire()) {
      wire.send(request("GET", "/", "gzip"));
      assertThat(wire.head()).contains("\r\nContent-Encoding: gzip\r\n");
      int length = Integer.parseInt(wire.until("\r\n").strip(), 16);
      String first = wire.exactly(length);
      try (GZIPInputStream in =
          new GZIPInputStream(new ByteArrayInputStream(first.getBytes(ISO_8859_1)))) {
        assertThat(new String(in.readNBytes(9), ISO_8859_1)).isEqualTo("data: 1\n\n");
      }
      seen.countDown();
      assertThat(wire.rest()).endsWith("\r\n0\r\n\r\n");
    }
  }

  @Test
  void aCutBodyStaysCut() throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(HTML + "Content-Length: 90000\r\n\r\n" + BODY.substring(0, 20_000));
            });
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        Wire wire = gateway.wire()) {
      wire.send(request("GET", "/", "gzip"));
      wire.head();
      assertThat(wire.rest()).isNotEmpty().doesNotEndWith("0\r\n\r\n");
      assertThat(gateway.line("\"id\":\"it\""))
          .contains("\"cause\":\"truncated-content-length\"", "20000 of 90000 bytes came");
    }
  }

  @Test
  void anOldClientGetsPlainBytes() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(whole(HTML, BODY));
        LiveGateway gateway = LiveGateway.routing(ROUTES, origin);
        RawClient client = gateway.client()) {
      client.send("GET / HTTP/1.0\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
      assertThat(client.reply().body()).isEqualTo(BODY);
    }
  }
}
