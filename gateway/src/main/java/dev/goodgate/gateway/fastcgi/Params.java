package dev.goodgate.gateway.fastcgi;

/**
 * Puts the beginning of a request together: BEGIN_REQUEST, then name-value pairs (FastCGI 3.4) in
 * records of PARAMS. No pair is split over two records, which php-fpm could not read. Made once for
 * a loop; what does not fit is marked, not cut.
 */
final class Params {
  /** More than a head that is let through may come to, unless its target is repeated too often. */
  static final int MAX = 80 * 1024;

  private static final int MAX_CONTENT = 0xffff;
  private static final byte BEGIN_REQUEST = 1;
  private static final byte PARAMS = 4;
  private static final byte STDIN = 5;
  private static final byte RESPONDER = 1;
  private static final byte KEEP_CONN = 1;

  private final byte[] bytes = new byte[MAX];
  private int length;
  private int record;
  private boolean overflowed;

  /** {@code keep} asks the application to leave the connection open. */
  Params begin(boolean keep) {
    length = 0;
    overflowed = false;
    header(bytes, 0, BEGIN_REQUEST, 8, 0);
    length = RecordReader.HEADER;
    put((byte) 0).put(RESPONDER).put(keep ? KEEP_CONN : 0);
    length = 2 * RecordReader.HEADER;
    for (int at = RecordReader.HEADER + 3; at < length; at++) {
      bytes[at] = 0;
    }
    openRecord();
    return this;
  }

  void pair(byte[] name, byte[] value) {
    pair(name, value, 0, value.length);
  }

  void pair(byte[] name, byte[] value, int from, int to) {
    open(name, name.length, to - from);
    put(value, from, to);
  }

  /** Begins a pair, of whose value so many bytes are then {@link #put}. */
  void open(byte[] name, int nameLength, int valueLength) {
    int need = 8 + nameLength + valueLength;
    if (need > MAX_CONTENT || need > bytes.length - length - 3 * RecordReader.HEADER) {
      overflowed = true;
      return;
    }
    if (length - record - RecordReader.HEADER + need > MAX_CONTENT) {
      closeRecord();
      openRecord();
    }
    putLength(nameLength);
    putLength(valueLength);
    put(name, 0, nameLength);
  }

  private void putLength(int count) {
    if (count > 0x7f) {
      put((byte) (count >>> 24 | 0x80)).put((byte) (count >>> 16)).put((byte) (count >>> 8));
    }
    put((byte) count);
  }

  Params put(byte single) {
    if (!overflowed) {
      bytes[length++] = single;
    }
    return this;
  }

  Params put(byte[] from, int begin, int end) {
    if (!overflowed) {
      System.arraycopy(from, begin, bytes, length, end - begin);
      length += end - begin;
    }
    return this;
  }

  /** Ends the pairs; {@code more} leaves room for others, which {@link #last} writes. */
  void end(boolean more) {
    closeRecord();
    if (!more) {
      openRecord();
      closeRecord();
    }
  }

  /** One pair alone, and the end, for pairs that were ended with more to come. */
  void last(byte[] name, byte[] value) {
    length = 0;
    overflowed = false;
    openRecord();
    pair(name, value);
    end(false);
  }

  private void openRecord() {
    record = length;
    length += RecordReader.HEADER;
  }

  private void closeRecord() {
    int content = length - record - RecordReader.HEADER;
    int padding = -content & 7;
    header(bytes, record, PARAMS, content, padding);
    for (int i = 0; i < padding; i++) {
      bytes[length++] = 0;
    }
  }

  private static void header(byte[] to, int at, byte type, int content, int padding) {
    to[at] = 1;
    to[at + 1] = type;
    to[at + 2] = 0;
    to[at + 3] = RecordReader.REQUEST;
    to[at + 4] = (byte) (content >>> 8);
    to[at + 5] = (byte) content;
    to[at + 6] = (byte) padding;
    to[at + 7] = 0;
  }

  /** The head of a record of STDIN; an empty one ends it. */
  static void stdin(byte[] header, int content) {
    header(header, 0, STDIN, content, 0);
  }

  /** Whether something did not fit: the request must not be sent. */
  boolean isOverflowed() {
    return overflowed;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
