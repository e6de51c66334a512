package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import dev.goodgate.lab.http2.Hpack;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that make work and mean nothing by it, and those that do nothing: RFC 9113 10.5. */
@Execution(ExecutionMode.CONCURRENT)
class Http2FloodWireTest {
  private static final int MANY = 10_000;

  /** Sends it again and again, and is told to calm down. */
  private static void calmed(Http2Wire wire, String frames) throws IOException {
    for (int i = 0; i < 100; i++) {
      wire.send(frames.repeat(MANY / 100));
    }
    wire.isLeftFor(Code.ENHANCE_YOUR_CALM);
  }

  private static String frame(int type, int flags, int stream, String payload) {
    return new Frame(type, flags, stream, payload).bytes();
  }

  @Test
  void calmsThoseWhoTakeBackWhatTheyAsk() throws Exception {
    Http2Talk.talk(wire -> {
      String head = Hpack.literal(Http2Wire.fields());
      for (int stream = 1; stream < 2_000; stream += 2) {
        wire.send(
            frame(Frame.HEADERS, 5, stream, head)
                + frame(Frame.RST_STREAM, 0, stream, Frame.word(8)));
      }
      wire.isLeftFor(Code.ENHANCE_YOUR_CALM);
    });
  }

  /** The same with our own resets, which a client can call for. */
  @Test
  void calmsThoseWhoHaveEveryStreamReset() throws Exception {
    Http2Talk.talk(wire -> {
      String head = Hpack.literal(Http2Wire.fields());
      for (int stream = 1; stream < 2_000; stream += 2) {
        wire.send(
            frame(Frame.HEADERS, 4, stream, head)
                + frame(Frame.WINDOW_UPDATE, 0, stream, Frame.word(0)));
      }
      wire.isLeftFor(Code.ENHANCE_YOUR_CALM);
    });
  }

  @Test
  void letsAReaderLeaveAPage() throws Exception {
    Http2Talk.talk(wire -> {
      for (int stream = 1; stream < 201; stream += 2) {
        wire.get(stream).frame(Frame.RST_STREAM, 0, stream, Frame.word(8));
      }
      wire.get(201).answers(201, "200");
    });
  }

  @Test
  void letsOneWhoGetsAnswersTakeBackOthers() throws Exception {
    Http2Talk.talk(wire -> {
      for (int stream = 1; stream < 2_400; stream += 4) {
        wire.get(stream).frame(Frame.RST_STREAM, 0, stream, Frame.word(8));
        wire.get(stream + 2).answers(stream + 2, "200");
        wire.body(stream + 2);
      }
      wire.isAlive();
    });
  }

  @Test
  void calmsThoseWhoPing() throws Exception {
    Http2Talk.talk(wire -> calmed(wire, frame(Frame.PING, 0, 0, "12345678")));
  }

  @Test
  void calmsThoseWhoSettleAgainAndAgain() throws Exception {
    Http2Talk.talk(wire -> calmed(wire, frame(Frame.SETTINGS, 0, 0, Frame.setting(4, 9))));
  }

  @Test
  void calmsThoseWhoSendDataThatIsNone() throws Exception {
    Http2Talk.talk(wire -> calmed(wire.post(1), frame(Frame.DATA, 0, 1, "")));
  }

  @Test
  void calmsThoseWhoSendNothingButPadding() throws Exception {
    Http2Talk.talk(wire -> calmed(wire.post(1), frame(Frame.DATA, Frame.PADDED, 1, "\0")));
  }

  @Test
  void calmsThoseWhoWidenByNextToNothing() throws Exception {
    Http2Talk.talk(wire -> calmed(wire, frame(Frame.WINDOW_UPDATE, 0, 0, Frame.word(1))));
  }

  @Test
  void calmsThoseWhoSetPriorities() throws Exception {
    String priority = frame(Frame.PRIORITY, 0, 1, Frame.word(0) + "\u0010");
    Http2Talk.talk(wire -> calmed(wire, priority));
  }

  @Test
  void calmsThoseWhoSendFramesOfNoKind() throws Exception {
    Http2Talk.talk(wire -> calmed(wire, frame(0x16, 0, 0, "")));
  }

  @Test
  void calmsThoseWhoseHeadsAreEmpty() throws Exception {
    Http2Talk.talk(wire -> {
      for (int stream = 1; stream < 2_000; stream += 2) {
        wire.frame(Frame.HEADERS, 5, stream, "");
      }
      wire.isLeftFor(Code.ENHANCE_YOUR_CALM);
    });
  }

  @Test
  void doesNotLetAHeadGoOnForEver() throws Exception {
    Http2Talk.talk(wire -> {
      wire.head(1, 0, Http2Wire.fields());
      for (int i = 0; i < 100; i++) {
        wire.frame(Frame.CONTINUATION, 0, 1, "\0\u0001x\u0001y".repeat(2_000));
      }
      wire.isLeftFor(Code.ENHANCE_YOUR_CALM);
    });
  }

  @Test
  void doesNotLetAHeadGoOnForEverWithNothing() throws Exception {
    Http2Talk.talk(wire -> {
      String nothing = frame(Frame.CONTINUATION, 0, 1, "");
      calmed(wire.head(1, 0, Http2Wire.fields()), nothing);
    });
  }

