package dev.goodgate.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for paths that have more than one form, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class PathGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void aPlainReaderGivesItTheSameForm(byte[] input) {
    PathFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return PathFuzz.SEEDS.stream().map(each -> each.getBytes(ISO_8859_1));
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(PathGuidedFuzz.class);
  }
}
