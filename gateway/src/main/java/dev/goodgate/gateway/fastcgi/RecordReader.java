package dev.goodgate.gateway.fastcgi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.vocabulary.traffic.Defect;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Follows the records of an answer (FastCGI 3.3) through the pieces in which they arrive. Strict:
 * one version, one request, and no kind of record that nobody asked for.
 */
final class RecordReader {
  static final int HEADER = 8;
  static final int REQUEST = 1;

  private static final int VERSION = 1;
  private static final int END_REQUEST = 3;
  private static final int STDOUT = 6;
  private static final int STDERR = 7;
  private static final int END_LENGTH = 8;

  /** What the bytes are that {@link #read} has come upon. */
  enum Piece {
    NOTHING,
    STDOUT,
    STDERR
  }

  private long header;
  private int headerBytes;
  private int type;
  private int content;
  private int padding;
  private long end;
  private int endBytes;
  private boolean heard;
  private boolean ended;
  private Piece piece = Piece.NOTHING;
  private int from;
  private int to;
  private @Nullable Defect defect;

  /** For the answer to another request. */
  void begin() {
    headerBytes = content = padding = endBytes = 0;
    heard = ended = false;
    defect = null;
  }

  /**
   * Reads on, up to the end of one piece of content, which then stands between {@link #from} and
   * {@link #to}; returns how far it has come. Nothing behind the end of the request is read.
   */
  int read(MemorySegment bytes, int begin, int limit) {
    int at = begin;
    piece = Piece.NOTHING;
    while (at < limit && defect == null && !ended && piece == Piece.NOTHING) {
      if (headerBytes < HEADER) {
        takeHeader(bytes.get(JAVA_BYTE, at++) & 0xff);
      } else if (content > 0) {
        at = takeContent(bytes, at, Math.min(content, limit - at));
      } else {
        int skipped = Math.min(padding, limit - at);
        padding -= skipped;
        at += skipped;
      }
      if (headerBytes == HEADER && content == 0 && padding == 0) {
        headerBytes = 0;
        ended = endBytes == END_LENGTH;
      }
    }
    return at;
  }

  private void takeHeader(int octet) {
    header = header << 8 | octet;
    headerBytes++;
    if (headerBytes == 1 && octet != VERSION) {
      defect = !heard && octet == 'H' ? Defect.HTTP_FOR_FASTCGI : Defect.BAD_RECORD;
    }
    if (headerBytes == HEADER) {
      heard = true;
      type = (int) (header >>> 48) & 0xff;
      content = (int) (header >>> 16) & 0xffff;
      padding = (int) (header >>> 8) & 0xff;
      boolean known = type == STDOUT || type == STDERR || type == END_REQUEST;
      boolean mine = ((header >>> 32) & 0xffff) == REQUEST;
      if (!known || !mine || (type == END_REQUEST && content != END_LENGTH)) {
        defect = Defect.BAD_RECORD;
      }
    }
  }

  private int takeContent(MemorySegment bytes, int at, int count) {
    if (type == END_REQUEST) {
      end = end << 8 | (bytes.get(JAVA_BYTE, at) & 0xff);
      endBytes++;
      content--;
      return at + 1;
    }
    piece = type == STDOUT ? Piece.STDOUT : Piece.STDERR;
    from = at;
    to = at + count;
    content -= count;
    return to;
  }

  Piece piece() {
    return piece;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Whether any record has come. */
  boolean hasHeard() {
    return heard;
  }

  /** Whether the application has said that the request is over. */
  boolean isEnded() {
    return ended;
  }

  /** Once it is over: why, FastCGI 5.5. */
  int protocolStatus() {
    return (int) (end >>> 24) & 0xff;
  }

  @Nullable Defect defect() {
    return defect;
  }
}