  @Test
  void doesNotUnpackAHeadThatIsLargeInside() throws Exception {
    Http2Talk.talk(wire -> {
      String told = "\u0040" + Hpack.string("x-bomb") + Hpack.string("y".repeat(4_000));
      wire.frame(Frame.HEADERS, 5, 1, Hpack.literal(Http2Wire.fields()) + told);
      wire.answers(1, "200");
      wire.frame(Frame.HEADERS, 5, 3, Hpack.literal(Http2Wire.fields()) + "\u00be".repeat(16_000));
      wire.isLeftFor(Code.ENHANCE_YOUR_CALM);
    });
  }

  @Test
  void saysThatAHeadIsTooLargeThatIsOnlyABitSoInside() throws Exception {
    Http2Talk.talk(wire -> {
      String told = "\u0040" + Hpack.string("x-bomb") + Hpack.string("y".repeat(4_000));
      wire.frame(Frame.HEADERS, 5, 1, Hpack.literal(Http2Wire.fields()) + told);
      wire.answers(1, "200");
      wire.frame(Frame.HEADERS, 5, 3, Hpack.literal(Http2Wire.fields()) + "\u00be".repeat(20));
      wire.answers(3, "431");
    });
  }

  /** It is not listened to while it does not take its answers, so nothing piles up. */
  @Test
  void doesNotKeepAnswersForThoseWhoDoNotTakeThem() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(Http2Talk.OK);
        LiveGateway gateway = LiveGateway.with("", "stall: 500ms", origin);
        Http2Wire wire = Http2Wire.narrow(gateway.address())) {
      Thread.ofVirtual().start(() -> flood(wire));
      try (Http2Wire other = Http2Wire.greeted(gateway.address())) {
        other.get(1).answers(1, "200");
      }
      assertThat(gateway.drain()).succeedsWithin(Wire.PATIENCE);
    }
  }

  private static void flood(Http2Wire wire) {
    try {
      for (int i = 0; i < MANY; i++) {
        wire.frame(Frame.PING, 0, 0, "12345678");
      }
    } catch (IOException closed) {
      // as it should be
    }
  }

  // ---- those that do nothing

  @Test
  void doesNotWaitForEverForThePreface() throws Exception {
    begun("head-timeout: 200ms", Frame.PREFACE.substring(0, 20));
  }

  @Test
  void doesNotWaitForEverForSettings() throws Exception {
    begun("head-timeout: 200ms", Frame.PREFACE);
  }

  private static void begun(String limits, String said) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(Http2Talk.OK);
        LiveGateway gateway = LiveGateway.with("", limits, origin);
        Wire wire = gateway.wire()) {
      wire.send(said);
      assertThat(wire.rest()).isNotEmpty();
    }
  }

  @Test
  void doesNotWaitForEverForTheRestOfAHead() throws Exception {
    Http2Talk.limited(
        "head-timeout: 200ms",
        wire -> wire.head(1, 0, Http2Wire.fields()).isLeftFor(Code.PROTOCOL_ERROR));
  }

  @Test
  void doesNotWaitForEverForTheRestOfAFrame() throws Exception {
    Http2Talk.limited(
        "head-timeout: 200ms", wire -> wire.send("\0\0\u0008").isLeftFor(Code.PROTOCOL_ERROR));
  }

  @Test
  void saysGoodbyeToThoseWhoAskNothing() throws Exception {
    Http2Talk.limited(
        "keep-alive: 300ms",
        wire -> {
          wire.get(1).answers(1, "200");
          wire.isLeftFor(Code.NO_ERROR);
        });
  }

  @Test
  void doesNotWaitForEverForABody() throws Exception {
    Http2Talk.limited(
        "stall: 300ms",
        wire -> {
          wire.post(1, new Field("content-length", "5")).data(1, 0, "x").get(3);
          wire.answers(3, "200");
          wire.answers(1, "408");
          wire.isAlive();
        });
  }

  // ---- the end

  @Test
  void saysGoodbyeTwiceWhenItEnds() throws Exception {
    java.util.concurrent.CountDownLatch answer = new java.util.concurrent.CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              LiveGateway.await(answer);
              scene.wire.send(Http2Talk.OK);
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      wire.get(1);
      origin.nextHead();
      var drained = gateway.drain();
      Frame first = wire.until(frame -> frame.type() == Frame.GOAWAY);
      assertThat(first.number(0)).isEqualTo(Integer.MAX_VALUE);
      Frame ping = wire.until(frame -> frame.type() == Frame.PING);
      wire.get(3).isReset(3, Code.REFUSED_STREAM);
      wire.frame(Frame.PING, Frame.ACK, 0, ping.payload());
      Frame second = wire.until(frame -> frame.type() == Frame.GOAWAY);
      assertThat(List.of(second.number(0), second.number(4))).isEqualTo(List.of(3L, 0L));
      answer.countDown();
      wire.answers(1, "200");
      assertThat(wire.body(1)).isEqualTo("hello");
      assertThat(drained).succeedsWithin(Wire.PATIENCE);
    }
  }
}
