package dev.goodgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleWireTest {
  private static final HostPort LOOPBACK = new HostPort("127.0.0.1", 0);
  private static final List<Exchange> KEPT =
      List.of(Sample.refused("two", "/<script>alert(1)</script>"), Sample.refused("one", "/cart"));

  private final AtomicBoolean ready = new AtomicBoolean(true);
  private Console console;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    start(Optional.empty(), exchange -> exchange);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void tellsAnExchangeWithItsVerdict() throws IOException {
    String answer = client.get("/api/v1/exchanges/one");
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("application/json", "\"id\" : \"one\"", "\"verdict\" : \"contested\"")
        .containsIgnoringCase("Cache-Control: no-store");
  }

  @Test
  void listsTheNewestFirstWithinItsLimit() throws IOException {
    String both = client.get("/api/v1/exchanges");
    assertThat(both.indexOf("\"two\"")).isLessThan(both.indexOf("\"one\"")).isPositive();
    assertThat(client.get("/api/v1/exchanges?limit=1"))
        .contains("\"two\"")
        .doesNotContain("\"one\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=x", "limit=99999", "a=b"})
  void refusesAnOddLimit(String query) throws IOException {
    assertThat(client.get("/api/v1/exchanges?" + query)).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "", "..%2f..%2fetc", "a/b", "%00", "%22%3E%3Cscript%3E", "%0d%0aX-Evil:1"})
  void doesNotFindWhatIsNotKept(String id) throws IOException {
    assertThat(client.get("/api/v1/exchanges/" + id))
        .startsWith("HTTP/1.1 404 ")
        .contains("application/problem+json")
        .doesNotContain("script", "X-Evil");
  }

  @Test
  void doesNotFindAnIdThatIsTooLong() throws IOException {
    assertThat(client.get("/api/v1/exchanges/" + "a".repeat(129))).startsWith("HTTP/1.1 404 ");
    assertThat(client.get("/api/v1/exchanges/" + "a".repeat(600))).startsWith("HTTP/1.1 414 ");
  }

  @Test
  void unknownPathsAreProblems() throws IOException {
    assertThat(client.get("/etc/passwd"))
        .startsWith("HTTP/1.1 404 ")
        .contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9502",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.0.0.1",
        "localhost:1:2",
        ""
      })
  void refusesAHostThatIsNotOurs(String host) throws IOException {
    assertThat(client.ask("GET /metrics", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 421 ");
  }

  @Test
  void refusesNoHostAndTwoHosts() throws IOException {
    assertThat(client.ask("GET /", "")).startsWith("HTTP/1.1 421 ");
    assertThat(client.ask("GET /", "Host: localhost\r\nHost: localhost\r\n"))
        .startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:9502", "127.0.0.1:80", "[::1]:9502"})
  void answersItsOwnNames(String host) throws IOException {
    assertThat(client.ask("GET /healthz", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void onlyReadingIsAllowed(String method) throws IOException {
    assertThat(client.ask(method + " /", "Host: localhost\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("GET, HEAD");
  }

  @Test
  void headIsGetWithoutABody() throws IOException {
    String answer = client.ask("HEAD /healthz", "Host: localhost\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-length: 6");
  }

  @Test
  void bodiesAreRefused() throws IOException {
    assertThat(client.ask("GET /", "Host: localhost\r\nContent-Length: 9999999\r\n"))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aTokenIsNeededOnceThereIsOneButNotForHealth() throws IOException {
    console.close();
    start(Optional.of("s3cret"), exchange -> exchange);
    assertThat(client.get("/metrics")).startsWith("HTTP/1.1 401 ").contains("Bearer");
    assertThat(client.get("/api/v1/exchanges/one")).startsWith("HTTP/1.1 401 ");
    assertThat(authorised("Bearer s3cre")).startsWith("HTTP/1.1 401 ");
    assertThat(authorised("Basic s3cret")).startsWith("HTTP/1.1 401 ");
    assertThat(authorised("Bearer s3cret")).startsWith("HTTP/1.1 200 ");
    assertThat(client.get("/healthz")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void refusesToLieOpenWithoutAToken(String host) {
    assertThatThrownBy(() -> open(new HostPort(host, 0), Optional.empty(), it -> it))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("token");
    assertThatThrownBy(() -> open(new HostPort(host, 0), Optional.of(" "), it -> it))
        .isInstanceOf(IOException.class);
  }

  @Test
  void isNotReadyWhileItDrainsButStillAlive() throws IOException {
    assertThat(client.get("/readyz")).startsWith("HTTP/1.1 200 ");
    ready.set(false);
    assertThat(client.get("/readyz")).startsWith("HTTP/1.1 503 ");
    assertThat(client.get("/healthz")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void thePageShowsWhatClientsSentAsText() throws IOException {
    assertThat(client.get("/"))
        .startsWith("HTTP/1.1 200 ")
        .contains("&lt;script&gt;alert(1)", "href=\"/api/v1/exchanges/one\"")
        .doesNotContain("<script")
        .containsIgnoringCase("Content-Security-Policy: default-src 'none'");
    assertThat(client.get("/style.css")).startsWith("HTTP/1.1 200 ").contains("text/css");
  }

  @Test
  void metricsAreInTheTextFormat() throws IOException {
    assertThat(client.get("/metrics"))
        .contains("version=0.0.4")
        .contains("# TYPE goodgate_exchanges_total counter\n")
        .contains("goodgate_exchanges_total{upstream=\"a\\\"b\\\\\\n\"} 12\n");
  }

  @Test
  void aFailureOfOursShowsNothingOfTheInside() throws IOException {
    console.close();
    start(
        Optional.empty(),
        exchange -> {
          throw new IllegalStateException("secret inside");
        });
    assertThat(client.get("/api/v1/exchanges/one"))
        .startsWith("HTTP/1.1 500 ")
        .doesNotContain("secret", "Exception");
  }

  @Test
  void aHeadThatIsTooLargeIsCutOff() throws IOException {
    String answer =
        client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(100_000) + "\r\n\r\n");
    assertThat(answer).doesNotStartWith("HTTP/1.1 200 ");
  }

  private String authorised(String value) throws IOException {
    return client.ask("GET /metrics", "Host: localhost\r\nAuthorization: " + value + "\r\n");
  }

  private void start(Optional<String> token, UnaryOperator<Exchange> before) throws IOException {
    console = open(LOOPBACK, token, before);
    client = new RawClient(console.address());
  }

  private Console open(HostPort address, Optional<String> token, UnaryOperator<Exchange> before)
      throws IOException {
    Meters meters =
        () ->
            List.of(
                new Meters.Meter(
                    "goodgate_exchanges_total",
                    "Exchanges finished.",
                    Meters.Type.COUNTER,
                    List.of(new Meters.Sample(Map.of("upstream", "a\"b\\\n"), 12))));
    Diagnosing diagnosing =
        exchange ->
            new Diagnosing.Diagnosis(Sample.given(before.apply(exchange)), Sample.contested());
    return Console.start(
        address,
        token,
        Catalogue.load(),
        new Console.Doors(new KeptExchanges(KEPT), diagnosing, meters, ready::get));
  }

  /** A list as the door. */
  private record KeptExchanges(List<Exchange> kept) implements Exchanges {
    @Override
    public Optional<Exchange> find(String id) {
      return kept.stream().filter(exchange -> exchange.id().equals(id)).findFirst();
    }

    @Override
    public List<Exchange> recentFailures(int limit) {
      return kept.stream().limit(limit).toList();
    }
  }
}
