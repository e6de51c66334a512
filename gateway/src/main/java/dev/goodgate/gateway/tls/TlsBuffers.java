package dev.goodgate.gateway.tls;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Memory for the records that one loop has in hand right now, and views of it for engines: made
 * once, so that a record costs no allocation. Whatever has to outlive a call is copied to a block.
 */
public final class TlsBuffers {
  /** The header in front of each record. */
  static final int HEADER = 5;

  /** The most plaintext in one record. */
  static final int PLAINTEXT = 16 * 1024;

  /** The most a record can be, header included (RFC 5246 6.2.3). */
  static final int RECORD = HEADER + PLAINTEXT + 2_048;

  /** How much plaintext is sealed before the socket is asked to take it. */
  static final int BATCH = 4 * PLAINTEXT;

  private static final int RECEIVED = Loop.SCRATCH + RECORD;
  private static final int SEALED = BATCH + RECORD;

  private final Loop loop;
  private final Arena arena = Arena.ofAuto();
  final MemorySegment received = arena.allocate(RECEIVED, 64);
  final MemorySegment sealed = arena.allocate(SEALED, 64);
  final MemorySegment plain = arena.allocate(RECORD, 64);

  /** Where plaintext goes that nobody has asked for yet. */
  final MemorySegment aside = arena.allocate(PLAINTEXT, 64);

  final ByteBuffer nothing = ByteBuffer.allocateDirect(0);
  private final ByteBuffer receivedView = received.asByteBuffer();
  private final ByteBuffer sealedView = sealed.asByteBuffer();
  private final ByteBuffer plainView = plain.asByteBuffer();
  private final ByteBuffer scratchView;

  public TlsBuffers(Loop loop) {
    this.loop = loop;
    this.scratchView = loop.scratch().asByteBuffer();
  }

  Blocks blocks() {
    return loop.blocks();
  }

  ByteBuffer received(int from, int to) {
    return receivedView.limit(to).position(from);
  }

  /** Where the next record is sealed to, behind those that end at {@code from}. */
  ByteBuffer sealed(int from) {
    return sealedView.limit(SEALED).position(from);
  }

  ByteBuffer plain(int from, int to) {
    return plainView.limit(to).position(from);
  }

  /** Plaintext to be sealed: most stands in the loop's scratch memory, and is not copied. */
  ByteBuffer toSeal(MemorySegment from, long offset, int length) {
    if (from.equals(loop.scratch())) {
      return scratch(offset, length);
    }
    MemorySegment.copy(from, offset, plain, 0, length);
    return plain(0, length);
  }

  /** Whether an engine can write there itself. */
  boolean isScratch(MemorySegment memory) {
    return memory.equals(loop.scratch());
  }

  ByteBuffer scratch(long offset, int length) {
    return scratchView.limit((int) offset + length).position((int) offset);
  }
}
