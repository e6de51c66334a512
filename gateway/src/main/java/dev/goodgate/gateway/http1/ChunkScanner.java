package dev.goodgate.gateway.http1;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.vocabulary.traffic.Defect;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows a chunked body (RFC 9112 7.1) through the pieces in which it arrives, and tells where it
 * ends. What it has accepted may be passed on byte for byte. Strict: sizes in plain hex, every line
 * ended by CR LF, extensions and trailers bounded, and what is not payload too, however many chunks
 * it is spread over. One body at a time; {@link #begin} starts over.
 */
public final class ChunkScanner {
  private static final int MAX_SIZE_DIGITS = 15;
  private static final int MAX_EXTENSION = 256;
  private static final int MAX_TRAILER = 8 * 1024;

  /** What a chunk may have around it as it likes, and how much more all may have together. */
  private static final int USUAL_FRAME = 16;

  private static final int MAX_FRAMES = 16 * 1024;
  private static final int LONGEST_KNOWN = 64;
  private static final byte[][] NEVER = {
    ascii("authorization"),
    ascii("cookie"),
    ascii("set-cookie"),
    ascii("content-encoding"),
    ascii("content-type"),
    ascii("content-range"),
    ascii("trailer")
  };

  private enum State {
    SIZE,
    BLANKS,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LF,
    LAST_LF,
    DONE
  }

  /** What may not stand in the trailer of any message: there it would be about this connection. */
  private static final Set<Field> OF_FRAMES =
      EnumSet.of(
          Field.CONNECTION,
          Field.CONTENT_LENGTH,
          Field.EXPECT,
          Field.HOST,
          Field.HTTP2_SETTINGS,
          Field.KEEP_ALIVE,
          Field.LOOKALIKE,
          Field.PROXY_AUTHORIZATION,
          Field.PROXY_CONNECTION,
          Field.TE,
          Field.TRANSFER_ENCODING,
          Field.UPGRADE);

  private final boolean ofReplies;
  private final byte[] name = new byte[LONGEST_KNOWN];
  private int nameLength;
  private State state = State.DONE;
  private long size;
  private int digits;
  private int extra;
  private long payload;
  private int kept;
  private MemorySegment unwrapped = MemorySegment.NULL;
  private int unwrappedAt;
  private int most;
  private long framing;
  private @Nullable Defect defect;

  public ChunkScanner() {
    this(false);
  }

  private ChunkScanner(boolean ofReplies) {
    this.ofReplies = ofReplies;
  }

  /** For what endpoints answer, who are believed in what concerns none but their clients. */
  public static ChunkScanner ofReplies() {
    return new ChunkScanner(true);
  }

  public void begin() {
    state = State.SIZE;
    size = digits = extra = 0;
    payload = framing = 0;
    defect = null;
  }

  /**
   * Takes bytes; returns how many belong to this body: all of them, unless it ends before or is
   * malformed. {@code keep} is null, or gets the payload alone, moved together from {@code offset}
   * on; {@link #kept} then says how much.
   */
  public int scan(MemorySegment bytes, int offset, int length, @Nullable MemorySegment keep) {
    int at = offset;
    int end = offset + length;
    kept = 0;
    while (at < end && state != State.DONE && defect == null) {
      if (state == State.DATA) {
        int step = (int) Math.min(size, end - at);
        if (keep != null) {
          MemorySegment.copy(bytes, at, keep, offset + kept, step);
          kept += step;
        }
        payload += step;
        size -= step;
        at += step;
        if (size == 0) {
          state = State.DATA_CR;
        }
      } else {
        take(bytes.get(JAVA_BYTE, at));
        at++;
      }
    }
    return at - offset;
  }

  /** Where the next {@link #unwrap} puts the payload, and how much of it at the most. */
  public void unwrapTo(MemorySegment memory, int offset, int most) {
    unwrapped = memory;
    unwrappedAt = offset;
    this.most = most;
  }

  /**
   * As {@link #scan}, for a receiver that has its own framing: takes no more payload than there is
   * room for, and nothing of the trailer.
   */
  public int unwrap(MemorySegment bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    kept = 0;
    while (at < end && !isInTrailer() && state != State.DONE && defect == null) {
      if (state == State.DATA) {
        int step = (int) Math.min(Math.min(size, end - at), most - kept);
        if (step == 0) {
          break;
        }
        MemorySegment.copy(bytes, at, unwrapped, unwrappedAt + kept, step);
        kept += step;
        payload += step;
        size -= step;
        at += step;
        if (size == 0) {
          state = State.DATA_CR;
        }
      } else {
        take(bytes.get(JAVA_BYTE, at));
        at++;
      }
    }
    return at - offset;
  }

  private void take(byte b) {
    switch (state) {
      case SIZE -> takeSize(b);
      case BLANKS -> takeBlank(b);
      case EXTENSION -> {
        if (b == '\r') {
          state = State.SIZE_LF;
        } else if (!Characters.isValue(b) || ++extra > MAX_EXTENSION) {
          defect = Defect.BAD_CHUNK;
        }
      }
      case SIZE_LF -> {
        expect(b, '\n', size == 0 ? State.TRAILER_START : State.DATA);
        weighFrame();
      }
      case DATA_CR -> expect(b, '\r', State.DATA_LF);
      case DATA_LF -> {
        expect(b, '\n', State.SIZE);
        digits = extra = 0;
      }
      case TRAILER_START, TRAILER_NAME, TRAILER_VALUE, TRAILER_LF -> takeTrailer(b);
      case LAST_LF -> expect(b, '\n', State.DONE);
      case DATA, DONE -> throw new IllegalStateException("a byte in " + state);
    }
  }

  private void takeSize(byte b) {
    int digit = Character.digit((char) b, 16);
    if (digit >= 0 && b > 0) {
      size = 16 * size + digit;
      if (++digits > MAX_SIZE_DIGITS) {
        defect = Defect.BAD_CHUNK;
      }
    } else if (digits == 0) {
      defect = Defect.BAD_CHUNK;
    } else if (b == '\r') {
      state = State.SIZE_LF;
    } else if (b == ';') {
      state = State.EXTENSION;
    } else {
      state = State.BLANKS;
      takeBlank(b);
    }
  }

  /** Before an extension RFC 9112 7.1.1 has them read; some endpoints always fill up with them. */
  private void takeBlank(byte b) {
    if (b == ';') {
      state = State.EXTENSION;
    } else if (b == '\r' && ofReplies) {
      state = State.SIZE_LF;
    } else if (!ConnectionOptions.isBlank(b) || ++extra > MAX_EXTENSION) {
      defect = Defect.BAD_CHUNK;
    }
  }

  /** Large chunks make up for small ones. */
  private void weighFrame() {
    framing = Math.max(0, framing + digits + extra - USUAL_FRAME - 2 * size);
    if (framing > MAX_FRAMES) {
      defect = Defect.BAD_CHUNK;
    }
  }

  private void takeTrailer(byte b) {
    if (++extra > MAX_TRAILER) {
      defect = Defect.TRAILER_TOO_LARGE;
      return;
    }
    switch (state) {
      case TRAILER_START -> {
        if (b == '\r') {
          state = State.LAST_LF;
        } else {
          state = State.TRAILER_NAME;
          nameLength = 0;
          takeName(b);
        }
      }
      case TRAILER_NAME -> {
        if (b == ':') {
          state = State.TRAILER_VALUE;
          refuseUnless(mayTrail());
        } else {
          takeName(b);
        }
      }
      case TRAILER_VALUE -> {
        if (b == '\r') {
          state = State.TRAILER_LF;
        } else {
          refuseUnless(Characters.isValue(b));
        }
      }
      case TRAILER_LF -> {
        state = State.TRAILER_START;
        refuseUnless(b == '\n');
      }
      case SIZE, BLANKS, EXTENSION, SIZE_LF, DATA, DATA_CR, DATA_LF, LAST_LF, DONE ->
          throw new IllegalStateException("a trailer in " + state);
    }
  }

  private void takeName(byte b) {
    refuseUnless(Characters.isToken(b));
    if (nameLength < name.length) {
      name[nameLength++] = b;
    }
  }

  /**
   * RFC 9110 6.5.1: what frames, routes or authenticates a message must not come behind it, where a
   * reader that merges trailers into the head would take it for the truth.
   */
  private boolean mayTrail() {
    Field field = Field.of(name, 0, nameLength);
    if (ofReplies || field != Field.OTHER) {
      return ofReplies && !OF_FRAMES.contains(field);
    }
    for (byte[] never : NEVER) {
      if (nameLength == never.length && Field.matches(name, 0, never)) {
        return false;
      }
    }
    return true;
  }

  private void refuseUnless(boolean allowed) {
    if (!allowed) {
      defect = Defect.BAD_TRAILER;
    }
  }

  private void expect(byte b, char wanted, State next) {
    if (b == wanted) {
      state = next;
    } else {
      defect = Defect.BAD_CHUNK;
    }
  }

  /** Whether all chunks have come, and the trailer has not: it may be empty. */
  public boolean isInTrailer() {
    return switch (state) {
      case TRAILER_START, TRAILER_NAME, TRAILER_VALUE, TRAILER_LF, LAST_LF -> defect == null;
      case SIZE, BLANKS, EXTENSION, SIZE_LF, DATA, DATA_CR, DATA_LF, DONE -> false;
    };
  }

  public boolean isDone() {
    return state == State.DONE && defect == null;
  }

  /** What is wrong with it, null while nothing is. */
  public @Nullable Defect defect() {
    return defect;
  }

  /** How many bytes of payload have come in all. */
  public long payload() {
    return payload;
  }

  /** How many bytes of payload the last scan has kept. */
  public int kept() {
    return kept;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
