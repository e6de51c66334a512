package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9110 and RFC 9112 ask of whoever stands in between, where nothing else tells it. */
@Execution(ExecutionMode.CONCURRENT)
class RequirementsWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String HOST = "Host: lab.test\r\n";

  /** What the endpoint sees of a request that is answered with 200. */
  private static List<String> passedOn(String request) throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(request).reply().status()).isEqualTo(200);
      return origin.nextHead().lines().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, Transfer-Encoding: identity, 400",
    "POST, Transfer-Encoding: gzip, 400",
    "POST, 'Transfer-Encoding: chunked, gzip', 400",
    "POST, 'Transfer-Encoding: gzip, chunked', 501",
    "GET, Host: other.test, 400",
    "TRACE, Max-Forwards: 0, 405"
  })
  void saysWhyARequestIsRefused(String method, String field, int status) throws IOException {
    refuses(method + " / HTTP/1.1\r\n" + HOST + field + "\r\n\r\n", status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/2.0, 505",
    "GET / http/1.1, 400",
    "GET / HTTP/1.x, 400",
    "GET /a b HTTP/1.1, 400",
    "GET /  HTTP/1.1, 400"
  })
  void tellsAnotherVersionFromALineThatIsNone(String line, int status) throws IOException {
    refuses(line + "\r\n" + HOST + "\r\n", status);
  }

  private static void refuses(String request, int status) throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(request).reply().status()).isEqualTo(status);
      assertThat(client.endsNext()).isEqualTo(status != 405);
      assertThat(origin.connections()).isZero();
    }
  }

  /** RFC 9110 2.5. */
  @Test
  void takesALaterMinorVersionForItsOwn() throws IOException, InterruptedException {
    assertThat(passedOn("GET / HTTP/1.2\r\n" + HOST + "\r\n"))
        .contains("GET / HTTP/1.1")
        .anyMatch(line -> line.startsWith("Via: 1.1 "));
  }

  @Test
  void takesALaterMinorVersionOfAnEndpointForItsOwn() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK.replace("1.1", "1.7"));
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.get("/").raw()).startsWith("HTTP/1.1 200 OK\r\n");
      }
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  /** RFC 9110 7.6.2. */
  @Test
  void countsHowOftenOptionsArePassedOn() throws IOException, InterruptedException {
    assertThat(passedOn("OPTIONS * HTTP/1.1\r\n" + HOST + "Max-Forwards: 3\r\n\r\n"))
        .contains("Max-Forwards: 2")
        .filteredOn(line -> line.startsWith("Max-Forwards"))
        .hasSize(1);
    assertThat(passedOn("GET / HTTP/1.1\r\n" + HOST + "Max-Forwards: 0\r\n\r\n"))
        .contains("Max-Forwards: 0");
  }

  @Test
  void answersOptionsThatMayNotBePassedOnItself() throws IOException {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      String options = "OPTIONS / HTTP/1.1\r\n" + HOST + "Max-Forwards: 0\r\n\r\n";
      for (int i = 0; i < 2; i++) {
        RawReply reply = client.send(options).reply();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("allow").orElseThrow()).contains("GET", "OPTIONS");
        assertThat(reply.field("content-length")).hasValue("0");
      }
      assertThat(origin.connections()).isZero();
    }
  }

  /** To an endpoint that makes variables of names, as CGI does, these are what they look like. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X_Forwarded_For: 9",
        "X-Forwarded_Host: 9",
        "x_real_ip: 9",
        "Content_Length: 9",
        "Transfer_Encoding: chunked",
        "X_REQUEST_ID: 9",
        "Proxy_Authorization: 9"
      })
  void passesNothingOnThatLooksLikeAFieldOfItsOwn(String field)
      throws IOException, InterruptedException {
    assertThat(passedOn("GET / HTTP/1.1\r\n" + HOST + field + "\r\nX_Other: 9\r\n\r\n"))
        .contains("X_Other: 9")
        .noneMatch(line -> line.equals(field));
  }

  @Test
  void readsTheBlanksWithWhichSomeFillUpTheSizesOfChunks() throws Exception {
    String reply =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2   \r\nok\r\n0   \r\n\r\n";
    try (ActingOrigin origin = ActingOrigin.answering(reply);
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire();
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      client.send("GET / HTTP/1.0\r\n" + HOST + "\r\n");
      assertThat(client.rest()).endsWith("\r\n\r\nok");
      wire.get(1).answers(1, "200");
      assertThat(wire.body(1)).isEqualTo("ok");
    }
  }

  /** RFC 9110 6.6.1: whoever has a clock dates what comes without. */
  @Test
  void datesRepliesThatAreNot() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client();
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      assertNow(client.get("/").all("date"));
      assertNow(client.send("GET / HTTP/1.1\r\nHost: nobody.test\r\n\r\n").reply().all("date"));
      assertNow(
          wire.get(1).reply(1).stream()
              .filter(field -> field.name().equals("date"))
              .map(Field::value)
              .toList());
    }
  }

  private static void assertNow(List<String> dates) {
    assertThat(dates).singleElement().asString().hasSize(29);
    Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(dates.getFirst()));
    assertThat(date).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void keepsTheDateOfAReply() throws Exception {
    String date = "Sun, 06 Nov 1994 08:49:37 GMT";
    try (ActingOrigin origin =
            ActingOrigin.answering(OK.replace("\r\n\r\n", "\r\nDate: " + date + "\r\n\r\n"));
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      assertThat(client.get("/").all("date")).containsExactly(date);
    }
  }

  /** An endpoint may well say behind its answer what the request was called. */
  @Test
  void passesOnTrailersThatOnlyARequestMayNotHave() throws IOException {
    String trailer = "x-request-id: a\r\nContent-Type: b\r\nSet-Cookie: c\r\n";
    String reply = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n";
    try (ActingOrigin origin = ActingOrigin.answering(reply + trailer + "\r\n");
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client();
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      for (int i = 0; i < 2; i++) {
        RawReply answer = client.get("/");
        assertThat(answer.whole()).isTrue();
        assertThat(answer.raw()).endsWith(trailer + "\r\n");
      }
      wire.get(1).answers(1, "200");
      assertThat(wire.decode(wire.until(frame -> frame.type() == Frame.HEADERS)))
          .extracting(Field::name)
          .containsExactly("x-request-id", "content-type", "set-cookie");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }
}
