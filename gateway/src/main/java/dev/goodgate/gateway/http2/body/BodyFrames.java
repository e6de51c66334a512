package dev.goodgate.gateway.http2.body;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http1.ChunkScanner;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Puts the body of one message, which the gateway frames as HTTP/1 does, into frames. It is the
 * gateway's own text, so it is sound. Nothing is held but a trailer. Used for one body after the
 * other.
 */
public final class BodyFrames {
  private static final int MAX_TRAILER = 8 * 1_024;
  private static final byte[] NOTHING = {};

  private enum Framing {
    LENGTH,
    CHUNKED,
    OVER
  }

  private final ChunkScanner chunks = ChunkScanner.ofReplies(); // strict enough here
  private Framing framing = Framing.OVER;
  private long left;
  private byte[] trailer = NOTHING;
  private int trailerLength;

  /** So many bytes, which stand bare. */
  public void begin(long length) {
    left = length;
    framing = length > 0 ? Framing.LENGTH : Framing.OVER;
  }

  public void beginChunked() {
    chunks.begin();
    trailerLength = 0;
    framing = Framing.CHUNKED;
  }

  /** Nobody wants the rest. */
  public void end() {
    framing = Framing.OVER;
  }

  /** Whether all of it is in frames, or nobody wants the rest. */
  public boolean isOver() {
    return framing == Framing.OVER;
  }

  /** Returns how many bytes were taken: as many as the windows and the memory allow. */
  public int take(BodySink to, MemorySegment from, int begin, int end) {
    return switch (framing) {
      case LENGTH -> bare(to, from, begin, end);
      case CHUNKED -> unwrapped(to, from, begin, end);
      case OVER -> end - begin;
    };
  }

  private int bare(BodySink to, MemorySegment from, int begin, int end) {
    int at = begin;
    while (left > 0 && at < end) {
      int step = to.allowance((int) Math.min(end - at, left));
      if (step <= 0) {
        break;
      }
      MemorySegment.copy(from, at, to.memory(), to.payloadAt(), step);
      left -= step;
      at += step;
      if (left == 0) {
        framing = Framing.OVER;
      }
      to.data(step, left == 0);
    }
    return at - begin;
  }

  private int unwrapped(BodySink to, MemorySegment from, int begin, int end) {
    int at = begin;
    while (at < end && framing == Framing.CHUNKED) {
      int used = piece(to, from, at, end);
      if (used == 0) {
        break;
      }
      at += used;
    }
    return at - begin;
  }

  /** One DATA frame, or the end. */
  private int piece(BodySink to, MemorySegment from, int begin, int end) {
    if (!to.hasRoom(MAX_TRAILER)) {
      return 0;
    }
    int at = begin;
    int payload = 0;
    if (!chunks.isInTrailer()) {
      int most = to.allowance(end - at); // which may send, and so move where the payload goes
      chunks.unwrapTo(to.memory(), to.payloadAt(), most);
      at += chunks.unwrap(from, at, end - at);
      payload = chunks.kept();
    }
    if (chunks.isInTrailer()) {
      at += keepTrailer(from, at, end);
    }
    boolean over = chunks.isDone();
    boolean trails = over && trailerLength > 2;
    if (over) {
      framing = Framing.OVER;
    }
    if (payload > 0 || (over && !trails)) {
      to.data(payload, over && !trails);
    }
    if (trails) {
      to.trailer(trailer, trailerLength);
    }
    return at - begin;
  }

  private int keepTrailer(MemorySegment from, int at, int end) {
    int used = chunks.scan(from, at, end - at, null);
    if (trailer.length < trailerLength + used) {
      trailer = Arrays.copyOf(trailer, Math.max(64, 2 * (trailerLength + used)));
    }
    MemorySegment.copy(from, JAVA_BYTE, at, trailer, trailerLength, used);
    trailerLength += used;
    return used;
  }
}
