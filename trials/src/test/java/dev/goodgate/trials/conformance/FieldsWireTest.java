package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fields go through, which go, which come. */
@Execution(ExecutionMode.CONCURRENT)
class FieldsWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  /** The head that the endpoint sees of a request with these fields. */
  private static String passedOn(String fields) throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send("GET /a?b HTTP/1.1\r\nHost: lab.test\r\n" + fields + "\r\n");
      assertThat(client.reply().status()).isEqualTo(200);
      return origin.nextHead();
    }
  }

  private static List<String> values(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  @Test
  void removesWhatIsMeantForTheGatewayAlone() throws IOException, InterruptedException {
    String head =
        passedOn(
            "Connection: close, X-One\r\n"
                + "connection:x-two ,, TE\r\n"
                + "Keep-Alive: timeout=5\r\n"
                + "Proxy-Connection: keep-alive\r\n"
                + "Proxy-Authorization: Basic eDp5\r\n"
                + "TE: trailers\r\n"
                + "Upgrade: h2c\r\n"
                + "X-One: 1\r\n"
                + "X-TWO: 2\r\n"
                + "X-Three: 3\r\n"
                + "X-One-More: 4\r\n");

    assertThat(head.lines().map(line -> line.split(":")[0].toLowerCase(Locale.ROOT)))
        .containsExactlyInAnyOrder(
            "get /a?b http/1.1",
            "host",
            "x-three",
            "x-one-more",
            "via",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "forwarded",
            "x-request-id",
            "traceparent",
            "");
  }

  @Test
  void removesFromAReplyWhatIsMeantForTheGatewayAlone() throws IOException {
    String reply =
        "HTTP/1.1 200 OK\r\nConnection: keep-alive, X-One\r\nKeep-Alive: timeout=9\r\nX-One: 1\r\n"
            + "Upgrade: h2c\r\nProxy-Connection: x\r\nX-Two: 2\r\nContent-Length: 0\r\n\r\n";
    try (ActingOrigin origin = ActingOrigin.answering(reply);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      assertThat(client.get("/").fields().stream().map(field -> field.split(":")[0]))
          .containsExactly("X-Two", "Content-Length", "Date", "X-Request-Id", "traceparent");
    }
  }

  @Test
  void tellsTheWayItSawAndNothingThatTheClientClaims() throws IOException, InterruptedException {
    String head =
        passedOn(
            "X-Forwarded-For: 9.9.9.9\r\nX-FORWARDED-HOST: evil\r\nX-Forwarded-Proto: https\r\n"
                + "X-Forwarded-Port: 1\r\nX-Forwarded-Anything: 1\r\nForwarded: for=9.9.9.9\r\n"
                + "X-Real-IP: 9.9.9.9\r\nforwarded: for=8.8.8.8\r\n");

    assertThat(values(head, "x-forwarded-for")).containsExactly("127.0.0.1");
    assertThat(values(head, "x-forwarded-host")).containsExactly("lab.test");
    assertThat(values(head, "x-forwarded-proto")).containsExactly("http");
    assertThat(values(head, "forwarded"))
        .containsExactly("for=\"127.0.0.1\";host=\"lab.test\";proto=http");
    assertThat(head).doesNotContain("9.9.9.9", "8.8.8.8", "evil", "X-Forwarded-Port", "Anything");
  }

  @Test
  void takesTheHostOfAnAbsoluteTarget() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      client.send("GET http://lab.test:80/x?y HTTP/1.1\r\nHost: evil.test\r\n\r\n");

      assertThat(client.reply().status()).isEqualTo(200);
      String head = origin.nextHead();
      assertThat(head).startsWith("GET /x?y HTTP/1.1\r\nHost: lab.test:80\r\n");
      assertThat(head).doesNotContain("evil");
    }
  }

  @Test
  void keepsAWellFormedRequestIdAndReturnsIt() throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.answering(OK.replace("\r\n\r\n", "\r\nX-Request-Id: other\r\n\r\n"));
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      String id = "A-z_0.9".repeat(18) + "xy";
      RawReply reply =
          client
              .send("GET / HTTP/1.1\r\nHost: lab.test\r\nx-request-id: " + id + "\r\n\r\n")
              .reply();

      assertThat(id).hasSize(128);
      assertThat(reply.all("x-request-id")).containsExactly(id);
      assertThat(values(origin.nextHead(), "x-request-id")).containsExactly(id);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "a\"", "a\u00e9", "<script>"})
  void replacesARequestIdThatIsNotWellFormed(String given)
      throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply =
          client
              .send("GET / HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: " + given + "\r\n\r\n")
              .reply();

      String made = reply.field("x-request-id").orElseThrow();
      assertThat(made).matches("[0-9a-f]{16}");
      assertThat(values(origin.nextHead(), "x-request-id")).containsExactly(made);
    }
  }

  @Test
  void makesADifferentIdForEveryRequest() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      assertThat(client.get("/").field("x-request-id"))
          .isNotEqualTo(client.get("/").field("x-request-id"));
    }
  }

  @Test
  void keepsAWellFormedTraceAndReturnsIt() throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      String fields = "traceparent: " + TRACE + "\r\ntracestate: a=b\r\n";
      RawReply reply =
          client.send("GET / HTTP/1.1\r\nHost: lab.test\r\n" + fields + "\r\n").reply();

      assertThat(reply.all("traceparent")).containsExactly(TRACE);
      String head = origin.nextHead();
      assertThat(values(head, "traceparent")).containsExactly(TRACE);
      assertThat(values(head, "tracestate")).containsExactly("a=b");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
        "nonsense"
      })
  void replacesATraceThatIsNotWellFormed(String given) throws IOException, InterruptedException {
    List<String> traces = values(passedOn("traceparent: " + given + "\r\n"), "traceparent");

    assertThat(traces).hasSize(1);
    assertThat(traces.getFirst()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00").isNotEqualTo(given);
  }

  @Test
  void leavesAllElseAsTheClientWroteIt() throws IOException, InterruptedException {
    String odd = "x-ODD:   a  b\t\r\nCookie: a=\u00e9; b\r\nX-Empty:\r\nx-odd:c\r\n";

    assertThat(passedOn(odd)).startsWith("GET /a?b HTTP/1.1\r\nHost: lab.test\r\n" + odd);
  }

  @Test
  void leavesTheTargetAsTheClientWroteIt() throws IOException, InterruptedException {
    String target = "/x/%2e%2E//a/../b;c=%20?q=%zz&[]|{}^`\"<>\\";
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      assertThat(client.get(target).status()).isEqualTo(200);
      assertThat(origin.nextHead()).startsWith("GET " + target + " HTTP/1.1\r\n");
    }
  }
}
