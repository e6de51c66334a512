package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import dev.goodgate.lab.http2.Hpack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What each kind of frame may say: RFC 9113 6. */
@Execution(ExecutionMode.CONCURRENT)
class Http2RulesWireTest {
  @Test
  void refusesDataOnTheConnectionItself() throws Exception {
    Http2Talk.talk(wire -> {
      wire.data(0, 0, "x").isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesDataThatIsAllPaddingAndMore() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1)
          .frame(Frame.DATA, Frame.PADDED | Frame.END_STREAM, 1, "\u0006abcde")
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void takesPaddingOffData() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1, new Field("content-length", "3"))
          .frame(Frame.DATA, Frame.PADDED | Frame.END_STREAM, 1, "\u0003abc\0\0\0");
      wire.answers(1, "200");
    });
  }

  @Test
  void takesDataThatIsNothingButPadding() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1, new Field("content-length", "0"))
          .frame(Frame.DATA, Frame.PADDED | Frame.END_STREAM, 1, "\u0003\0\0\0");
      wire.answers(1, "200");
    });
  }

  @Test
  void refusesAHeadOnTheConnectionItself() throws Exception {
    Http2Talk.talk(wire -> {
      wire.get(0).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAHeadThatIsAllPaddingAndMore() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 0xd, 1, "\u00ff" + Hpack.literal(Http2Wire.fields()))
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void takesPaddingOffAHead() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 0xd, 1, "\u0004" + Hpack.literal(Http2Wire.fields()) + "\0\0\0\0")
          .answers(1, "200");
    });
  }

  @Test
  void refusesAPriorityOfTheConnectionItself() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.PRIORITY, 0, 0, Frame.word(0) + "\u0010").isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAPriorityOfTheWrongSize() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.PRIORITY, 0, 1, Frame.word(0)).isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void refusesAResetOfTheConnectionItself() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.RST_STREAM, 0, 0, Frame.word(8)).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAResetOfTheWrongSize() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1).frame(Frame.RST_STREAM, 0, 1, "abc").isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void takesAResetForAReasonNobodyKnows() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1).frame(Frame.RST_STREAM, 0, 1, Frame.word(0xff)).isAlive();
    });
  }

  @Test
  void refusesAnAcknowledgementThatSaysSomething() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.SETTINGS, Frame.ACK, 0, "\0").isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void refusesSettingsOfAStream() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.SETTINGS, 0, 1, "").isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesSettingsThatBreakOff() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.SETTINGS, 0, 0, "\0\3\0").isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void refusesAnAnswerToWhetherItMayPushThatIsNone() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(2, 2).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAWindowThatIsTooLarge() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(4, 1 << 31).isLeftFor(Code.FLOW_CONTROL_ERROR);
    });
  }

  @Test
  void refusesFramesThatMustBeSmallerThanAllMayBe() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(5, 16_383).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesFramesLargerThanLengthsCanSay() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(5, 1 << 24).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void ignoresSettingsThatItDoesNotKnow() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(0xff, 1).until(frame -> frame.type() == Frame.SETTINGS && frame.has(Frame.ACK));
      wire.get(1).answers(1, "200");
    });
  }

  @Test
  void acknowledgesEachOfManySettings() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(4, 1).settings(4, 100).settings(1, 0);
      for (int i = 0; i < 3; i++) {
        wire.until(frame -> frame.type() == Frame.SETTINGS && frame.has(Frame.ACK));
      }
    });
  }

  @Test
  void refusesAPush() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.PUSH_PROMISE, Frame.END_HEADERS, 1, Frame.word(2))
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void answersAPingWithItsOwnBytes() throws Exception {
    Http2Talk.talk(wire -> {
      wire.isAlive();
    });
  }

  @Test
  void doesNotAnswerTheAnswerToAPing() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.PING, Frame.ACK, 0, "answered").frame(Frame.PING, 0, 0, "question");
      assertThat(wire.until(frame -> frame.type() == Frame.PING).payload()).isEqualTo("question");
    });
  }

  @Test
  void refusesAPingOfAStream() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.PING, 0, 1, "12345678").isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAPingOfTheWrongSize() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.PING, 0, 0, "123456").isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void refusesAGoodbyeOfAStream() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.GOAWAY, 0, 1, Frame.word(0) + Frame.word(0)).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAGoodbyeThatBreaksOff() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.GOAWAY, 0, 0, Frame.word(0)).isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void answersWhatWasAskedBeforeAGoodbye() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1).frame(Frame.GOAWAY, 0, 0, Frame.word(0) + Frame.word(0xff) + "because");
      wire.data(1, Frame.END_STREAM, "x").answers(1, "200");
    });
  }

  @Test
  void refusesToWidenTheConnectionByNothing() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.WINDOW_UPDATE, 0, 0, Frame.word(0)).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAStreamThatIsWidenedByNothing() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1).frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(0)).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAWindowUpdateOfTheWrongSize() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.WINDOW_UPDATE, 0, 0, "abc").isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void refusesAWindowThatGrowsTooLarge() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.WINDOW_UPDATE, 0, 0, Frame.word(1 << 30))
          .frame(Frame.WINDOW_UPDATE, 0, 0, Frame.word(1 << 30))
          .isLeftFor(Code.FLOW_CONTROL_ERROR);
    });
  }

  @Test
  void resetsAStreamWhoseWindowGrowsTooLarge() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1)
          .frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(Integer.MAX_VALUE))
          .isReset(1, Code.FLOW_CONTROL_ERROR);
    });
  }

  @Test
  void refusesSettingsThatMakeAWindowTooLarge() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1)
          .frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(Integer.MAX_VALUE - 65_535))
          .settings(4, 65_536)
          .isLeftFor(Code.FLOW_CONTROL_ERROR);
    });
  }

  @Test
  void takesAHeadInManyPieces() throws Exception {
    Http2Talk.talk(wire -> {
      String block = Hpack.literal(Http2Wire.fields());
      wire.frame(Frame.HEADERS, Frame.END_STREAM, 1, block.substring(0, 7));
      wire.frame(Frame.CONTINUATION, 0, 1, block.substring(7, 8))
          .frame(Frame.CONTINUATION, 0, 1, "");
      wire.frame(Frame.CONTINUATION, Frame.END_HEADERS, 1, block.substring(8)).answers(1, "200");
    });
  }

  @Test
  void refusesAContinuationOfAnotherStream() throws Exception {
    Http2Talk.talk(wire -> {
      wire.head(1, Frame.END_STREAM, Http2Wire.fields())
          .frame(Frame.CONTINUATION, Frame.END_HEADERS, 3, "")
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAContinuationOfTheConnectionItself() throws Exception {
    Http2Talk.talk(wire -> {
      wire.head(1, Frame.END_STREAM, Http2Wire.fields())
          .frame(Frame.CONTINUATION, Frame.END_HEADERS, 0, "")
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesDataInAHead() throws Exception {
    Http2Talk.talk(wire -> {
      wire.head(1, 0, Http2Wire.fields())
          .data(1, Frame.END_STREAM, "x")
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }
}
