package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Tracing;
import java.time.Duration;
import java.util.List;

/** The settings of the section {@code tracing}. */
final class TracingSettings {
  static final Section SECTION =
      new Section("tracing", false, "Sends spans of exchanges to an OpenTelemetry collector.");

  static final Setting<String> ENDPOINT =
      Setting.optional(
          "tracing.endpoint",
          Texts.matching(
              "the base URL of a collector such as `http://127.0.0.1:4318`",
              "https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?"),
          "nothing is traced",
          "A receiver of OTLP over HTTP; spans go to `/v1/traces` under it.");
  static final Setting<Double> SAMPLE =
      Setting.of(
          "tracing.sample",
          new Shares(),
          Tracing.OFF.sample(),
          "The share of exchanges traced where the client has not decided; failed ones always"
              + " are.");
  static final Setting<Integer> QUEUE =
      Setting.of(
          "tracing.queue",
          new Counts(16, 100_000),
          Tracing.OFF.queue(),
          "Exchanges that may wait to be sent; more are dropped, and counted.");
  static final Setting<Duration> TIMEOUT =
      Setting.of(
          "tracing.timeout",
          Spans.between(Duration.ofMillis(100), Duration.ofMinutes(1)),
          Tracing.OFF.timeout(),
          "How long one sending may take.");

  static final List<Setting<?>> ALL = List.of(ENDPOINT, SAMPLE, QUEUE, TIMEOUT);

  private TracingSettings() {}

  static Tracing tracing(Values.Scope plan) {
    return new Tracing(
        plan.written(ENDPOINT).orElse(null), plan.get(SAMPLE), plan.get(QUEUE), plan.get(TIMEOUT));
  }
}
