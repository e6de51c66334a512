package dev.goodgate.gateway.http2.body;

import java.lang.foreign.MemorySegment;

/** What {@link BodyFrames} need of the stream that they go over. */
public interface BodySink {
  /**
   * Whether so many bytes, frames included, can be said now; if not, the stream's turn comes later.
   */
  boolean hasRoom(int bytes);

  /**
   * How many of so many bytes of a body may go now; where it is none the stream's turn comes.
   * Asking may send, and so move where the payload goes.
   */
  int allowance(int wanted);

  /** Where a payload is put, at {@link #payloadAt}, before {@link #data} makes it a frame. */
  MemorySegment memory();

  int payloadAt();

  void data(int length, boolean endsStream);

  /** Fields as lines of HTTP/1, behind which the stream ends; the bytes may be written over. */
  void trailer(byte[] lines, int length);
}
