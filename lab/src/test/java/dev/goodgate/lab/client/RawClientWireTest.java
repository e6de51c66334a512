package dev.goodgate.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawReply.Completion;
import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.lab.origin.Sighting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawClientWireTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "o",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @Test
  void readsWhatWasSentInSlowPieces() throws IOException {
    try (RawClient client = RawClient.connect(origin.address(), LONG)) {
      client.sendSlowly("GET /slow HTTP/1.1\r\n\r\n", 5, Duration.ofMillis(1));
      assertThat(client.reply().body()).contains("GET /slow");
    }
  }

  @Test
  void readsOnAfterEndingItsOwnStream() throws IOException {
    try (RawClient client = RawClient.connect(origin.address(), LONG)) {
      RawReply reply = client.send("GET / HTTP/1.1\r\n\r\n").finishSending().reply();
      assertThat(reply.status()).isEqualTo(200);
      assertThat(client.endsNext()).isTrue();
    }
  }

  @Test
  void givesUpAtItsDeadline() throws IOException {
    try (RawClient client = RawClient.connect(origin.address(), SHORT)) {
      assertThat(client.get("/fault/first-byte-timeout").completion()).isEqualTo(Completion.SILENT);
      assertThat(client.endsNext()).isFalse();
      assertThat(client.bytes(10)).isEmpty();
    }
  }

  @Test
  void leavesWithAResetThatTheOtherSideSees() throws Exception {
    RawClient client = RawClient.connect(origin.address(), LONG);
    client.get("/");
    client.reset();
    assertThat(
            origin
                .journal()
                .await(
                    LONG,
                    all ->
                        all.stream()
                            .anyMatch(seen ->
                                seen instanceof Sighting.Gone gone
                                    && gone.how().contains("reset"))))
        .isTrue();
  }

  @Test
  void takesRepliesApart() {
    RawReply reply =
        read(
            "HTTP/1.1 100 Continue\r\n\r\n"
                + "HTTP/1.1 200 OK\r\n"
                + "A: 1\r\n"
                + "a:  2 \r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "3;x\r\n"
                + "abc\r\n"
                + "0\r\n"
                + "T: v\r\n\r\n"
                + "rest");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.statusLine()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(reply.all("A")).containsExactly("1", "2");
    assertThat(reply.field("B")).isEmpty();
    assertThat(reply.body()).isEqualTo("abc");
    assertThat(reply.whole()).isTrue();
    assertThat(reply.raw()).endsWith("T: v\r\n\r\n");
  }

  @Test
  void tellsHowTheBodyOfAReplyEnded() {
    assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcd").body()).isEqualTo("abc");
    assertThat(completion("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"))
        .isEqualTo(Completion.CUT);
    assertThat(completion("HTTP/1.1 200 OK\r\n\r\nab")).isEqualTo(Completion.WHOLE);
    assertThat(completion("HTTP/1.1 200 OK\r\nA: b")).isEqualTo(Completion.CUT);
    assertThat(completion("HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\n"))
        .isEqualTo(Completion.WHOLE);
    assertThat(completion("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"))
        .isEqualTo(Completion.CUT);
    assertThat(completion("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n"))
        .isEqualTo(Completion.GARBLED);
    assertThat(completion("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"))
        .isEqualTo(Completion.GARBLED);
    assertThat(read("HTTP/1.1 2000 OK\r\n\r\n").status()).isZero();
  }

  private static Completion completion(String bytes) {
    return read(bytes).completion();
  }

  private static RawReply read(String bytes) {
    return new ReplyInput(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)))
        .read(false, false);
  }
}
