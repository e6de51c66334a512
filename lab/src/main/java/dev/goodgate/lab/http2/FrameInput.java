package dev.goodgate.lab.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/** Reads frames off a connection, none larger than RFC 9113 lets a peer send unasked. */
public final class FrameInput {
  public static final int MAX_PAYLOAD = 16 * 1024;

  private static final int HEAD = 9;

  private final InputStream in;

  public FrameInput(InputStream in) {
    this.in = in;
  }

  /** Whether the next bytes are the preface of a client. */
  public boolean preface() throws IOException {
    return exactly(Frame.PREFACE.length()).filter(Frame.PREFACE::equals).isPresent();
  }

  /** Absent where the stream ends first, be it within a frame. */
  public Optional<Frame> next() throws IOException {
    Optional<String> read = exactly(HEAD);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    String head = read.get();
    int length = (head.charAt(0) << 16) | Frame.half(head, 1);
    if (length > MAX_PAYLOAD) {
      throw new ProtocolException("a frame of " + length + " bytes");
    }
    int stream = ((Frame.half(head, 5) & 0x7fff) << 16) | Frame.half(head, 7);
    return exactly(length)
        .map(payload -> new Frame(head.charAt(3), head.charAt(4), stream, payload));
  }

  private Optional<String> exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    return bytes.length < count ? Optional.empty() : Optional.of(new String(bytes, ISO_8859_1));
  }
}
