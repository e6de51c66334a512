package dev.goodgate.gateway.connect.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http1.ChunkScanner;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Puts one request, which the gateway words in HTTP/1, into frames. It is the gateway's own text,
 * so it is sound: a head comes whole, its first field is Host, and lengths are true.
 */
final class RequestText {
  private static final int MAX_TRAILER = 8 * 1_024;
  private static final byte[] NOTHING = {};

  private enum State {
    HEAD,
    LENGTH,
    CHUNKED,
    OVER
  }

  private final ChunkScanner chunks = new ChunkScanner();
  private State state = State.OVER;
  private boolean forHead;
  private long left;
  private byte[] trailer = NOTHING;
  private int trailerLength;

  void begin() {
    state = State.HEAD;
    forHead = false;
    trailerLength = 0;
  }

  /** Whether nothing of it has been put into a frame yet. */
  boolean isUnsaid() {
    return state == State.HEAD;
  }

  /** Whether all of it is in frames, or nobody wants the rest. */
  boolean isOver() {
    return state == State.OVER;
  }

  /** The endpoint wants no more of it. */
  void end() {
    state = State.OVER;
  }

  /** Whether it is a HEAD, whose reply has no body. */
  boolean isForHead() {
    return forHead;
  }

  /** Returns how many bytes were taken: as many as the windows and the memory allow. */
  int take(Http2Stream to, MemorySegment from, int offset, int length) {
    int at = offset;
    int end = offset + length;
    if (state == State.HEAD) {
      int used = head(to, from, at, length);
      if (used == 0) {
        return 0;
      }
      at += used;
    }
    return switch (state) {
      case HEAD -> 0;
      case LENGTH -> at - offset + bare(to, from, at, end);
      case CHUNKED -> at - offset + unwrapped(to, from, at, end);
      case OVER -> length;
    };
  }

  private int head(Http2Stream to, MemorySegment from, int at, int count) {
    RequestHead head = to.requestHead();
    int length = head.copy(from, at, count);
    if (!to.hasRoom(head.mostCoded())) {
      return 0;
    }
    FieldEncoder encoder = to.encoder();
    encoder.begin(head.coded(), 0);
    head.encode(encoder);
    forHead = head.isForHead();
    left = head.contentLength();
    if (head.isChunked()) {
      state = State.CHUNKED;
      chunks.begin();
    } else {
      state = left > 0 ? State.LENGTH : State.OVER;
    }
    to.head(head.coded(), encoder.end(), state == State.OVER);
    return length;
  }

  private int bare(Http2Stream to, MemorySegment from, int begin, int end) {
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
        state = State.OVER;
      }
      to.data(step, left == 0);
    }
    return at - begin;
  }

  private int unwrapped(Http2Stream to, MemorySegment from, int begin, int end) {
    int at = begin;
    while (at < end && state == State.CHUNKED) {
      int used = piece(to, from, at, end);
      if (used == 0) {
        break;
      }
      at += used;
    }
    return at - begin;
  }

  /** One DATA frame, or the end. */
  private int piece(Http2Stream to, MemorySegment from, int begin, int end) {
    if (!to.hasRoom(2 * MAX_TRAILER)) {
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
      state = State.OVER;
    }
    if (payload > 0 || (over && !trails)) {
      to.data(payload, over && !trails);
    }
    if (trails) {
      RequestHead head = to.requestHead();
      head.copyTrailer(trailer, trailerLength);
      FieldEncoder encoder = to.encoder();
      encoder.begin(head.coded(), 0);
      head.encodeTrailer(encoder);
      to.head(head.coded(), encoder.end(), true);
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
