package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.http2.flow.Outflow;
import dev.goodgate.vocabulary.traffic.Defect;
import java.lang.foreign.MemorySegment;

/**
 * The part of {@link Acts} about bodies: gives each stream its bytes, and the endpoint as much more
 * window as exchanges have taken (RFC 9113 6.1, 6.9).
 */
final class Bodies {
  private final Acts acts;
  private final Http2Connection connection;
  private final Outflow out;
  private final Streams streams;
  private int received;
  private boolean discarding;

  Bodies(Acts acts, Http2Connection connection) {
    this.acts = acts;
    this.connection = connection;
    this.out = connection.out();
    this.streams = connection.streams();
  }

  /** Takes one piece of DATA. */
  void take(FrameReader frame, MemorySegment memory) {
    if (frame.isFirst()) {
      credit(frame.length());
      discarding = !begins(frame);
    }
    Http2Stream stream = discarding ? null : streams.find(frame.stream());
    if (stream == null || stream.hasFailed()) {
      return;
    }
    int count = frame.end() - frame.start();
    boolean last = frame.isLast() && frame.has(Frame.END_STREAM);
    Defect wrong = stream.progress.data(count, last);
    if (wrong != null) {
      acts.reset(stream, Code.PROTOCOL_ERROR, Http2Failures.malformed(stream, wrong, ""));
      return;
    }
    if (stream.isDrained()) {
      stream.uncredited = 0;
    } else {
      stream.add(memory, frame.start(), frame.end());
    }
    if (last) {
      stream.body().end();
      acts.ended(stream);
    }
    connection.news(stream);
  }

  /** The whole frame counts, as its sender has counted it; false where it is for nobody. */
  private boolean begins(FrameReader frame) {
    int data = frame.left() + frame.end() - frame.start();
    boolean carries = frame.length() > 0 && data > 0;
    Http2Stream stream = streams.find(frame.stream());
    if (carries) {
      acts.patience().earn();
    } else if (!frame.has(Frame.END_STREAM)) {
      acts.bear();
    }
    if (stream == null) {
      if (streams.isIdle(frame.stream())) {
        acts.breakOff(Code.PROTOCOL_ERROR, Defect.FRAME_OUT_OF_PLACE);
      }
      return false; // it was given up, or has ended: the endpoint may not have known
    }
    if (stream.hasEnded()) {
      acts.bear();
      return false;
    }
    stream.receiveWindow -= frame.length();
    if (stream.receiveWindow < 0) {
      acts.reset(
          stream,
          Code.FLOW_CONTROL_ERROR,
          Http2Failures.malformed(stream, Defect.WINDOW_EXCEEDED, ""));
      return false;
    }
    return true;
  }

  /** The connection's own window never stops anybody: what waits is bounded by the streams'. */
  private void credit(int bytes) {
    received += bytes;
    if (received >= Http2Connection.STREAM_WINDOW) {
      out.windowUpdate(0, received);
      received = 0;
    }
  }

  /** So much of a stream's body has been taken: the endpoint may send as much again. */
  void credit(Http2Stream stream, int bytes) {
    stream.uncredited += bytes;
    if (stream.uncredited >= Http2Connection.STREAM_WINDOW / 2
        && !stream.hasEnded()
        && !connection.isOver()) {
      out.windowUpdate(stream.number, stream.uncredited);
      stream.receiveWindow += stream.uncredited;
      stream.uncredited = 0;
    }
  }
}
