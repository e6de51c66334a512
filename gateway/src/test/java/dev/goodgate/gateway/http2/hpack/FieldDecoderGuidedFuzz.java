package dev.goodgate.gateway.http2.hpack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.goodgate.gateway.http1.FuzzInputs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for heads that a plain decoder reads otherwise, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class FieldDecoderGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void aPlainDecoderAgrees(byte[] input) {
    int _ = FieldDecoderFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return FieldDecoderFuzz.seeds();
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(FieldDecoderGuidedFuzz.class);
  }
}
