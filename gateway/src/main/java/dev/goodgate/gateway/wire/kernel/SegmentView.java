package dev.goodgate.gateway.wire.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Shows memory to channels as a buffer, without a copy; most calls are about the memory of the call
 * before.
 */
final class SegmentView {
  private MemorySegment viewed = MemorySegment.NULL;
  private ByteBuffer view = ByteBuffer.allocate(0);

  ByteBuffer of(MemorySegment memory, long offset, int length) {
    if (!memory.equals(viewed)) {
      viewed = memory;
      view = memory.asByteBuffer();
    }
    return view.limit((int) offset + length).position((int) offset);
  }
}
