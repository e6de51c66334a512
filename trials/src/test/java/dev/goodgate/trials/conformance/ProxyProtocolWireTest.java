package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the client is, as a gateway in front says and as endpoints are told. */
@Execution(ExecutionMode.CONCURRENT)
class ProxyProtocolWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";
  private static final String LINE = "PROXY TCP4 192.0.2.7 198.51.100.1 4711 80\r\n";
  private static final String BYTES =
      "\r\n\r\n\0\r\nQUIT\n!\21\0\14\300\0\2\7\306\063\144\1\22\147\0\120";

  private static LiveGateway told(String trusted, String more, ActingOrigin origin) {
    return LiveGateway.by(
        """
        listeners: [{ address: "127.0.0.1:0", proxy-protocol: true }]
        trusted: ["%s"]
        routes: [{ upstream: web }]
        upstreams: { web: { endpoints: ["%s"] } }
        limits: { head-timeout: 300ms%s }
        """
            .formatted(trusted, origin.address(), more));
  }

  @ParameterizedTest
  @ValueSource(strings = {LINE, BYTES})
  void takesTheWordOfWhoeverIsTrusted(String preface) throws Exception {
    String named = GET.replace("\r\n\r\n", "\r\nX-Request-Id: told\r\n\r\n");
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = told("127.0.0.0/8", "", origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(preface + named).reply().status()).isEqualTo(200);
      assertThat(origin.nextHead()).contains("\r\nX-Forwarded-For: 192.0.2.7\r\n");
      assertThat(gateway.line("\"id\":\"told\"")).contains("192.0.2.7");
      assertThat(client.send(GET).reply().status()).isEqualTo(200);
      assertThat(origin.nextHead()).contains("\r\nX-Forwarded-For: 192.0.2.7\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LINE, BYTES})
  void understandsItHoweverItIsCut(String preface) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = told("127.0.0.1", "", origin)) {
      String all = preface + GET;
      for (int cut = 1; cut < all.length(); cut++) {
        try (RawClient client = gateway.client()) {
          client.send(all.substring(0, cut)).send(all.substring(cut));
          assertThat(client.reply().status()).as("cut at %d", cut).isEqualTo(200);
        }
        assertThat(origin.nextHead()).contains("X-Forwarded-For: 192.0.2.7\r\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROXY UNKNOWN\r\n", "\r\n\r\n\0\r\nQUIT\n \0\0\0"})
  void asksForItselfWhereNobodyIsNamed(String preface) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = told("127.0.0.1", "", origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(preface + GET).reply().status()).isEqualTo(200);
      assertThat(origin.nextHead()).contains("X-Forwarded-For: 127.0.0.1\r\n");
    }
  }

  @Test
  void refusesAnybodyElse() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = told("192.0.2.0/24", "", origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.send(LINE + GET).reply();
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.body()).contains("Only gateways that are known here");
      assertThat(gateway.line("\"status\":403")).contains("request-denied", "127.0.0.1");
      assertThat(origin.headsLeft()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GET, "PROXY TCP4 1.2.3.4 1.2.3.4 1\r\n", "\r\n\r\n\0\r\nQUIT\n1\0\0\0"})
  void refusesWhatIsNoPreface(String bytes) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = told("127.0.0.1", "", origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(bytes + GET).reply().status()).isEqualTo(400);
      assertThat(origin.headsLeft()).isZero();
    }
  }

  @Test
  void waitsForItNoLongerThanForAHead() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = told("127.0.0.1", "", origin);
        RawClient slow = gateway.client();
        RawClient silent = gateway.client()) {
      assertThat(slow.send("PROXY TCP4 ").reply().status()).isEqualTo(408);
      assertThat(silent.bytes(1)).isEmpty();
    }
  }

  @Test
  void turnsToWhatTheNextPlanSays() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = told("127.0.0.1", "", origin)) {
      String plain =
          """
          loops: 1
          listeners: [{ address: "127.0.0.1:0" }]
          routes: [{ upstream: web }]
          upstreams: { web: { endpoints: ["%s"] } }
          """
              .formatted(origin.address());
      assertThat(gateway.turnTo(plain)).isEmpty();
      try (RawClient client = gateway.client()) {
        assertThat(client.send(GET).reply().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void tellsAnEndpointInALine() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("proxy-protocol: v1", "", origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(GET + GET).reply().status()).isEqualTo(200);
      assertThat(client.reply().status()).isEqualTo(200);
      int port = gateway.address().getPort();
      for (int i = 0; i < 2; i++) {
        assertThat(origin.nextHead())
            .matches("(?s)PROXY TCP4 127.0.0.1 127.0.0.1 \\d+ " + port + "\r\nGET / HTTP/1.1.*");
      }
      assertThat(origin.connections()).isEqualTo(2);
    }
  }

  @Test
  void passesOnWhomItWasToldOfItself() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway inner = told("127.0.0.1", "", origin);
        LiveGateway outer =
            LiveGateway.by(
                """
                name: outer
                listeners: [{ address: "127.0.0.1:0", proxy-protocol: true }]
                trusted: [127.0.0.1]
                routes: [{ upstream: web }]
                upstreams:
                  web: { endpoints: ["127.0.0.1:%d"], proxy-protocol: v2 }
                """
                    .formatted(inner.address().getPort()));
        RawClient client = outer.client()) {
      assertThat(client.send(LINE + GET).reply().status()).isEqualTo(200);
      assertThat(origin.nextHead()).contains("X-Forwarded-For: 192.0.2.7\r\n");
    }
  }
}
