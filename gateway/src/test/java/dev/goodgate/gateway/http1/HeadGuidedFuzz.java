package dev.goodgate.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for heads that a plain reader would judge otherwise, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class HeadGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void aPlainReaderAgrees(byte[] input) {
    HeadFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            Corpus.REQUESTS.stream().map("0"::concat),
            Corpus.WRONG_REQUESTS.keySet().stream().map("0"::concat),
            Corpus.REPLIES.stream().map("1"::concat),
            Corpus.WRONG_REPLIES.keySet().stream().map("1"::concat))
        .flatMap(all -> all)
        .map(each -> each.getBytes(ISO_8859_1));
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(HeadGuidedFuzz.class);
  }
}
