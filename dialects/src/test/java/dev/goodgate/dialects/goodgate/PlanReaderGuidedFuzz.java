package dev.goodgate.dialects.goodgate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for plan files that the reader cannot bear, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class PlanReaderGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void readingEndsInAReading(byte[] input) {
    PlanReaderFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            ContractPlanTest.CONTRACT, ConfigPage.EXAMPLE, Plans.SMALLEST, "a: &a [*a]", "")
        .map(each -> each.getBytes(UTF_8));
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(PlanReaderGuidedFuzz.class);
  }
}
