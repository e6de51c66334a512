package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.http2.flow.Outflow;
import java.lang.foreign.MemorySegment;

/**
 * The bodies that one client sends: gives each stream its bytes, and the client as much more window
 * as endpoints have taken (RFC 9113 6.1, 6.9).
 */
final class Bodies {
  /** Of one stream's body nobody has to hold more than this. */
  static final int STREAM_WINDOW = 256 * 1_024;

  /** Nor of all bodies of one connection. */
  static final int WINDOW = 1_024 * 1_024;

  private final Dialogue dialogue;
  private final OpenStreams streams;
  private final Outflow output;
  private int window = WINDOW;
  private int uncredited;

  /** The stream whose present DATA frame leads nowhere; 0 where it leads somewhere. */
  private int discarding;

  Bodies(Dialogue dialogue, OpenStreams streams, Outflow output) {
    this.dialogue = dialogue;
    this.streams = streams;
    this.output = output;
  }

  /** Takes one piece of DATA. */
  Code take(FrameReader frame, MemorySegment memory) {
    if (frame.isFirst()) {
      Code wrong = beginData(frame);
      if (wrong != Code.NO_ERROR) {
        return wrong;
      }
    }
    ClientStream stream = discarding == frame.stream() ? null : streams.find(frame.stream());
    if (stream == null) {
      if (discarding != frame.stream()) {
        credit(frame.end() - frame.start()); // it was given up between two pieces
      }
      return Code.NO_ERROR;
    }
    if (frame.end() > frame.start()) {
      stream.body().add(memory, frame.start(), frame.end());
    }
    if (frame.isLast() && frame.has(Frame.END_STREAM)) {
      stream.body().end();
    }
    dialogue.turns().news(stream);
    return Code.NO_ERROR;
  }

  /** The whole frame counts, as its sender has counted it. */
  private Code beginData(FrameReader frame) {
    discarding = 0;
    int length = frame.length();
    window -= length;
    if (window < 0) {
      return Code.FLOW_CONTROL_ERROR;
    }
    ClientStream stream = streams.find(frame.stream());
    if (stream == null || stream.body().hasEnded()) {
      discarding = frame.stream();
      credit(length);
      return stream == null ? closed(frame.stream()) : dialogue.reset(stream, Code.STREAM_CLOSED);
    }
    int data = frame.data();
    stream.receiveWindow -= length;
    boolean last = frame.has(Frame.END_STREAM);
    if (stream.receiveWindow < 0 || !stream.body().counts(data, last)) {
      discarding = frame.stream();
      credit(length);
      return dialogue.reset(
          stream, stream.receiveWindow < 0 ? Code.FLOW_CONTROL_ERROR : Code.PROTOCOL_ERROR);
    }
    if (length > data) {
      credit(stream, length - data);
    }
    return data == 0 && !last ? dialogue.bears(Patience.IDLE_FRAME) : Code.NO_ERROR;
  }

  private Code closed(int number) {
    return switch (streams.fate(number)) {
      case IDLE -> Code.PROTOCOL_ERROR;
      case GIVEN_UP -> dialogue.bears(Patience.IDLE_FRAME); // it may not have known
      case ENDED, SKIPPED -> {
        output.rstStream(number, Code.STREAM_CLOSED);
        yield dialogue.bears(Patience.TAKEN_BACK);
      }
    };
  }

  /** So much of a body has been taken from here: the client may send as much again. */
  void credit(ClientStream stream, int bytes) {
    credit(bytes);
    stream.uncredited += bytes;
    if (stream.uncredited >= STREAM_WINDOW / 2 && !stream.body().hasEnded()) {
      output.windowUpdate(stream.number, stream.uncredited);
      stream.receiveWindow += stream.uncredited;
      stream.uncredited = 0;
    }
  }

  /** As above, where it belongs to no stream any more. */
  void credit(int bytes) {
    uncredited += bytes;
    if (uncredited >= WINDOW / 2) {
      output.windowUpdate(0, uncredited);
      window += uncredited;
      uncredited = 0;
    }
  }
}
