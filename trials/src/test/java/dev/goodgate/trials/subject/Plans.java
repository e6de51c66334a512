package dev.goodgate.trials.subject;

import dev.goodgate.dialects.goodgate.Complaint;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.stream.Collectors;

/** Reads the plan of a scenario, which has to be without fault. */
final class Plans {
  private Plans() {}

  static Plan read(String text) {
    return switch (PlanReader.read("plan of the scenario", text)) {
      case Reading.Understood<Plan>(Plan plan, var warnings) -> plan;
      case Reading.Refused<Plan>(var complaints) ->
          throw new AssertionError(
              complaints.stream().map(Complaint::render).collect(Collectors.joining("\n")));
    };
  }
}
