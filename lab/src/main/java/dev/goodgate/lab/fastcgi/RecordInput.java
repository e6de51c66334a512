package dev.goodgate.lab.fastcgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/**
 * Reads records off a connection; the format itself bounds them to 64 KiB.
 *
 * <p>The last byte of an empty record says nothing, and is left until there is more to read: where
 * only unread bytes make a close a reset, it does.
 */
public final class RecordInput {
  /** Without the reserved byte at its end. */
  private static final int HEAD = 7;

  private final InputStream in;
  private boolean owed;

  public RecordInput(InputStream in) {
    this.in = in;
  }

  /** Absent where the stream ends first, be it within a record. */
  public Optional<CgiRecord> next() throws IOException {
    settle();
    byte[] head = in.readNBytes(HEAD);
    if (head.length < HEAD) {
      return Optional.empty();
    }
    if (head[0] != CgiRecord.VERSION) {
      throw new ProtocolException("FastCGI of version " + (head[0] & 0xff));
    }
    owed = true;
    int length = half(head, 4);
    int padding = head[6] & 0xff;
    if (length + padding > 0) {
      settle();
    }
    byte[] rest = in.readNBytes(length + padding);
    return rest.length < length + padding
        ? Optional.empty()
        : Optional.of(
            new CgiRecord(
                CgiRecord.VERSION,
                head[1] & 0xff,
                half(head, 2),
                new String(rest, 0, length, ISO_8859_1),
                padding));
  }

  /** Reads what was left unread of the last record. */
  public void settle() throws IOException {
    if (owed) {
      owed = in.read() < 0;
    }
  }

  private static int half(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
