package dev.goodgate.gateway.fastcgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.goodgate.gateway.http1.FuzzInputs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for heads of CGI that become framed otherwise than meant, guided by coverage: trials/fuzz.
 */
@Tag("fuzz")
class CgiHeadGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void isFramedAsWasMeant(byte[] input) {
    CgiHeadFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return CgiHeadFuzz.SEEDS.stream().map(each -> each.getBytes(ISO_8859_1));
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(CgiHeadGuidedFuzz.class);
  }
}
