package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.serve.Program;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a scrape of the whole program tells of traffic that was really carried. */
class MetricsWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final int LOOKS = 600;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void tellsExchangesAttemptsPhasesPoolsAndTheProcess() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        Program program = start(plan(origin.address()))) {
      get(program, "/");
      get(program, "/again");
      get(program, "/", "made-up.example");

      String text =
          awaited(program, "", it -> it.contains("code=\"404\"} 1") && it.contains(way(origin, 2)));

      assertThat(text.lines())
          .contains(
              "# TYPE goodgate_exchanges_total counter",
              "goodgate_attempts_total{upstream=\"web\",endpoint=\"%s\",ending=\"answered\"} 2"
                  .formatted(origin.address()),
              "goodgate_upstream_connections_used_total{upstream=\"web\",endpoint=\"%s\",connection=\"fresh\"} 1"
                  .formatted(origin.address()),
              "goodgate_upstream_connections_used_total{upstream=\"web\",endpoint=\"%s\",connection=\"reused\"} 1"
                  .formatted(origin.address()),
              "goodgate_upstream_connections{upstream=\"web\",endpoint=\"%s\",state=\"idle\"} 1"
                  .formatted(origin.address()),
              "goodgate_upstream_connections{upstream=\"web\",endpoint=\"%s\",state=\"busy\"} 0"
                  .formatted(origin.address()),
              "goodgate_attempt_phase_seconds_count{upstream=\"web\",endpoint=\"%s\",phase=\"connect\"} 1"
                  .formatted(origin.address()),
              "goodgate_attempt_phase_seconds_count{upstream=\"web\",endpoint=\"%s\",phase=\"wait-first-byte\"} 2"
                  .formatted(origin.address()),
              "goodgate_reply_body_bytes_total{route=\"lab.test\",upstream=\"web\"} 4",
              "goodgate_client_connections_accepted_total{loop=\"0\"} 3",
              "goodgate_loop_answers{loop=\"0\"} 1",
              "goodgate_ready 1",
              "goodgate_reloads_total{ending=\"applied\"} 0")
          .anyMatch(line -> line.startsWith("goodgate_build_info{version="))
          .anyMatch(line -> line.startsWith("process_start_time_seconds 1"))
          .anyMatch(line -> line.startsWith("process_open_fds "))
          .anyMatch(line -> line.startsWith("goodgate_block_bytes{loop=\"0\"} "));
      assertThat(text).as("what a client makes up is no label").doesNotContain("made-up");
    }
  }

  @Test
  void countsOnOverAReloadAndTellsThePlanInForce() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        Program program = start(plan(origin.address()))) {
      get(program, "/");
      String before = awaited(program, "", it -> it.contains(way(origin, 1)));

      assertThat(program.reload(plan(origin.address()))).isEmpty();
      program.keepPlan();
      get(program, "/");
      String after = awaited(program, "", it -> it.contains(way(origin, 2)));

      assertThat(after.lines())
          .contains(
              "goodgate_reloads_total{ending=\"applied\"} 1",
              "goodgate_reloads_total{ending=\"refused\"} 1");
      assertThat(line(after, "goodgate_plan_info")).isEqualTo(line(before, "goodgate_plan_info"));
      assertThat(program.reload(plan("127.0.0.1:1"))).isEmpty();
      assertThat(line(scrape(program, ""), "goodgate_plan_info"))
          .isNotEqualTo(line(before, "goodgate_plan_info"));
    }
  }

  @Test
  void speaksOpenMetricsToWhoPrefersIt() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        Program program = start(plan(origin.address()))) {
      assertThat(scrape(program, "application/openmetrics-text; version=1.0.0"))
          .contains("# TYPE goodgate_records_dropped counter\n")
          .endsWith("# EOF\n");
    }
  }

  private static String way(ActingOrigin origin, int count) {
    return "goodgate_exchanges_total{route=\"lab.test\",upstream=\"web\",endpoint=\"%s\",status=\"2xx\",code=\"200\"} %d\n"
        .formatted(origin.address(), count);
  }

  private static String line(String text, String name) {
    return text.lines().filter(line -> line.startsWith(name)).findFirst().orElseThrow();
  }

  private static Program start(Plan plan) {
    return switch (Program.start(plan, Map.of(), said -> {})) {
      case Program.Start.Running(Program program) -> program;
      case Program.Start.Refused refused -> throw new AssertionError(refused.sentences());
    };
  }

  private static Plan plan(String endpoint) {
    String text =
        """
        loops: 1
        listeners: [{ address: "127.0.0.1:0" }]
        routes: [{ match: { host: lab.test }, upstream: web }]
        upstreams: { web: { endpoints: ["%s"] } }
        admin: { address: "127.0.0.1:0" }
        access-log: off
        """
            .formatted(endpoint);
    return switch (PlanReader.read("plan of the test", text)) {
      case Reading.Understood<Plan>(Plan understood, var _) -> understood;
      case Reading.Refused<Plan> refused -> throw new AssertionError(refused.complaints());
    };
  }

  private static void get(Program program, String path) throws IOException {
    get(program, path, "lab.test");
  }

  private static void get(Program program, String path, String host) throws IOException {
    String[] address = program.addresses().getFirst().split(":", -1);
    try (RawClient client =
        RawClient.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(address[1])),
            Duration.ofSeconds(10))) {
      client
          .send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
          .reply();
    }
  }

  /** Counting is somewhat behind: it is asked for again until it is as expected. */
  private String awaited(Program program, String accept, Predicate<String> expected)
      throws Exception {
    Optional<String> found = Optional.empty();
    String last = "";
    for (int look = 0; look < LOOKS && found.isEmpty(); look++) {
      last = scrape(program, accept);
      found = Optional.of(last).filter(expected);
    }
    return found.orElseThrow(() -> new AssertionError("not told in time"));
  }

  private String scrape(Program program, String accept) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + program.consoleAddress() + "/metrics"));
    if (!accept.isEmpty()) {
      request.header("Accept", accept);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
