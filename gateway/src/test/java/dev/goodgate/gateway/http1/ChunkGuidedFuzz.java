package dev.goodgate.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for bodies that a plain reader would end elsewhere, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class ChunkGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void aPlainReaderAgrees(byte[] input) {
    ChunkFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return Stream.concat(
            ChunkFuzz.SEEDS.stream(),
            Stream.of(
                "1\r\nx\r\n0\r\nx-forwarded-for: a\r\n\r\n",
                "0\r\nTrailer: b\r\nHost: c\r\n\r\n",
                "fffffffffffffff\r\nx",
                "0000000000000001;a=\"b\"\r\nx\r\n"))
        .map(each -> each.getBytes(ISO_8859_1));
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(ChunkGuidedFuzz.class);
  }
}
