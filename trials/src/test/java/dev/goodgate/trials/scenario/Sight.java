package dev.goodgate.trials.scenario;

import dev.goodgate.lab.client.RawReply;
import dev.goodgate.trials.scenario.Scenario.Expected;
import dev.goodgate.trials.subject.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What was seen of one reply; {@code complaints} says what was not as expected. */
record Sight(
    Expected expected,
    RawReply reply,
    Optional<Subject.Account> account,
    Duration took,
    List<String> complaints) {
  Sight {
    complaints = List.copyOf(complaints);
  }
}
