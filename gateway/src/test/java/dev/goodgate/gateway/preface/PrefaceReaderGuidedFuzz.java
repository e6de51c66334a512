package dev.goodgate.gateway.preface;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.goodgate.gateway.http1.FuzzInputs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for prefaces that are taken for what they are not, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class PrefaceReaderGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void isWhatItsWriterWouldSay(byte[] input) {
    PrefaceReaderFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return PrefaceReaderFuzz.SEEDS.stream();
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(PrefaceReaderGuidedFuzz.class);
  }
}
