package dev.goodgate.gateway.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http1.ChunkScanner;
import dev.goodgate.vocabulary.traffic.Defect;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The body of one message on its way: knows where it ends and, where the other side needs other
 * framing, puts it into that. Works in place: what is to be sent on stands between {@link #from}
 * and {@link #to} after each {@link #scan}, which may reach {@link #BEFORE} bytes in front of what
 * was scanned and {@link #AFTER} behind it.
 */
final class Body {
  static final int BEFORE = 10;
  static final int AFTER = 7;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** How a body is framed where it comes from, and how where it goes to. */
  enum Framing {
    NONE,
    LENGTH,
    CHUNKED,
    /** Chunked, sent on bare: its receiver knows HTTP/1.0 only. */
    CHUNKED_TO_BARE,
    /** Ends with the connection. */
    UNTIL_CLOSE,
    /** Ends with the connection, sent on in chunks, so that a lost end can be seen. */
    UNTIL_CLOSE_TO_CHUNKED
  }

  private final ChunkScanner chunks;
  private Framing framing = Framing.NONE;
  private long length;
  private long seen;
  private boolean done = true;
  private int from;
  private int to;

  private Body(ChunkScanner chunks) {
    this.chunks = chunks;
  }

  static Body ofRequests() {
    return new Body(new ChunkScanner());
  }

  static Body ofReplies() {
    return new Body(ChunkScanner.ofReplies());
  }

  /** A new body; {@code length} counts only for {@link Framing#LENGTH}. */
  void begin(Framing framing, long length) {
    this.framing = framing;
    this.length = framing == Framing.LENGTH ? length : -1;
    seen = 0;
    done = framing == Framing.NONE || (framing == Framing.LENGTH && length == 0);
    if (framing == Framing.CHUNKED || framing == Framing.CHUNKED_TO_BARE) {
      chunks.begin();
    }
  }

  /**
   * Takes received bytes; returns how many of them belong to the body: all, unless it ends before
   * or is malformed.
   */
  int scan(MemorySegment memory, int offset, int count) {
    from = to = offset;
    if (done) {
      return 0;
    }
    return switch (framing) {
      case NONE -> 0;
      case LENGTH -> {
        int mine = (int) Math.min(count, length - seen);
        yield pass(offset, mine, seen + mine == length);
      }
      case CHUNKED -> {
        int used = chunks.scan(memory, offset, count, null);
        yield follow(offset + used, used);
      }
      case CHUNKED_TO_BARE -> {
        int used = chunks.scan(memory, offset, count, memory);
        yield follow(offset + chunks.kept(), used);
      }
      case UNTIL_CLOSE -> pass(offset, count, false);
      case UNTIL_CLOSE_TO_CHUNKED -> {
        int used = pass(offset, count, false);
        if (count > 0) {
          wrap(memory, offset, count);
        }
        yield used;
      }
    };
  }

  private int pass(int offset, int count, boolean last) {
    to = offset + count;
    seen += count;
    done = last;
    return count;
  }

  private int follow(int end, int used) {
    to = end;
    seen = chunks.payload();
    done = chunks.isDone();
    return used;
  }

  /**
   * The connection it comes on has ended. Returns whether that is the body's proper end; then
   * {@link #scan}'s range holds what has to be sent last.
   */
  boolean end(MemorySegment memory, int offset) {
    from = to = offset;
    if (framing == Framing.UNTIL_CLOSE_TO_CHUNKED) {
      MemorySegment.copy(LAST_CHUNK, 0, memory, JAVA_BYTE, offset, LAST_CHUNK.length);
      to = offset + LAST_CHUNK.length;
    }
    done |= endsWithConnection();
    return done;
  }

  boolean endsWithConnection() {
    return framing == Framing.UNTIL_CLOSE || framing == Framing.UNTIL_CLOSE_TO_CHUNKED;
  }

  private void wrap(MemorySegment memory, int offset, int count) {
    memory.set(JAVA_BYTE, --from, (byte) '\n');
    memory.set(JAVA_BYTE, --from, (byte) '\r');
    for (int rest = count; rest > 0; rest >>>= 4) {
      memory.set(JAVA_BYTE, --from, HEX[rest & 15]);
    }
    memory.set(JAVA_BYTE, to++, (byte) '\r');
    memory.set(JAVA_BYTE, to++, (byte) '\n');
    assert offset - from <= BEFORE;
  }

  boolean isDone() {
    return done;
  }

  /** What is wrong with it, null while nothing is. */
  @Nullable Defect defect() {
    return framing == Framing.CHUNKED || framing == Framing.CHUNKED_TO_BARE
        ? chunks.defect()
        : null;
  }

  /** How much to receive at the most, so that nothing behind the body is taken. */
  int wants(int most) {
    return framing == Framing.LENGTH ? (int) Math.min(most, length - seen) : most;
  }

  /** Whether only a cut connection can tell the receiver that it is not whole. */
  boolean needsReset() {
    return framing == Framing.UNTIL_CLOSE || framing == Framing.CHUNKED_TO_BARE;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** The length announced, -1 where none was. */
  long length() {
    return length;
  }

  /** How many bytes of payload have come. */
  long seen() {
    return seen;
  }
}
