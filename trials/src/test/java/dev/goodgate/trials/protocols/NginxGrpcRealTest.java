package dev.goodgate.trials.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.origin.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** nginx in front of an origin that speaks HTTP/2, more or less. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxGrpcRealTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  /** What a client may send before it has heard of our window. */
  private static final int MORE_THAN_A_WINDOW = 100_000;

  private ScriptedOrigin origin;
  private TellingNginx nginx;

  @BeforeAll
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "grpc-1",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
    nginx =
        new TellingNginx(
            "grpc_pass grpc://127.0.0.1:" + origin.port() + ";",
            "grpc_read_timeout 500ms;",
            "grpc_send_timeout 500ms;");
  }

  @AfterAll
  void stop() throws IOException {
    nginx.close();
    origin.close();
  }

  @Test
  void readsAGoodAnswer() throws IOException {
    assertThat(get("/a").body()).contains("grpc-1", "GET /a HTTP/2");
    assertThat(get("/fault/healthy:size=200KiB").body()).hasSize(200 * 1024);
    assertThat(get("/fault/grpc-healthy").body()).hasSize(5);
    assertThat(get("/fault/grpc-unavailable").field("grpc-status")).contains("14");
    assertThat(get("/fault/h2-goaway:last=answered").body()).contains("grpc-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h2-goaway | 502 | upstream sent goaway with error 0",
        "h2-goaway:last=ours | 502 | upstream prematurely closed connection",
        "h2-goaway:code=enhance-your-calm | 502 | upstream sent goaway with error 11",
        "h2-refused-stream | 502 | upstream rejected request with error 7",
        "h2-http11-required | 502 | upstream rejected request with error 13",
        "h2-rst-stream:code=cancel | 502 | upstream rejected request with error 8",
        "h2-illegal-header | 502 | upstream sent invalid header: \"X-Note: x\"",
        "h2-illegal-header:flaw=no-status | 502 | upstream sent no :status header",
        "h2-illegal-header:flaw=two-statuses | 502 | upstream sent duplicate :status header",
        "h2-protocol-error | 502 | upstream sent unexpected http2 frame: 0",
        "h2-protocol-error:flaw=push-promise | 502 | unexpected push promise frame",
        "h2-protocol-error:flaw=window-update-overflow | 502 | too large window update",
        "h2-protocol-error:flaw=ping-short | 502 | ping frame with invalid length: 5",
        "h2-compression-error | 502 | invalid http2 table index: 126",
        "h2-compression-error:flaw=bad-huffman | 502 | invalid encoded header",
        "response-not-http | 502 | too large http2 frame: 5460808",
        "eof-before-response | 502 | upstream prematurely closed connection",
        "reset-before-response | 502 | recv.. failed .104",
        "first-byte-timeout | 504 | upstream timed out .110",
        "head-stall | 504 | upstream timed out .110",
      })
  void saysWhatWasWrong(String fault, int status, String line) throws IOException {
    assertThat(get("/fault/" + fault).status()).isEqualTo(status);
    assertThat(nginx.await(line)).contains("[error]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "truncated-content-length | upstream prematurely closed connection while reading upstream",
        "truncated-chunked | upstream prematurely closed connection while reading upstream",
        "body-reset | recv.. failed .104.*while reading upstream",
        "body-stall | upstream timed out .110.*while reading upstream",
      })
  void cutsAnAnswerThatWasCut(String fault, String line) throws IOException {
    RawReply reply = get("/fault/" + fault);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).hasSize(500);
    assertThat(reply.whole()).isFalse();
    assertThat(nginx.await(line)).contains("[error]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h1-reply-on-h2 | 502 | too large http2 frame: 4740180",
        // It may meet the end of the connection as it writes, before it has read why.
        "h2-inadequate-security | 502 | 'upstream sent goaway with error 12|writev.. failed .32'",
        "h2-settings:flaw=short | 502 | settings frame with invalid length: 5",
        "request-write-timeout | 504 | upstream timed out .110.*while sending request",
        "h2-window-closed | 504 | upstream timed out .110.*while sending request",
      })
  void saysWhatWasWrongFromTheBeginning(String fault, int status, String line) throws IOException {
    origin.play(fault);
    try (RawClient client = RawClient.connect(nginx.address(), LONG)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + MORE_THAN_A_WINDOW + "\r\n\r\n");
      client.send("x".repeat(MORE_THAN_A_WINDOW));
      assertThat(client.reply().status()).isEqualTo(status);
    } finally {
      origin.play("healthy");
    }
    assertThat(nginx.await(line)).contains("[error]");
  }

  private RawReply get(String target) throws IOException {
    try (RawClient client = RawClient.connect(nginx.address(), LONG)) {
      return client.get(target);
    }
  }
}
