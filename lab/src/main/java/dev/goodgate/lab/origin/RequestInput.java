package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.fault.Asked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads requests off a connection, exactly and within bounds. It is lenient: it only has to end.
 *
 * <p>Where only unread bytes make a close a reset, the last byte of a request is known before it is
 * read, and is left until there is more to read.
 */
final class RequestInput {
  private static final int MAX_HEAD = 128 * 1024;

  private final InputStream in;
  private final boolean lingering;
  private long received;
  private boolean owed;

  /** {@code lingering}: leaves the last byte of what is known to come unread. */
  RequestInput(InputStream in, boolean lingering) {
    this.in = in;
    this.lingering = lingering;
  }

  /** All bytes so far. */
  long received() {
    return received;
  }

  /** What follows, for who reads other things than requests of HTTP/1; counted as well. */
  InputStream rest() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return RequestInput.this.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        received += Math.max(0, count);
        return count;
      }
    };
  }

  /** Up to the empty line; absent where the stream ended first or a bound was met. */
  Optional<String> head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int line = 0;
    for (int next = read(); next >= 0 && head.size() < MAX_HEAD; next = read()) {
      head.write(next);
      if (next == '\n') {
        if (line == 0) {
          return Optional.of(head.toString(ISO_8859_1));
        }
        line = 0;
      } else if (lingering && next == '\r' && line == 0) {
        owed = true;
        received++;
        return Optional.of(head.toString(ISO_8859_1) + "\n");
      } else if (next != '\r') {
        line++;
      }
    }
    return Optional.empty();
  }

  /** Reads at most {@code limit} bytes of the body that {@code asked} announced. */
  long body(Asked asked, long limit) throws IOException {
    if (asked.field("transfer-encoding").isPresent()) {
      return chunks(limit);
    }
    return skip(Math.min(announced(asked), limit));
  }

  /** By a plain length; what comes in chunks is not known before it is there. */
  long announced(Asked asked) {
    return asked.field("content-length").map(RequestInput::number).orElse(0L);
  }

  /** Takes the byte that was left. */
  void settle() throws IOException {
    if (owed) {
      owed = false;
      int left = in.read();
      assert left != 0;
    }
  }

  /** Reads until the other side ends its stream. */
  void drain() throws IOException {
    long taken = skip(Long.MAX_VALUE);
    assert taken >= 0;
  }

  private long chunks(long limit) throws IOException {
    long taken = 0;
    while (taken < limit) {
      long size = chunkSize(line());
      if (size <= 0) {
        for (String trailer = line(); !trailer.isEmpty(); ) {
          trailer = line();
        }
        return taken;
      }
      taken += skip(Math.min(size, limit - taken));
      if (taken < limit) {
        line();
      }
    }
    return taken;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = read(); next >= 0 && next != '\n' && line.length() < MAX_HEAD; next = read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  long skip(long bytes) throws IOException {
    byte[] piece = new byte[8 * 1024];
    boolean last = lingering && bytes > 0 && bytes < Long.MAX_VALUE;
    long wanted = last ? bytes - 1 : bytes;
    long taken = 0;
    if (bytes > 0) {
      settle();
    }
    while (taken < wanted) {
      int count = in.read(piece, 0, (int) Math.min(piece.length, wanted - taken));
      if (count < 0) {
        return taken;
      }
      taken += count;
      received += count;
    }
    if (last) {
      owed = true;
      received++;
      taken++;
    }
    return taken;
  }

  private int read() throws IOException {
    settle();
    int next = in.read();
    if (next >= 0) {
      received++;
    }
    return next;
  }

  private static long chunkSize(String line) {
    int end = line.indexOf(';');
    try {
      return Long.parseLong(end < 0 ? line : line.substring(0, end).strip(), 16);
    } catch (NumberFormatException notChunked) {
      return 0;
    }
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
