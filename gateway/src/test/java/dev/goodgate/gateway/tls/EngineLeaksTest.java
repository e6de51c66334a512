package dev.goodgate.gateway.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.tls.engine.AcceptingEngines;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.tls.engine.RecordingLeakDetector;
import dev.goodgate.gateway.tls.engine.Terms;
import dev.goodgate.gateway.wire.Loop;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Engines of BoringSSL hold memory that nobody collects: however a connection ends, it is freed.
 */
class EngineLeaksTest {
  private static final int MANY = 20;
  private static final int LOOKS = 3;
  private static final int PATIENCE = 200;
  private static final SecurePair.Kind KIND =
      new SecurePair.Kind(EngineLibrary.BORINGSSL, EngineLibrary.BORINGSSL, "1.3");

  private final AcceptingEngines engines = accepting();
  private final Queue<String> leaks = RecordingLeakDetector.leaks();

  private static AcceptingEngines accepting() {
    try {
      return EngineLibrary.BORINGSSL.accepting(
          new Terms.Accepting(
              new WrittenCertificates("authority").identity("EC", "origin.test"),
              Terms.Versions.ALL,
              List.of(),
              Optional.empty(),
              Optional.empty()));
    } catch (SSLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Another engine is what makes the detector look at what has been collected. */
  private void lookForLeaks() {
    System.gc();
    engines.lend().release().run();
  }

  @BeforeEach
  void watchAllOfThem() {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(Level.PARANOID);
  }

  @AfterEach
  void close() {
    engines.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "abort", "abandon", "garbage", "unfinished", "lost"})
  void nothingIsLeftHoweverAConnectionEnds(String ending) throws Exception {
    for (int i = 0; i < MANY; i++) {
      end(ending, new Random(i));
    }
    for (int i = 0; i < LOOKS; i++) {
      lookForLeaks();
    }
    assertThat(leaks).isEmpty();
  }

  private static void end(String ending, Random random) throws SSLException {
    try (SecurePair pair = new SecurePair(KIND, random, 70_000)) {
      switch (ending) {
        case "close" -> pair.connected().server.close();
        case "abort" -> pair.connected().server.abort();
        case "abandon" -> pair.connected().server.abandon();
        case "garbage" -> {
          pair.belowServer.arrive("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
          assertThat(pair.server.finishConnect()).isNegative();
        }
        case "unfinished" -> {
          int _ = pair.client.finishConnect();
          int _ = pair.server.finishConnect();
        }
        default -> {
          SecurePair talking = pair.connected();
          int _ = talking.client.send(pair.loop.scratch(), Loop.HEADROOM, 1_000);
          talking.belowClient.abort();
          int _ = talking.server.receive(pair.loop.scratch(), Loop.HEADROOM, Loop.SCRATCH);
        }
      }
    }
  }

  @Test
  void whatIsNotReleasedIsTold() {
    forget();
    for (int i = 0; i < PATIENCE && leaks.isEmpty(); i++) {
      lookForLeaks();
    }
    assertThat(leaks).isNotEmpty();
    leaks.clear();
  }

  private void forget() {
    LentEngine _ = engines.lend();
  }
}
