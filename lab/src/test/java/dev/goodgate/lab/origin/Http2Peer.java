package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.FrameInput;
import dev.goodgate.lab.http2.Hpack;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A client of HTTP/2 that does nothing unasked: no SETTINGS but the first, no windows. */
final class Http2Peer implements AutoCloseable {
  private final RawClient client;
  private final Hpack.Decoder decoder = new Hpack.Decoder();
  private final FrameInput frames = new FrameInput(new Bytes());
  private final List<Frame> seen = new ArrayList<>();

  Http2Peer(InetSocketAddress address, Duration patience) throws IOException {
    client = RawClient.connect(address, patience);
    client.send(Frame.PREFACE);
    send(new Frame(Frame.SETTINGS, 0, 0, ""));
  }

  void send(Frame frame) throws IOException {
    client.send(frame.bytes());
  }

  void get(int stream, String path) throws IOException {
    ask(stream, "GET", path, Frame.END_STREAM);
  }

  /** The body is to follow. */
  void post(int stream, String path) throws IOException {
    ask(stream, "POST", path, 0);
  }

  /** The next frame that is wanted; absent at the end, the reset or silence. */
  Optional<Frame> next(Predicate<Frame> wanted) throws IOException {
    for (Optional<Frame> next = next(); next.isPresent(); next = next()) {
      if (wanted.test(next.get())) {
        return next;
      }
    }
    return Optional.empty();
  }

  Optional<Frame> next(int type) throws IOException {
    return next(frame -> frame.type() == type);
  }

  /** The status of the next head. */
  String status() throws IOException {
    Frame head = next(Frame.HEADERS).orElseThrow(() -> new IOException("no head, but " + seen));
    List<Field> fields = decoder.decode(head.payload());
    return fields.getFirst().name().equals(":status") ? fields.getFirst().value() : "none";
  }

  /** All DATA of a stream up to its end, or up to where it breaks off. */
  String body(int stream) throws IOException {
    StringBuilder body = new StringBuilder();
    for (Optional<Frame> next = next(of(stream)); next.isPresent(); next = next(of(stream))) {
      body.append(next.get().payload());
      if (next.get().has(Frame.END_STREAM)) {
        return body + "$";
      }
    }
    return body.toString();
  }

  List<Frame> seen() {
    return seen;
  }

  boolean endsNext() throws IOException {
    return client.endsNext();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static Predicate<Frame> of(int stream) {
    return frame -> frame.type() == Frame.DATA && frame.stream() == stream;
  }

  private Optional<Frame> next() throws IOException {
    try {
      Optional<Frame> frame = frames.next();
      frame.ifPresent(seen::add);
      return frame;
    } catch (SocketException reset) {
      return Optional.empty();
    }
  }

  private void ask(int stream, String method, String path, int flags) throws IOException {
    String block =
        Hpack.literal(
            List.of(
                new Field(":method", method),
                new Field(":scheme", "http"),
                new Field(":authority", "lab.test"),
                new Field(":path", path)));
    send(new Frame(Frame.HEADERS, Frame.END_HEADERS | flags, stream, block));
  }

  /** What comes, until the end or silence. */
  private final class Bytes extends InputStream {
    @Override
    public int read() throws IOException {
      String next = client.bytes(1);
      return next.isEmpty() ? -1 : next.charAt(0);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      byte[] bytes = client.bytes(length).getBytes(ISO_8859_1);
      System.arraycopy(bytes, 0, into, offset, bytes.length);
      return bytes.length == 0 ? -1 : bytes.length;
    }
  }
}
