package dev.goodgate.gateway;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.goodgate.gateway.http1.FuzzInputs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for frames of a client that do harm, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class Http2ClientGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void doesNoHarm(byte[] input) {
    Http2TalkFuzz.judgeClient(input);
  }

  static Stream<byte[]> seeds() {
    return Http2TalkFuzz.seeds();
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(Http2ClientGuidedFuzz.class);
  }
}
