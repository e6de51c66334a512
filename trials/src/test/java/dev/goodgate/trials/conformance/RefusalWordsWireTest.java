package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How exactly the gateway says what was wrong with an answer. */
@Execution(ExecutionMode.CONCURRENT)
class RefusalWordsWireTest {
  private static String said(String answer) throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(answer);
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.send("GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n").reply();
      assertThat(reply.status()).isEqualTo(502);
      return reply.field("proxy-status").orElse("");
    }
  }

  @Test
  void aGoodbyeInHttp2IsRecognised() throws Exception {
    assertThat(said("\0\0\b\7\0\0\0\0\0\0\0\0\0\0\0\0\1")).contains("=h2-preface-on-h1");
  }

  @Test
  void aConnectionFieldThatTakesAwayTooMuchIsABadValue() throws Exception {
    assertThat(said("HTTP/1.1 200 OK\r\nConnection: Content-Length\r\nContent-Length: 0\r\n\r\n"))
        .contains("=invalid-header-value");
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 404 No\\r\\nContent-Length: x\\r\\n\\r\\n', 404",
    "'HTTP/1.1 503 Busy\\r\\nServer: a', 503",
    "'HTTP/1.1 101 Switch\\r\\n\\r\\n', 101",
    "'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz', 200"
  })
  void theStatusThatCameIsTold(String answer, int status) throws Exception {
    assertThat(said(answer.translateEscapes())).contains("; received-status=" + status + ";");
  }

  @ParameterizedTest
  @CsvSource({"HTTP/1.1 2000 OK", "HTTP/1.1 20", "SSH-2.0-OpenSSH", "''"})
  void noStatusIsToldWhereNoneCame(String answer) throws Exception {
    assertThat(said(answer + "\r\n\r\n")).doesNotContain("received-status");
  }
}
