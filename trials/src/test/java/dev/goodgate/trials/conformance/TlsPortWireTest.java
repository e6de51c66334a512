package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints whose port wants TLS, and that say so in words when they are spoken to without. */
class TlsPortWireTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<center>The plain HTTP request was sent to HTTPS port</center>",
        "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />",
        "Client sent an HTTP request to an HTTPS server.",
        "Bad Request: This combination of host and port requires TLS."
      })
  void passesThePageOnAndNotesWhatItMeans(String words) throws Exception {
    RawReply reply = reply(words, "\"cause\":\"plaintext-to-tls-port\"");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo(words);
    assertThat(reply.all("Proxy-Status")).noneMatch(each -> each.contains("error="));
  }

  @Test
  void leavesOther400sAlone() throws Exception {
    assertThat(reply("You forgot a field.", "\"status\":400").body()).contains("field");
  }

  /** The reply, when the access log has a line that holds {@code logged}. */
  private static RawReply reply(String words, String logged) throws Exception {
    String answer =
        "HTTP/1.1 400 Bad Request\r\nContent-Length: " + words.length() + "\r\n\r\n" + words;
    try (ActingOrigin origin = ActingOrigin.answering(answer);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.send(GET).reply();
      String line = gateway.line(logged);
      assertThat(line).contains("\"status\":400");
      assertThat(line.contains("\"cause\"")).isEqualTo(logged.contains("cause"));
      return reply;
    }
  }
}
