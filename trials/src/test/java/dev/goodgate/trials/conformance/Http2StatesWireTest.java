package dev.goodgate.trials.conformance;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import dev.goodgate.lab.http2.Hpack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What may come on a stream, and when: RFC 9113 5. */
@Execution(ExecutionMode.CONCURRENT)
class Http2StatesWireTest {
  @Test
  void refusesDataOnAStreamThatIsIdle() throws Exception {
    Http2Talk.talk(wire -> {
      wire.data(1, 0, "x").isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAResetOnAStreamThatIsIdle() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.RST_STREAM, 0, 1, Frame.word(8)).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAWindowUpdateOnAStreamThatIsIdle() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(9)).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAContinuationOnAStreamThatIsIdle() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.CONTINUATION, Frame.END_HEADERS, 1, "").isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void letsAPriorityPassOnAStreamThatIsIdle() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.PRIORITY, 0, 1, Frame.word(0) + "\u0010").isAlive();
      wire.get(1).answers(1, "200");
    });
  }

  @Test
  void resetsAStreamWithDataBehindItsEnd() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1)
          .data(1, Frame.END_STREAM, "x")
          .data(1, Frame.END_STREAM, "y")
          .isReset(1, Code.STREAM_CLOSED);
    });
  }

  @Test
  void refusesAHeadBehindTheEndOfARequest() throws Exception {
    Http2Talk.talk(wire -> {
      wire.get(1).get(1).isLeftFor(Code.STREAM_CLOSED);
    });
  }

  @Test
  void refusesAContinuationBehindAWholeHead() throws Exception {
    Http2Talk.talk(wire -> {
      wire.get(1)
          .frame(Frame.CONTINUATION, Frame.END_HEADERS, 1, "")
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAContinuationBehindData() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1)
          .data(1, 0, "x")
          .frame(Frame.CONTINUATION, Frame.END_HEADERS, 1, "")
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAHeadOnAStreamThatTheClientGaveUp() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1)
          .frame(Frame.RST_STREAM, 0, 1, Frame.word(8))
          .get(1)
          .isLeftFor(Code.STREAM_CLOSED);
    });
  }

  @Test
  void resetsAStreamWithDataThatTheClientGaveUp() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1)
          .frame(Frame.RST_STREAM, 0, 1, Frame.word(8))
          .data(1, 0, "x")
          .isReset(1, Code.STREAM_CLOSED);
    });
  }

  @Test
  void refusesAHeadOnAStreamThatIsAnswered() throws Exception {
    Http2Talk.talk(wire -> {
      wire.get(1).answers(1, "200");
      wire.body(1);
      wire.get(1).isLeftFor(Code.STREAM_CLOSED);
    });
  }

  @Test
  void letsWhatMayCrossAnAnswerPass() throws Exception {
    Http2Talk.talk(wire -> {
      wire.get(1).answers(1, "200");
      wire.body(1);
      wire.frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(9))
          .frame(Frame.RST_STREAM, 0, 1, Frame.word(8));
      wire.frame(Frame.PRIORITY, 0, 1, Frame.word(0) + "\u0010").isAlive();
    });
  }

  @Test
  void letsWhatMayCrossAResetPass() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":path", "")).isReset(1, Code.PROTOCOL_ERROR);
      wire.data(1, 0, "x").data(1, Frame.END_STREAM, "y").head(1, 5, Http2Wire.fields()).isAlive();
    });
  }

  @Test
  void refusesAStreamWithAnEvenNumber() throws Exception {
    Http2Talk.talk(wire -> {
      wire.get(2).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAStreamWithALowerNumberThanTheLast() throws Exception {
    Http2Talk.talk(wire -> {
      wire.get(5).get(3).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void letsNumbersBeSkipped() throws Exception {
    Http2Talk.talk(wire -> {
      wire.get(1).answers(1, "200");
      wire.get(1_001).answers(1_001, "200");
    });
  }

  @Test
  void refusesOneStreamTooMany() throws Exception {
    Http2Talk.limited(
        "streams: 2",
        wire -> {
          wire.post(1).post(3).post(5).isReset(5, Code.REFUSED_STREAM);
          wire.data(1, Frame.END_STREAM, "x").answers(1, "200");
          wire.get(7).answers(7, "200");
        });
  }

  @Test
  void resetsNoMoreThanTheStreamThatWaitsForItself() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1).frame(Frame.PRIORITY, 0, 1, Frame.word(1) + "\u0010");
      wire.isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  /** A stream that is idle must not be reset. */
  @Test
  void refusesAPriorityThatMakesAStreamWaitForItselfBeforeItIsOpen() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.PRIORITY, 0, 1, Frame.word(1) + "\u0010").isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAHeadThatWaitsForItself() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(
              Frame.HEADERS, 0x25, 1, Frame.word(1) + "\u0010" + Hpack.literal(Http2Wire.fields()))
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void takesAHeadWithPriority() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(
              Frame.HEADERS, 0x25, 3, Frame.word(1) + "\u0010" + Hpack.literal(Http2Wire.fields()))
          .answers(3, "200");
    });
  }

  @Test
  void endsNothingElseWhenAStreamIsReset() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1).post(3).frame(Frame.RST_STREAM, 0, 1, Frame.word(8));
      wire.data(3, Frame.END_STREAM, "x").answers(3, "200");
    });
  }

  @Test
  void needNotHearTheRestOfARequestThatIsAnswered() throws Exception {
    Http2Talk.limited(
        "head: 2KiB",
        wire -> {
          wire.post(1, new Field("x", "y".repeat(3_000))).answers(1, "431");
          wire.body(1);
          wire.isReset(1, Code.NO_ERROR);
        });
  }
}
