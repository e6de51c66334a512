package dev.goodgate.trials.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
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

/** nginx in front of an origin that speaks FastCGI, more or less. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxFastCgiRealTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private ScriptedOrigin origin;
  private TellingNginx nginx;

  @BeforeAll
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "php-1",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
    nginx =
        new TellingNginx(
            "fastcgi_pass 127.0.0.1:" + origin.port() + ";",
            "fastcgi_read_timeout 500ms;",
            "fastcgi_buffering off;",
            "fastcgi_param REQUEST_METHOD $request_method;",
            "fastcgi_param REQUEST_URI $request_uri;",
            "fastcgi_param CONTENT_LENGTH $content_length;",
            "fastcgi_param SCRIPT_FILENAME /a.php;");
  }

  @AfterAll
  void stop() throws IOException {
    nginx.close();
    origin.close();
  }

  @Test
  void readsAGoodAnswer() throws IOException {
    RawReply reply = get("/a");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("php-1", "GET /a", "SCRIPT_FILENAME: /a.php");
    assertThat(get("/fault/healthy:size=200KiB").body()).hasSize(200 * 1024);
    assertThat(get("/fault/fastcgi-odd-records").body()).isEqualTo("hello\n");
    assertThat(get("/fault/fastcgi-odd-records:pieces=full-padding").body()).isEqualTo("hello\n");
    assertThat(get("/fault/fastcgi-illegal-header:flaw=split").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fastcgi-vs-http | 502 | unsupported FastCGI protocol version: 72",
        "response-not-http | 502 | unsupported FastCGI protocol version: 83",
        "fastcgi-script-unknown | 404 | FastCGI sent in stderr: \"Primary script unknown\"",
        "fastcgi-stderr | 502 | upstream prematurely closed FastCGI stdout",
        "fastcgi-end-request | 502 | upstream sent unexpected FastCGI record: 3",
        "fastcgi-protocol-error | 502 | unsupported FastCGI protocol version: 9",
        "fastcgi-protocol-error:flaw=wrong-type | 502 | invalid FastCGI record type: 99",
        "fastcgi-protocol-error:flaw=wrong-id | 502 | unexpected FastCGI request id low byte",
        "fastcgi-illegal-header | 502 | upstream sent invalid header",
        "fastcgi-illegal-header:flaw=bad-status | 502 | upstream sent invalid status \"fine\"",
        "fastcgi-illegal-header:flaw=no-end | 502 | prematurely closed FastCGI stdout",
        "response-header-section-too-large | 502 | upstream sent too big header",
        "eof-before-response | 502 | prematurely closed connection while reading response header",
        "eof-in-headers | 502 | prematurely closed connection while reading response header",
        "reset-before-response | 502 | recv.. failed .104",
        "head-reset | 502 | recv.. failed .104.*while reading response header",
        "first-byte-timeout | 504 | upstream timed out .110.*while reading response header",
        "head-stall | 504 | upstream timed out .110.*while reading response header",
      })
  void saysWhatWasWrong(String fault, int status, String line) throws IOException {
    assertThat(get("/fault/" + fault).status()).isEqualTo(status);
    assertThat(nginx.await(line)).contains("[error]");
  }

  /** A reset may be met while the head, or the body, is still on its way to the client. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fastcgi-end-missing:by=reset | 6 | recv.. failed .104.*while (reading upstream)?(sending"
            + " to client)?,",
        "body-reset | 500 | recv.. failed .104.*while (reading upstream)?(sending to client)?,",
        "truncated-no-length | 500 | recv.. failed .104.*while (reading upstream)?(sending to"
            + " client)?,",
        "body-stall | 500 | upstream timed out .110.*while reading upstream",
      })
  void cutsAnAnswerThatWasCut(String fault, int sent, String line) throws IOException {
    RawReply reply = get("/fault/" + fault);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).hasSize(sent);
    assertThat(reply.completion()).isEqualTo(Completion.CUT);
    assertThat(nginx.await(line)).contains("[error]");
  }

  /**
   * What php-fpm leaves when it dies in a body, nginx 1.22 passes on as whole, and says nothing.
   */
  @ParameterizedTest
  @CsvSource({"fastcgi-end-missing,6", "fastcgi-protocol-error:flaw=end-short,6"})
  void doesNotNoticeThatTheEndIsMissing(String fault, int sent) throws IOException {
    RawReply reply = get("/fault/" + fault);
    assertThat(reply.body()).hasSize(sent);
    assertThat(reply.whole()).isTrue();
  }

  @Test
  void passesOnWhatComesAfterMuchStderr() throws IOException {
    assertThat(get("/fault/stderr-fills-fastcgi-header-buffer").body()).isEqualTo("hello\n");
    nginx.await("FastCGI sent in stderr: ");
  }

  private RawReply get(String target) throws IOException {
    try (RawClient client = RawClient.connect(nginx.address(), LONG)) {
      return client.get(target);
    }
  }
}
