package dev.goodgate.gateway.tls.hello;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.goodgate.gateway.http1.FuzzInputs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for hellos that say one thing whole and another in pieces: trials/fuzz. */
@Tag("fuzz")
class ClientHelloGuidedFuzz {
  @MethodSource({"seeds", "kept"})
  @FuzzTest(maxDuration = "5m")
  void saysOneThing(byte[] input) {
    boolean _ = ClientHelloFuzz.judge(input);
  }

  static Stream<byte[]> seeds() {
    return ClientHelloFuzz.SEEDS.stream();
  }

  static Stream<byte[]> kept() {
    return FuzzInputs.kept(ClientHelloGuidedFuzz.class);
  }
}
