package dev.goodgate.gateway.fastcgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.goodgate.gateway.http1.FuzzInputs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for records that a plain reader would read otherwise, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class RecordReaderGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void aPlainReaderAgrees(byte[] input) {
    RecordReaderFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return RecordReaderFuzz.SEEDS.stream().map(each -> each.getBytes(ISO_8859_1));
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(RecordReaderGuidedFuzz.class);
  }
}
