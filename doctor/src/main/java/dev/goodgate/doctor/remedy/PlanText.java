package dev.goodgate.doctor.remedy;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.plan.Places;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the settings of one upstream were written, and how a change of them would read there. */
final class PlanText {
  private final Upstream upstream;
  private final Places places;

  private PlanText(Upstream upstream, Places places) {
    this.upstream = upstream;
    this.places = places;
  }

  /** Absent where the case has no plan, or the plan has no such upstream. */
  static Optional<PlanText> of(Trouble trouble, CaseView view) {
    Places places =
        view.instructions()
            .map(CaseView.Instructions::plan)
            .map(Plan::places)
            .orElseGet(Places::none);
    return view.upstream(trouble.exchange()).map(upstream -> new PlanText(upstream, places));
  }

  Upstream upstream() {
    return upstream;
  }

  /** {@code upstreams.api.timeouts.first-byte}. */
  String path(String setting) {
    return "upstreams." + upstream.name() + "." + setting;
  }

  /** The line of an endpoint, else of the list, else of the upstream. */
  Optional<Place> placeOfEndpoint(String written) {
    List<String> all = upstream.endpoints().stream().map(Endpoint::written).toList();
    return first(
        path("endpoints[" + all.indexOf(written) + "]"), path("endpoints"), upstreamPath());
  }

  /** The line of {@code group.key}, else of the group, else of the upstream. */
  Optional<Place> placeOf(String group, String key) {
    return first(path(group + "." + key), path(group), upstreamPath());
  }

  /** A diff of one setting, as it has to be written at {@link #placeOf}. */
  String change(String group, String key, String from, String to) {
    if (places.wrote(path(group + "." + key))) {
      return "- " + key + ": " + from + "\n+ " + key + ": " + to;
    }
    return places.wrote(path(group))
        ? "+ " + key + ": " + to
        : "+ " + group + ": { " + key + ": " + to + " }";
  }

  /** A span as plans write it. */
  static String written(Duration span) {
    if (span.toMillis() % 1_000 != 0) {
      return span.toMillis() + "ms";
    }
    return span.toSeconds() % 60 == 0 && !span.isZero()
        ? span.toMinutes() + "m"
        : span.toSeconds() + "s";
  }

  private String upstreamPath() {
    return "upstreams." + upstream.name();
  }

  private Optional<Place> first(String... paths) {
    return Stream.of(paths).flatMap(path -> places.of(path).stream()).findFirst();
  }
}
