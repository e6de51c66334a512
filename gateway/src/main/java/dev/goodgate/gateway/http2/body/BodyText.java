package dev.goodgate.gateway.http2.body;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Puts the body of one message, which has come in frames, into HTTP/1: bare where its length was
 * declared, in chunks where it was not. Used for one body after the other.
 */
public final class BodyText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_CHUNK = "0\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_TRAILER = {};

  /** What frames a chunk: its size in hex and two line ends. */
  private static final int CHUNK_FRAME = 12;

  private final Intake intake;
  private boolean chunked;
  private boolean ended;
  private boolean endTaken;
  private long declared;
  private long received;
  private int taken;
  private byte[] trailer = NO_TRAILER;

  public BodyText(Blocks blocks) {
    intake = new Intake(blocks);
  }

  /** A new message; {@code endsAtOnce} tells that it has no body. */
  public void open(boolean endsAtOnce) {
    ended = endsAtOnce;
    endTaken = false;
    chunked = false;
    declared = -1;
    received = 0;
  }

  /** {@code length} is -1 where none was declared; {@code bare} tells that it is never framed. */
  public void begin(long length, boolean bare) {
    declared = length;
    chunked = !ended && length < 0 && !bare;
  }

  /** Counts a DATA frame; false where the length that was declared is wrong. */
  public boolean counts(int bytes, boolean last) {
    received += bytes;
    return declared < 0 || (last ? received == declared : received <= declared);
  }

  public void add(MemorySegment from, int begin, int end) {
    intake.add(from, begin, end);
  }

  public void end() {
    ended = true;
  }

  /** Lines of HTTP/1; a body of a declared length has no place for them. */
  public void end(byte[] trailerLines) {
    ended = true;
    trailer = chunked ? trailerLines : NO_TRAILER;
  }

  /** Whether all of it has come. */
  public boolean hasEnded() {
    return ended;
  }

  /** Whether there is anything to receive, be it the end. */
  public boolean isThere() {
    return intake.length() > 0 || (ended && !endTaken);
  }

  /** Whether all of it has been received. */
  public boolean isOver() {
    return ended && intake.length() == 0 && (endTaken || !chunked);
  }

  /**
   * Returns how many bytes of HTTP/1 there are now; {@link #taken} says of how many of the body.
   */
  public int receive(MemorySegment into, int offset, int length) {
    if (!chunked) {
      taken = intake.take(into, offset, length);
      return taken;
    }
    int at = offset;
    taken = Math.max(0, Math.min(intake.length(), length - CHUNK_FRAME));
    if (taken > 0) {
      at = chunk(into, at);
    }
    int rest = LAST_CHUNK.length + trailer.length + 2;
    if (ended && !endTaken && intake.length() == 0 && rest <= offset + length - at) {
      endTaken = true;
      MemorySegment.copy(LAST_CHUNK, 0, into, JAVA_BYTE, at, LAST_CHUNK.length);
      MemorySegment.copy(trailer, 0, into, JAVA_BYTE, at + LAST_CHUNK.length, trailer.length);
      at = endLine(into, at + LAST_CHUNK.length + trailer.length);
    }
    return at - offset;
  }

  private int chunk(MemorySegment into, int offset) {
    int at = offset;
    for (int shift = 28 - (Integer.numberOfLeadingZeros(taken) & ~3); shift >= 0; shift -= 4) {
      into.set(JAVA_BYTE, at++, HEX[taken >>> shift & 15]);
    }
    at = endLine(into, at);
    return endLine(into, at + intake.take(into, at, taken));
  }

  private static int endLine(MemorySegment into, int at) {
    into.set(JAVA_BYTE, at, (byte) '\r');
    into.set(JAVA_BYTE, at + 1, (byte) '\n');
    return at + 2;
  }

  /** How much of the body the last {@link #receive} took. */
  public int taken() {
    return taken;
  }

  /** Forgets what is there; returns how much that was. */
  public int clear() {
    trailer = NO_TRAILER;
    return intake.clear();
  }
}
