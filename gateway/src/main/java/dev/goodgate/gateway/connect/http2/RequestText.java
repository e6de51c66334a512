package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.http2.body.BodyFrames;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import java.lang.foreign.MemorySegment;

/**
 * Puts one request, which the gateway words in HTTP/1, into frames. It is the gateway's own text,
 * so it is sound: a head comes whole, its first field is Host, and lengths are true.
 */
final class RequestText {
  private final BodyFrames body = new BodyFrames();
  private boolean headDone = true;
  private boolean forHead;

  void begin() {
    headDone = false;
    forHead = false;
  }

  /** Whether all of it is in frames, or nobody wants the rest. */
  boolean isOver() {
    return headDone && body.isOver();
  }

  /** The endpoint wants no more of it. */
  void end() {
    headDone = true;
    body.end();
  }

  /** Whether it is a HEAD, whose reply has no body. */
  boolean isForHead() {
    return forHead;
  }

  /** Returns how many bytes were taken: as many as the windows and the memory allow. */
  int take(Http2Stream to, MemorySegment from, int offset, int length) {
    int at = offset;
    if (!headDone) {
      at += head(to, from, at, length);
    }
    return at - offset + (headDone ? body.take(to, from, at, offset + length) : 0);
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
    headDone = true;
    forHead = head.isForHead();
    if (head.isChunked()) {
      body.beginChunked();
    } else {
      body.begin(head.contentLength());
    }
    to.head(head.coded(), encoder.end(), body.isOver());
    return length;
  }

  /** The lines of a trailer, and an empty one. */
  void trailer(Http2Stream to, byte[] lines, int length) {
    RequestHead head = to.requestHead();
    head.copyTrailer(lines, length);
    FieldEncoder encoder = to.encoder();
    encoder.begin(head.coded(), 0);
    head.encodeTrailer(encoder);
    to.head(head.coded(), encoder.end(), true);
  }
}
