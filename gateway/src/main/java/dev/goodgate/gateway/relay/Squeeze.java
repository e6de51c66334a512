package dev.goodgate.gateway.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.coding.Coder;
import dev.goodgate.gateway.coding.Coders;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.plan.Compression.Encoding;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compresses a reply's body while it passes: bare bytes go in, chunks come out. A body that is not
 * ended stays without its end, in both framings. What comes out stands in memory that the loop's
 * replies share, until the next {@link #feed}.
 */
final class Squeeze {
  /** "ffff" with its line end, and the line end behind a chunk with the last chunk. */
  private static final int BEFORE = 8;

  private static final int AFTER = 8;
  private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Press press;
  private @Nullable Coder coder;
  private long bytes;
  private int from;
  private int to;

  /** What the replies of one loop share; no memory is taken before one of them is compressed. */
  static final class Press {
    private final Coders coders;
    private @Nullable MemorySegment memory;

    Press(int most, Set<Encoding> encodings) {
      coders = new Coders(most, encodings);
    }

    private MemorySegment memory() {
      if (memory == null) {
        memory = Arena.ofAuto().allocate(BEFORE + Loop.SCRATCH + Coder.ROOM + AFTER, 64);
      }
      return memory;
    }
  }

  Squeeze(Press press) {
    this.press = press;
  }

  /** Begins, unless as many replies are compressed as may be. */
  boolean begin(Encoding encoding) {
    coder = press.coders.lend(encoding);
    bytes = 0;
    return coder != null;
  }

  boolean isOn() {
    return coder != null;
  }

  /** Takes a part of the body; what is to be sent for it stands in {@link #memory}. */
  void feed(MemorySegment memory, int begin, int end, boolean last) {
    Coder using = coder;
    from = to = BEFORE;
    if (using == null || (begin == end && !last)) {
      return;
    }
    MemorySegment out = memory();
    ByteBuffer room = out.asSlice(BEFORE, out.byteSize() - BEFORE - AFTER).asByteBuffer();
    using.code(memory.asSlice(begin, end - begin).asByteBuffer(), last, room);
    int count = room.position();
    bytes += count;
    if (count > 0) {
      wrap(out, count);
    }
    if (last) {
      MemorySegment.copy(LAST, 0, out, JAVA_BYTE, to, LAST.length);
      to += LAST.length;
    }
  }

  private void wrap(MemorySegment out, int count) {
    out.set(JAVA_BYTE, --from, (byte) '\n');
    out.set(JAVA_BYTE, --from, (byte) '\r');
    for (int rest = count; rest > 0; rest >>>= 4) {
      out.set(JAVA_BYTE, --from, HEX[rest & 15]);
    }
    to = BEFORE + count;
    out.set(JAVA_BYTE, to++, (byte) '\r');
    out.set(JAVA_BYTE, to++, (byte) '\n');
  }

  MemorySegment memory() {
    return press.memory();
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** How many bytes the body has become. */
  long bytes() {
    return bytes;
  }

  void end() {
    if (coder != null) {
      press.coders.giveBack(coder);
      coder = null;
    }
  }
}
