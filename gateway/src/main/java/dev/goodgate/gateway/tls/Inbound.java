package dev.goodgate.gateway.tls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Ciphertext on its way in, one whole record after the other.
 *
 * <p>How it works: what a receive brings stands in the loop's memory between {@code at} and {@code
 * end} while it is in hand; {@link #keep} puts what is left of it into a block. Invariant: where a
 * block is held nothing is in hand but one record taken from the block's front.
 */
final class Inbound {
  /** What {@link #next} returns when what has come is not a record. */
  static final int MALFORMED = Integer.MIN_VALUE + 2;

  static final int HANDSHAKE = 22;

  private static final int SERVER_HELLO = 2;
  private static final int SAMPLE = 32;

  private final Duplex below;
  private final TlsBuffers buffers;
  private @Nullable Block held;
  private int at;
  private int end;
  private int size;
  private long count;

  Inbound(Duplex below, TlsBuffers buffers) {
    this.below = below;
    this.buffers = buffers;
  }

  /** Bytes that came before this was there. */
  void begin(MemorySegment from, long offset, int length) {
    Block block = buffers.blocks().borrow(length);
    block.append(from, offset, length);
    held = block;
    count = length;
  }

  /**
   * The size of the next record, which is whole and in hand; else what {@link Duplex#receive} said
   * or MALFORMED. Receives only where {@code mayReceive}.
   */
  int next(boolean mayReceive) {
    size = inHand();
    if (size == 0 && held != null) {
      size = fromHeld(held);
    }
    while (size == 0) {
      int result = mayReceive ? receive() : Duplex.AGAIN;
      if (result <= 0) {
        return result;
      }
      size = inHand();
    }
    return size;
  }

  private int inHand() {
    return end - at < TlsBuffers.HEADER ? 0 : whole(buffers.received, at, end - at);
  }

  private int fromHeld(Block block) {
    if (block.remaining() < TlsBuffers.HEADER) {
      return 0;
    }
    int record = whole(block.memory(), block.taken(), block.remaining());
    if (record > 0) {
      MemorySegment.copy(block.memory(), block.taken(), buffers.received, 0, record);
      block.take(record);
      at = 0;
      end = record;
      if (block.remaining() == 0) {
        dropHeld();
      }
    }
    return record;
  }

  /** Its size, 0 where it is not whole, MALFORMED where it cannot be a record. */
  private static int whole(MemorySegment memory, int at, int length) {
    int payload = u8(memory, at + 3) << 8 | u8(memory, at + 4);
    int record = TlsBuffers.HEADER + payload;
    if (record > TlsBuffers.RECORD || u8(memory, at + 1) != 3) {
      return MALFORMED;
    }
    return record <= length ? record : 0;
  }

  /** Receives behind the part of a record that is there. */
  private int receive() {
    Block part = held;
    int have = part == null ? end - at : part.remaining();
    if (part == null && at > 0) {
      MemorySegment.copy(buffers.received, at, buffers.received, 0, have);
      at = 0;
      end = have;
    }
    int brought = below.receive(buffers.received, have, Loop.SCRATCH);
    if (brought > 0) {
      if (part != null) {
        MemorySegment.copy(part.memory(), part.taken(), buffers.received, 0, have);
        dropHeld();
      }
      at = 0;
      end = have + brought;
      count += brought;
    }
    return brought;
  }

  /** The kind of the record in hand, as its header says. */
  int kind() {
    return u8(buffers.received, at);
  }

  /** The record in hand, for an engine. */
  ByteBuffer record() {
    return buffers.received(at, at + size);
  }

  /**
   * Whether the record in hand begins a server's hello in what came before TLS 1.2: RFC 5246 E.1.
   */
  boolean isOldHello() {
    int hello = at + TlsBuffers.HEADER;
    return kind() == HANDSHAKE
        && size > TlsBuffers.HEADER + 6
        && u8(buffers.received, hello) == SERVER_HELLO
        && u8(buffers.received, hello + 5) < 3;
  }

  /** What is in hand instead of a record, in hex, as far as a log needs it. */
  String sample() {
    int count = Math.min(end - at, SAMPLE);
    byte[] bytes = buffers.received.asSlice(at, count).toArray(JAVA_BYTE);
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  void consumed() {
    at += size;
    size = 0;
  }

  /** Puts away what is left in hand. */
  void keep() {
    if (held != null) {
      held.take(at - end); // back to where it came from
    } else if (at < end) {
      held = buffers.blocks().borrow(end - at);
      held.append(buffers.received, at, end - at);
    }
    at = end = 0;
  }

  /** Whether there is a whole record for the next call. */
  boolean hasWhole() {
    return held != null
        && held.remaining() >= TlsBuffers.HEADER
        && whole(held.memory(), held.taken(), held.remaining()) != 0;
  }

  /** How many bytes have come. */
  long count() {
    return count;
  }

  void drop() {
    dropHeld();
    at = end = 0;
  }

  private void dropHeld() {
    if (held != null) {
      buffers.blocks().giveBack(held);
      held = null;
    }
  }

  private static int u8(MemorySegment memory, long at) {
    return memory.get(JAVA_BYTE, at) & 0xff;
  }
}
