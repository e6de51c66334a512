package dev.goodgate.trials.scenario;

import dev.goodgate.lab.client.RawReply;
import dev.goodgate.trials.subject.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of one scenario with one gateway: every request, what was wrong beyond them, the
 * gateway's papers, those of what stood behind it. {@code ports} says which belonged to whom.
 */
public record Played(
    List<Sight> sights,
    List<String> troubles,
    List<Subject.Document> papers,
    List<Subject.Document> upstreamPapers,
    Map<Integer, String> ports) {
  /** What was seen of one reply; {@code complaints} says what was not as expected. */
  public record Sight(
      Scenario.Expected expected,
      RawReply reply,
      Optional<Subject.Account> account,
      Duration took,
      List<String> complaints) {
    public Sight {
      complaints = List.copyOf(complaints);
    }
  }

  public Played {
    sights = List.copyOf(sights);
    troubles = List.copyOf(troubles);
    papers = List.copyOf(papers);
    upstreamPapers = List.copyOf(upstreamPapers);
    ports = Map.copyOf(ports);
  }

  /** All that was not as expected. */
  public List<String> complaints() {
    return Stream.concat(
            sights.stream().flatMap(sight -> sight.complaints().stream()), troubles.stream())
        .toList();
  }
}
