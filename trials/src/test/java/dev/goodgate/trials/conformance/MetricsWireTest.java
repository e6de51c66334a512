package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a scrape of the whole program tells of traffic that was really carried. */
class MetricsWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void tellsExchangesAttemptsPhasesPoolsAndTheProcess() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program = LiveProgram.with("", origin.address())) {
      program.get("/");
      program.get("/again");
      program.get("/", "Host: made-up.example\r\n");

      String text =
          program.metrics(it -> it.contains("code=\"404\"} 1") && it.contains(way(origin, 2)));

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
          .anyMatch(line -> line.startsWith("goodgate_block_bytes{loop=\"0\"} "))
          .contains("goodgate_request_buffer_bytes{place=\"disk\"} 0");
      assertThat(text).as("what a client makes up is no label").doesNotContain("made-up");
    }
  }

  @Test
  void countsOnOverAReloadAndTellsThePlanInForce() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program = LiveProgram.with("", origin.address())) {
      program.get("/");
      String before = program.metrics(it -> it.contains(way(origin, 1)));

      assertThat(program.program().reload(LiveProgram.plan("", origin.address()))).isEmpty();
      program.program().keepPlan();
      program.get("/");
      String after = program.metrics(it -> it.contains(way(origin, 2)));

      assertThat(after.lines())
          .contains(
              "goodgate_reloads_total{ending=\"applied\"} 1",
              "goodgate_reloads_total{ending=\"refused\"} 1");
      assertThat(line(after, "goodgate_plan_info")).isEqualTo(line(before, "goodgate_plan_info"));
      assertThat(program.program().reload(LiveProgram.plan("", "127.0.0.1:1"))).isEmpty();
      assertThat(line(program.scrape(""), "goodgate_plan_info"))
          .isNotEqualTo(line(before, "goodgate_plan_info"));
    }
  }

  @Test
  void speaksOpenMetricsToWhoPrefersIt() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program = LiveProgram.with("", origin.address())) {
      assertThat(program.scrape("application/openmetrics-text; version=1.0.0"))
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
}
