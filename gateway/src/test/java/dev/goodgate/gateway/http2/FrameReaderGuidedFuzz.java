package dev.goodgate.gateway.http2;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.goodgate.gateway.http1.FuzzInputs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for frames that a plain reader would read otherwise, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class FrameReaderGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void aPlainReaderAgrees(byte[] input) {
    boolean _ = FrameReaderFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return FrameReaderFuzz.seeds();
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(FrameReaderGuidedFuzz.class);
  }
}
