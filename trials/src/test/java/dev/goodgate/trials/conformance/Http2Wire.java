package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.FrameInput;
import dev.goodgate.lab.http2.Hpack;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of HTTP/2 that can send any wrong frame, and sees every frame it is sent. */
final class Http2Wire implements AutoCloseable {
  private final Socket socket;
  private final FrameInput in;
  private final Hpack.Decoder heads = new Hpack.Decoder();
  private final List<String> log = new ArrayList<>();
  private boolean acknowledges = true;

  private Http2Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(Wire.PATIENCE.toMillis()));
    in = new FrameInput(socket.getInputStream());
  }

  /** Connected, and nothing said. */
  static Http2Wire silent(InetSocketAddress address) throws IOException {
    return new Http2Wire(new Socket(address.getAddress(), address.getPort()));
  }

  /** As above, with so small a receive buffer that one who sends soon feels it. */
  static Http2Wire narrow(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 * 1_024);
    socket.connect(address);
    return new Http2Wire(socket).greet("");
  }

  /** Greeted, and these settings of ours acknowledged. */
  static Http2Wire greeted(InetSocketAddress address, String... settings) throws IOException {
    Http2Wire wire = silent(address).greet(String.join("", settings));
    wire.until(frame -> frame.type() == Frame.SETTINGS && frame.has(Frame.ACK));
    return wire;
  }

  /** Greeted, over what was agreed on in a handshake. */
  static Http2Wire over(Socket socket) throws IOException {
    return new Http2Wire(socket).greet("");
  }

  private Http2Wire greet(String settings) throws IOException {
    return send(Frame.PREFACE).frame(Frame.SETTINGS, 0, 0, settings);
  }

  // ---- sending

  Http2Wire send(String bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException closedAlready) {
      // what it said before it closed is there to be read
    }
    return this;
  }

  Http2Wire frame(int type, int flags, int stream, String payload) throws IOException {
    return send(new Frame(type, flags, stream, payload).bytes());
  }

  /** A whole request without a body. */
  Http2Wire get(int stream) throws IOException {
    return ask(stream, fields());
  }

  Http2Wire ask(int stream, List<Field> fields) throws IOException {
    return head(stream, Frame.END_STREAM | Frame.END_HEADERS, fields);
  }

  /** A request whose body follows. */
  Http2Wire post(int stream, Field... more) throws IOException {
    List<Field> fields = fields(more);
    fields.set(0, new Field(":method", "POST"));
    return head(stream, Frame.END_HEADERS, fields);
  }

  Http2Wire head(int stream, int flags, List<Field> fields) throws IOException {
    return frame(Frame.HEADERS, flags, stream, Hpack.literal(fields));
  }

  Http2Wire data(int stream, int flags, String payload) throws IOException {
    return frame(Frame.DATA, flags, stream, payload);
  }

  Http2Wire settings(int id, int value) throws IOException {
    return frame(Frame.SETTINGS, 0, 0, Frame.setting(id, value));
  }

  /** The fields of a plain GET, and more behind them. */
  static List<Field> fields(Field... more) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                new Field(":method", "GET"),
                new Field(":scheme", "http"),
                new Field(":path", "/"),
                new Field(":authority", LiveGateway.HOST)));
    fields.addAll(List.of(more));
    return fields;
  }

  /** As {@link #fields}, with one of them changed; an empty value takes it away. */
  static List<Field> but(String name, String value) {
    List<Field> fields = fields();
    fields.replaceAll(field -> field.name().equals(name) ? new Field(name, value) : field);
    fields.removeIf(field -> field.name().equals(name) && value.isEmpty());
    return fields;
  }

  // ---- receiving

  /** The next frame; empty where the connection ends. */
  Optional<Frame> next() throws IOException {
    Optional<Frame> next;
    try {
      next = in.next();
    } catch (java.net.SocketException reset) {
      next = Optional.empty();
    }
    if (next.isPresent()) {
      Frame frame = next.get();
      log.add(frame.type() + "/" + frame.flags() + " on " + frame.stream());
      if (acknowledges && frame.type() == Frame.SETTINGS && !frame.has(Frame.ACK)) {
        frame(Frame.SETTINGS, Frame.ACK, 0, "");
      }
    } else {
      log.add("end");
    }
    return next;
  }

  interface Wanted {
    boolean is(Frame frame);
  }

  /** The first frame that is wanted; what comes before is passed over, but for what heads teach. */
  Frame until(Wanted wanted) throws IOException {
    for (Optional<Frame> next = next(); next.isPresent(); next = next()) {
      Frame frame = next.get();
      if (wanted.is(frame)) {
        return frame;
      }
      if (frame.type() == Frame.HEADERS && frame.has(Frame.END_HEADERS)) {
        heads.decode(frame.payload());
      }
    }
    throw new AssertionError("the connection ended: " + log);
  }

  /** The fields of the next head on the stream. */
  List<Field> reply(int stream) throws IOException {
    Frame frame =
        until(each ->
            each.stream() == stream
                && (each.type() == Frame.HEADERS || each.type() == Frame.RST_STREAM));
    assertThat(frame.type()).as("a head, not a reset: " + log).isEqualTo(Frame.HEADERS);
    return heads.decode(frame.payload());
  }

  /** The fields of a frame that was read by {@link #until}. */
  List<Field> decode(Frame head) throws IOException {
    return heads.decode(head.payload());
  }

  void answers(int stream, String status) throws IOException {
    assertThat(reply(stream)).contains(new Field(":status", status));
  }

  /** The data of a stream to its end. */
  String body(int stream) throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      Frame frame =
          until(each ->
              each.stream() == stream
                  && (each.type() == Frame.DATA || each.type() == Frame.RST_STREAM));
      assertThat(frame.type()).as("data, not a reset: " + log).isEqualTo(Frame.DATA);
      body.append(frame.payload());
      if (frame.has(Frame.END_STREAM)) {
        return body.toString();
      }
    }
  }

  /** The whole connection is given up, and this is why. */
  void isLeftFor(Frame.Code code) throws IOException {
    Frame goAway = until(frame -> frame.type() == Frame.GOAWAY);
    assertThat(goAway.number(4)).as("GOAWAY's code: " + log).isEqualTo(number(code));
    for (Optional<Frame> next = next(); next.isPresent(); next = next()) {
      // until it is closed
    }
  }

  /** One stream is given up, and this is why; the connection goes on. */
  void isReset(int stream, Frame.Code code) throws IOException {
    Frame reset =
        until(frame ->
            frame.type() == Frame.GOAWAY
                || (frame.type() == Frame.RST_STREAM && frame.stream() == stream));
    assertThat(reset.type()).as("a reset: " + log).isEqualTo(Frame.RST_STREAM);
    assertThat(reset.number(0)).as("RST_STREAM's code: " + log).isEqualTo(number(code));
    isAlive();
  }

  /** It answers a ping, so nothing was wrong with the connection. */
  void isAlive() throws IOException {
    frame(Frame.PING, 0, 0, "all well");
    Frame answer = until(frame -> frame.type() == Frame.PING && frame.has(Frame.ACK));
    assertThat(answer.payload()).isEqualTo("all well");
  }

  /** The number behind a code, as a frame of the lab's has it. */
  private static long number(Frame.Code code) {
    return Frame.goAway(0, code).number(4);
  }

  Socket socket() {
    return socket;
  }

  Http2Wire withoutAcknowledging() {
    acknowledges = false;
    return this;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
