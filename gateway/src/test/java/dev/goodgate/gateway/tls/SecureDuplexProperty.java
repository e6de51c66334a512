package dev.goodgate.gateway.tls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecureDuplexProperty {
  static Stream<SecurePair.Kind> kinds() {
    return EngineLibrary.here().stream()
        .flatMap(client ->
            EngineLibrary.here().stream()
                .flatMap(server ->
                    Stream.of("1.2", "1.3")
                        .map(each -> new SecurePair.Kind(client, server, each))));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void carriesEveryByteBothWaysHoweverTheSocketCutsThem(SecurePair.Kind kind) throws Exception {
    for (int seed : IntStream.range(0, 12).toArray()) {
      RandomGenerator random = new Random(seed);
      int most = List.of(1, 7, 100, 5_000, 70_000).get(seed % 5);
      int size = most < 10 ? 2_000 : 300_000;
      try (SecurePair pair = new SecurePair(kind, random, most)) {
        pair.connected();
        Speaker there = new Speaker(pair.client, bytes(random, size), random, pair.loop);
        Speaker back = new Speaker(pair.server, bytes(random, size), random, pair.loop);
        while (!there.isDone() || !back.isDone()) {
          there.speak();
          back.speak();
          there.hear();
          back.hear();
        }
        assertThat(back.heard()).as("seed %d", seed).isEqualTo(there.said);
        assertThat(there.heard()).as("seed %d", seed).isEqualTo(back.said);
      }
    }
  }

  private static byte[] bytes(RandomGenerator random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Says all it has, and hears as much. */
  private static final class Speaker {
    private final SecureDuplex duplex;
    private final byte[] said;
    private final RandomGenerator random;
    private final MemorySegment scratch;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int sent;

    Speaker(SecureDuplex duplex, byte[] said, RandomGenerator random, Loop loop) {
      this.duplex = duplex;
      this.said = said;
      this.random = random;
      this.scratch = loop.scratch();
    }

    void speak() {
      int length = Math.min(said.length - sent, random.nextInt(1, Loop.SCRATCH + 1));
      MemorySegment.copy(said, sent, scratch, JAVA_BYTE, Loop.HEADROOM, length);
      int taken = duplex.send(scratch, Loop.HEADROOM, length);
      assertThat(taken).isBetween(0, length);
      sent += taken;
    }

    void hear() {
      boolean promised = duplex.mayRead();
      int room = random.nextInt(1, Loop.SCRATCH + 1);
      int count = duplex.receive(scratch, Loop.HEADROOM, room);
      assertThat(count).isBetween(Duplex.AGAIN, room);
      assertThat(promised || count == Duplex.AGAIN).isTrue();
      for (int i = 0; i < count; i++) {
        heard.write(scratch.get(JAVA_BYTE, Loop.HEADROOM + i));
      }
    }

    byte[] heard() {
      return heard.toByteArray();
    }

    boolean isDone() {
      return sent == said.length && heard.size() == said.length;
    }
  }
}
