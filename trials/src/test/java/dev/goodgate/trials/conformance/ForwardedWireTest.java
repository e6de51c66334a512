package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says of where its request came from, and what is believed of it (RFC 7239). */
@Execution(ExecutionMode.CONCURRENT)
class ForwardedWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String TRUST =
      "trusted: [\"127.0.0.1\", \"10.0.0.0/8\", \"2001:db8::/32\"]\n";

  /** What the endpoint is told, and the access line. */
  private record Told(String head, String line) {}

  private static String plan(ActingOrigin origin) {
    return """
    loops: 1
    listeners: [{ address: "127.0.0.1:0" }]
    routes: [{ upstream: web }]
    upstreams: { web: { endpoints: ["%s"] } }
    """
        .formatted(origin.address());
  }

  private static Told asked(String trusted, String fields) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      assertThat(
              gateway.turnTo(
                  trusted
                      + """
                      loops: 1
                      listeners: [{ address: "127.0.0.1:0" }]
                      routes: [{ upstream: web }]
                      upstreams: { web: { endpoints: ["%s"] } }
                      """
                          .formatted(origin.address())))
          .isEmpty();
      client.send("GET / HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: f\r\n" + fields + "\r\n");
      assertThat(client.head()).contains(" 200 ");
      return new Told(origin.nextHead(), gateway.line("\"id\":\"f\""));
    }
  }

  private static final String CLAIMS =
      "X-Forwarded-For: 192.0.2.7, 10.1.1.1\r\nX-Forwarded-Proto: https\r\n"
          + "X-Forwarded-Host: shop.example\r\nX-Forwarded-Port: 443\r\n"
          + "X-Forwarded-Prefix: /app\r\nX-Real-IP: 192.0.2.7\r\n"
          + "Forwarded: for=192.0.2.7;proto=https;host=shop.example, for=10.1.1.1\r\n";

  @Test
  void takesNoStrangersWord() throws Exception {
    Told told = asked("", CLAIMS);
    assertThat(told.head())
        .contains("X-Forwarded-For: 127.0.0.1\r\n", "X-Forwarded-Proto: http\r\n")
        .contains("X-Forwarded-Host: lab.test\r\n")
        .contains("Forwarded: for=\"127.0.0.1\";host=\"lab.test\";proto=http\r\n")
        .doesNotContain("192.0.2.7", "https", "shop.example", "443", "/app", "X-Real-IP");
    assertThat(told.line()).contains("\"client\":\"127.0.0.1\"");
  }

  @Test
  void keepsTheWordOfATrustedGatewayAndAddsItsOwn() throws Exception {
    Told told = asked(TRUST, CLAIMS);
    assertThat(told.head())
        .contains("X-Forwarded-For: 192.0.2.7, 10.1.1.1, 127.0.0.1\r\n")
        .contains("X-Forwarded-Proto: https\r\n", "X-Forwarded-Host: shop.example\r\n")
        .contains("X-Forwarded-Port: 443\r\n", "X-Forwarded-Prefix: /app\r\n")
        .contains("X-Real-IP: 192.0.2.7\r\n")
        .contains(
            "Forwarded: for=192.0.2.7;proto=https;host=shop.example, for=10.1.1.1,"
                + " for=\"127.0.0.1\";host=\"lab.test\";proto=http\r\n");
    assertThat(told.line()).contains("\"client\":\"192.0.2.7\"");
  }

  @Test
  void saysWhatItSawWhereATrustedGatewaySaysNothing() throws Exception {
    Told told = asked(TRUST, "");
    assertThat(told.head())
        .contains("X-Forwarded-For: 127.0.0.1\r\n", "X-Forwarded-Proto: http\r\n")
        .contains("X-Forwarded-Host: lab.test\r\n")
        .contains("\r\nForwarded: for=\"127.0.0.1\";host=\"lab.test\";proto=http\r\n");
    assertThat(told.line()).contains("\"client\":\"127.0.0.1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1, 192.0.2.7 | 192.0.2.7",
        "198.51.100.1, 192.0.2.7, 10.0.0.1, 2001:db8::1 | 192.0.2.7",
        "10.0.0.2, 10.0.0.1 | 10.0.0.2",
        "192.0.2.7:4711 | 192.0.2.7",
        "[2001:db9::7]:80, 10.0.0.1 | 2001:db9:0:0:0:0:0:7",
        "192.0.2.7, unknown, 10.0.0.1 | 10.0.0.1",
        "192.0.2.7, <script>, 10.0.0.1 | 192.0.2.7"
      })
  void findsTheClientBehindAllThatIsTrusted(String list, String client) throws Exception {
    assertThat(asked(TRUST, "X-Forwarded-For: " + list + "\r\n").line())
        .contains("\"client\":\"" + client + "\"");
    assertThat(
            asked(TRUST, "X-Forwarded-For: " + list.replace(", ", "\r\nx-forwarded-FOR: ") + "\r\n")
                .line())
        .contains("\"client\":\"" + client + "\"");
  }

  @Test
  void readsForwardedWhereItIsTheOnlyWord() throws Exception {
    Told told =
        asked(TRUST, "Forwarded: For=\"[2001:db9::7]:80\";PROTO=HTTPS , by=_x;for=10.1.1.1\r\n");
    assertThat(told.line()).contains("\"client\":\"2001:db9:0:0:0:0:0:7\"");
    assertThat(told.head()).contains("X-Forwarded-Proto: https\r\n");
  }

  /** One who tells by X-Forwarded-For may pass on a Forwarded that its client has made up. */
  @Test
  void leavesOutWhatDoesNotAgree() throws Exception {
    Told told =
        asked(
            TRUST,
            "X-Forwarded-For: 192.0.2.7\r\nForwarded: for=8.8.8.8;proto=https;host=evil\r\n"
                + "X-Real-IP: 8.8.8.8\r\n");
    assertThat(told.head()).doesNotContain("8.8.8.8", "evil", "https");
    assertThat(told.line()).contains("\"client\":\"192.0.2.7\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=192.0.2.7;garbage\r\n",
        "Forwarded: for=\"192.0.2.7\r\n",
        "Forwarded: for=192.0.2.7,\r\n",
        "Forwarded: for=192.0.2.7;for=192.0.2.7\r\n",
        "Forwarded: for=192.0.2.7 proto=http\r\n",
        "X-Forwarded-For: 192.0.2.7.7, localhost, \"192.0.2.7\r\n",
        "X-Forwarded-Proto: 192.0.2.7\r\n",
        "X-Forwarded-Host: 192.0.2.7/\r\n",
        "X-Real-IP: 192.0.2.700\r\n",
        "X-Forwarded-Port: 192.0.2.7\r\n"
      })
  void leavesOutWhatIsMalformed(String field) throws Exception {
    Told told = asked(TRUST, field);
    assertThat(told.head()).doesNotContain("192.0.2.7");
    assertThat(told.line()).contains("\"client\":\"127.0.0.1\"");
  }

  @Test
  void tellsOnlyATrustedGatewayTheNextHop() throws Exception {
    try (ActingOrigin origin = ActingOrigin.playing(ActingOrigin.Scene::head);
        LiveGateway gateway = LiveGateway.before(origin)) {
      for (String trusted : new String[] {"", TRUST}) {
        assertThat(gateway.turnTo(trusted + plan(origin))).isEmpty();
        try (Wire client = gateway.wire()) {
          client.send("GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n");
          String head = client.head();
          assertThat(head).contains("Proxy-Status: ");
          assertThat(head.contains("; next-hop=\"" + origin.address() + "\""))
              .isEqualTo(!trusted.isEmpty());
        }
      }
    }
  }
}
