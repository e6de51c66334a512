package dev.goodgate.gateway.pem;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.goodgate.gateway.http1.FuzzInputs;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for PEM files that the reader cannot bear, guided by coverage: trials/fuzz. */
@Tag("fuzz")
class PemGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void isRefusedOrReadTheSameTwice(byte[] input) throws GeneralSecurityException {
    boolean _ = PemFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return PemFuzz.seeds();
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(PemGuidedFuzz.class);
  }
}
