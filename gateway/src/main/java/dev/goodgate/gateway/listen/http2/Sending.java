package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import java.lang.foreign.MemorySegment;

/** What a {@link ReplyText} needs of the stream that it goes over. */
interface Sending {
  Desk desk();

  FieldEncoder encoder();

  /**
   * Whether so many bytes, frames included, can be said now; if not, the stream's turn comes later.
   */
  boolean hasRoom(int bytes);

  /** How many of so many bytes of a body may go now; where it is none the stream's turn comes. */
  int allowance(int wanted);

  void head(byte[] coded, int length, boolean endsStream);

  void data(MemorySegment from, int offset, int length, boolean endsStream);

  /** Where a payload may be put before {@link #dataHead} makes it a frame. */
  MemorySegment memory();

  int dataPayload();

  void dataHead(int length, boolean endsStream);
}
