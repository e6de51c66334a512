package dev.goodgate.lab.fastcgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/** Reads records off a connection; the format itself bounds them to 64 KiB. */
public final class RecordInput {
  private static final int HEAD = 8;

  private final InputStream in;

  public RecordInput(InputStream in) {
    this.in = in;
  }

  /** Absent where the stream ends first, be it within a record. */
  public Optional<CgiRecord> next() throws IOException {
    byte[] head = in.readNBytes(HEAD);
    if (head.length < HEAD) {
      return Optional.empty();
    }
    if (head[0] != CgiRecord.VERSION) {
      throw new ProtocolException("FastCGI of version " + (head[0] & 0xff));
    }
    int length = half(head, 4);
    int padding = head[6] & 0xff;
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

  private static int half(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
