package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import dev.goodgate.lab.http2.Hpack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How heads are compressed: RFC 7541. */
@Execution(ExecutionMode.CONCURRENT)
class Http2HeadsWireTest {
  @Test
  void refusesAFieldWithoutANumber() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1, "" + Hpack.literal(Http2Wire.fields()) + "\u0080")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesAFieldThatWasNeverTold() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1, "" + Hpack.literal(Http2Wire.fields()) + "\u00be")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesANameThatWasNeverTold() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1, "" + Hpack.literal(Http2Wire.fields()) + "\u007f\0\u0001x")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesATableOfAnotherSizeAtTheEndOfAHead() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1, "" + Hpack.literal(Http2Wire.fields()) + " ")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesATableThatIsLargerThanItMayBe() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1, "\u003f\u00e2\u001f" + Hpack.literal(Http2Wire.fields()))
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesATextThatIsPaddedTooFar() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(
              Frame.HEADERS,
              5,
              1,
              "" + Hpack.literal(Http2Wire.fields()) + "\0\u0082\u001f\u00ff\u0001y")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesATextThatIsPaddedWithZeros() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(
              Frame.HEADERS, 5, 1, "" + Hpack.literal(Http2Wire.fields()) + "\0\u0081\u0018\u0001y")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesATextThatSaysItsOwnEnd() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(
              Frame.HEADERS,
              5,
              1,
              "" + Hpack.literal(Http2Wire.fields()) + "\0\u0084\u00ff\u00ff\u00ff\u00ff\u0001y")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesANumberThatNeverEnds() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(
              Frame.HEADERS,
              5,
              1,
              ""
                  + Hpack.literal(Http2Wire.fields())
                  + "\u00ff\u0080\u0080\u0080\u0080\u0080\u0080\u0080\u0080\u0080")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesATextThatIsLongerThanItsHead() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1, "" + Hpack.literal(Http2Wire.fields()) + "\0\u0009x")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void takesWhatItWasToldToRemember() throws Exception {
    Http2Talk.talk(wire -> {
      String told = "\u0040" + Hpack.string("x-told") + Hpack.string("once");
      wire.frame(Frame.HEADERS, 5, 1, Hpack.literal(Http2Wire.fields()) + told).answers(1, "200");
      wire.frame(Frame.HEADERS, 5, 3, Hpack.literal(Http2Wire.fields()) + "\u00be")
          .answers(3, "200");
    });
  }

  @Test
  void remembersWhatCameWithAMalformedRequest() throws Exception {
    Http2Talk.talk(wire -> {
      String told = "\u0040" + Hpack.string("x-told") + Hpack.string("once");
      wire.frame(Frame.HEADERS, 5, 1, told + Hpack.literal(Http2Wire.fields()))
          .isReset(1, Code.PROTOCOL_ERROR);
      wire.frame(Frame.HEADERS, 5, 3, Hpack.literal(Http2Wire.fields()) + "\u00be")
          .answers(3, "200");
    });
  }

  @Test
  void remembersWhatCameWithARefusedStream() throws Exception {
    Http2Talk.limited(
        "streams: 1",
        wire -> {
          String told = "\u0040" + Hpack.string("x-told") + Hpack.string("once");
          wire.post(1)
              .frame(Frame.HEADERS, 5, 3, Hpack.literal(Http2Wire.fields()) + told)
              .isReset(3, Code.REFUSED_STREAM);
          wire.data(1, Frame.END_STREAM, "").answers(1, "200");
          wire.frame(Frame.HEADERS, 5, 5, Hpack.literal(Http2Wire.fields()) + "\u00be")
              .answers(5, "200");
        });
  }

  @Test
  void takesATableOfAnotherSizeAtTheBeginning() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1, "\u0020" + Hpack.literal(Http2Wire.fields()))
          .answers(1, "200");
    });
  }

  @Test
  void writesForATableOfNoSize() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(1, 0).until(frame -> frame.type() == Frame.SETTINGS && frame.has(Frame.ACK));
      for (int stream = 1; stream < 9; stream += 2) {
        Frame head = wire.get(stream).until(frame -> frame.type() == Frame.HEADERS);
        assertThat(head.payload().charAt(0) == ' ').isEqualTo(stream == 1);
        assertThat(wire.decode(head)).contains(new Field(":status", "200"));
      }
    });
  }
}
