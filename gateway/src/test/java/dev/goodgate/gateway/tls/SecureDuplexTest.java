package dev.goodgate.gateway.tls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecureDuplexTest {
  private static final int MOST = 100_000;

  static Stream<SecurePair.Kind> kinds() {
    return SecureDuplexProperty.kinds();
  }

  private static SecurePair pair(SecurePair.Kind kind) throws Exception {
    return new SecurePair(kind, new Random(1), MOST).connected();
  }

  private static void say(SecurePair pair, SecureDuplex who, String text) {
    MemorySegment scratch = pair.loop.scratch();
    byte[] bytes = text.getBytes(US_ASCII);
    for (int sent = 0; sent < bytes.length; ) {
      MemorySegment.copy(bytes, sent, scratch, JAVA_BYTE, Loop.HEADROOM, bytes.length - sent);
      int taken = who.send(scratch, Loop.HEADROOM, bytes.length - sent);
      assertThat(taken).as("%s", who.trouble()).isNotNegative();
      sent += taken;
    }
  }

  /** Lets it send what the connection did not take at once. */
  private static void settle(SecurePair pair, SecureDuplex who) {
    assertThat(hear(pair, who, 1)).isEmpty();
  }

  /** Hears until there is an end, or so much has come. */
  private static String hear(SecurePair pair, SecureDuplex who, int bytes) {
    StringBuilder heard = new StringBuilder();
    for (int i = 0; i < 10_000 && heard.length() < bytes; i++) {
      int count = who.receive(pair.loop.scratch(), Loop.HEADROOM, Loop.SCRATCH);
      if (count < 0) {
        return heard + (count == Duplex.END ? "|END" : count == Duplex.CUT ? "|CUT" : "|" + count);
      }
      for (int k = 0; k < count; k++) {
        heard.append((char) pair.loop.scratch().get(JAVA_BYTE, Loop.HEADROOM + k));
      }
    }
    return heard.toString();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saysEndWhereTheOtherSideSaidSo(SecurePair.Kind kind) throws Exception {
    try (SecurePair pair = pair(kind)) {
      say(pair, pair.client, "all of it");
      pair.client.shutdownOutput();
      settle(pair, pair.client);

      assertThat(hear(pair, pair.server, 99)).isEqualTo("all of it|END");
      assertThat(pair.server.trouble()).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saysCutWhereTheStreamJustStops(SecurePair.Kind kind) throws Exception {
    try (SecurePair pair = pair(kind)) {
      say(pair, pair.server, "a part");
      pair.belowServer.shutdownOutput();

      assertThat(hear(pair, pair.client, 99)).isEqualTo("a part|CUT");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void answersAClientWhoEndedItsHalfWithItsRequest(SecurePair.Kind kind) throws Exception {
    try (SecurePair pair = pair(kind)) {
      say(pair, pair.client, "question");
      pair.client.shutdownOutput();
      settle(pair, pair.client);
      assertThat(hear(pair, pair.server, 8)).isEqualTo("question");

      say(pair, pair.server, "answer");

      assertThat(pair.belowClient.arrived()).isNotEmpty();
      assertThat(hear(pair, pair.server, 99)).isEqualTo("|END");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void doesNotTakeTicketsForAnAnswer(SecurePair.Kind kind) throws Exception {
    try (SecurePair pair = pair(kind)) {
      say(pair, pair.client, "x");
      assertThat(hear(pair, pair.server, 1)).isEqualTo("x");
      assertThat(pair.server.mayRead()).isFalse();

      assertThat(pair.client.mayRead()).as("tickets only").isFalse();

      say(pair, pair.server, "y");
      assertThat(pair.client.mayRead()).isTrue();
      assertThat(hear(pair, pair.client, 1)).isEqualTo("y");
      assertThat(pair.client.mayRead()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void failsWhereARecordWasTamperedWith(SecurePair.Kind kind) throws Exception {
    try (SecurePair pair = pair(kind)) {
      say(pair, pair.client, "to be changed");
      byte[] record = pair.belowServer.arrived();
      record[record.length - 1] ^= 1;

      assertThat(hear(pair, pair.server, 99)).startsWith("|-");
      Failure trouble = pair.server.trouble();
      assertThat(trouble).isNotNull();
      assertThat(trouble.actor()).isEqualTo(Actor.CLIENT);
      assertThat(trouble.phase()).isEqualTo(Phase.STREAM_BODY);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void refusesWhatIsNotTlsAtAll(SecurePair.Kind kind) throws Exception {
    try (SecurePair pair = new SecurePair(kind, new Random(1), MOST)) {
      pair.belowServer.arrive("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      int result = Kernel.AGAIN;
      for (int i = 0; i < 100 && result == Kernel.AGAIN; i++) {
        result = pair.server.finishConnect();
      }
      assertThat(result).isNegative();
      Failure trouble = pair.server.trouble();
      assertThat(trouble).isNotNull();
      assertThat(trouble.detail()).isInstanceOf(Detail.Wrong.class);
      assertThat(((Detail.Wrong) trouble.detail()).defect()).isEqualTo(Defect.NOT_TLS);
    }
  }
}
