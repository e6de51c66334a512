package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import dev.goodgate.lab.http2.Hpack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a conversation in HTTP/2 begins, and what a frame may be: RFC 9113 3, 4. */
@Execution(ExecutionMode.CONCURRENT)
class Http2FramesWireTest {
  @Test
  void answersThePrefaceWithSettingsOfItsOwn() throws Exception {
    Http2Talk.begin(wire -> {
      wire.send(Frame.PREFACE).frame(Frame.SETTINGS, 0, 0, "");
      Frame first = wire.next().orElseThrow();
      assertThat(first.type()).isEqualTo(Frame.SETTINGS);
      assertThat(first.has(Frame.ACK)).isFalse();
    });
  }

  @Test
  void takesThePrefaceInSinglePieces() throws Exception {
    Http2Talk.begin(wire -> {
      for (char each : Frame.PREFACE.toCharArray()) {
        wire.send(String.valueOf(each));
      }
      wire.frame(Frame.SETTINGS, 0, 0, "").get(1).answers(1, "200");
    });
  }

  @Test
  void takesARequestTogetherWithThePreface() throws Exception {
    Http2Talk.begin(wire -> {
      String get = new Frame(Frame.HEADERS, 5, 1, Hpack.literal(Http2Wire.fields())).bytes();
      wire.send(Frame.PREFACE + new Frame(Frame.SETTINGS, 0, 0, "").bytes() + get)
          .answers(1, "200");
    });
  }

  @Test
  void refusesAPrefaceThatGoesWrongAtItsEnd() throws Exception {
    Http2Talk.begin(wire -> {
      wire.send(Frame.PREFACE.replace("SM", "MS"));
      assertThat(new String(wire.socket().getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 505 ");
    });
  }

  @Test
  void refusesAFirstFrameThatIsNotSettings() throws Exception {
    Http2Talk.begin(wire -> {
      wire.send(Frame.PREFACE).frame(Frame.PING, 0, 0, "too soon").isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAFirstFrameThatOnlyAcknowledges() throws Exception {
    Http2Talk.begin(wire -> {
      wire.send(Frame.PREFACE)
          .frame(Frame.SETTINGS, Frame.ACK, 0, "")
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void doesNotTakeThePrefaceForARequestBehindAnotherOne() throws Exception {
    Http2Talk.begin(wire -> {
      wire.send("GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n" + Frame.PREFACE);
      String all = new String(wire.socket().getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(all).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 505 ");
    });
  }

  @Test
  void ignoresFramesOfUnknownTypes() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(0x16, 0xff, 0, "whatever").frame(0xbe, 0, 77, "").isAlive();
    });
  }

  @Test
  void ignoresUnknownFlags() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.PING, 0xfe & ~Frame.ACK, 0, "12345678");
      wire.until(frame -> frame.type() == Frame.PING && frame.has(Frame.ACK));
    });
  }

  @Test
  void ignoresTheReservedBitOfAStreamsNumber() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1 | 1 << 31, Hpack.literal(Http2Wire.fields()))
          .answers(1, "200");
    });
  }

  @Test
  void takesAFrameOfTheLargestSize() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1, new Field("content-length", "16384"))
          .data(1, Frame.END_STREAM, "x".repeat(16_384));
      wire.answers(1, "200");
    });
  }

  @Test
  void refusesALargerFrameOfData() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1).data(1, Frame.END_STREAM, "x".repeat(16_385)).isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void refusesALargerHead() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1, "x".repeat(16_385)).isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void refusesALargerFrameOfAnUnknownType() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(0x16, 0, 0, "x".repeat(16_385)).isLeftFor(Code.FRAME_SIZE_ERROR);
    });
  }

  @Test
  void refusesAHeadThatIsNoCompression() throws Exception {
    Http2Talk.talk(wire -> {
      wire.frame(Frame.HEADERS, 5, 1, "\u0085\u00f2\u00b2J\u0084\u00ffJ\u0084\u00ff\u00ff")
          .isLeftFor(Code.COMPRESSION_ERROR);
    });
  }

  @Test
  void refusesAnotherFrameInAHead() throws Exception {
    Http2Talk.talk(wire -> {
      wire.head(1, Frame.END_STREAM, Http2Wire.fields())
          .frame(Frame.PING, 0, 0, "12345678")
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAFrameOfUnknownTypeInAHead() throws Exception {
    Http2Talk.talk(wire -> {
      wire.head(1, Frame.END_STREAM, Http2Wire.fields())
          .frame(0x16, 0, 1, "")
          .isLeftFor(Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesAnotherHeadInAHead() throws Exception {
    Http2Talk.talk(wire -> {
      wire.head(1, Frame.END_STREAM, Http2Wire.fields()).get(3).isLeftFor(Code.PROTOCOL_ERROR);
    });
  }
}
