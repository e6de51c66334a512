package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlanReaderFuzz {
  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeEndsInAReading() throws IOException {
    for (byte[] input : FuzzInputs.of(PlanReaderGuidedFuzz.class, PlanReaderGuidedFuzz.seeds())) {
      judge(input);
    }
  }

  static void judge(byte[] input) {
    Reading<Plan> reading = PlanReader.read("plan.yaml", input);
    for (Complaint complaint : reading.complaints()) {
      assertThat(complaint.render()).startsWith("plan.yaml:");
      assertThat(complaint.place().line()).isPositive();
    }
    if (reading instanceof Reading.Refused<Plan>) {
      assertThat(reading.complaints()).isNotEmpty();
    }
  }
}
