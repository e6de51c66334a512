package dev.goodgate.trials.conformance;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.FrameInput;
import dev.goodgate.lab.http2.Hpack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One connection of an {@link ActingOrigin} at which HTTP/2 is spoken, frame by frame. */
final class Http2Part {
  private final Wire wire;
  private final FrameInput in;
  private final Hpack.Decoder heads = new Hpack.Decoder();
  private final List<Frame> seen = new ArrayList<>();

  private Http2Part(Wire wire) {
    this.wire = wire;
    in = new FrameInput(wire.in());
  }

  /** Takes the preface, and tells {@code settings}: ids and values. */
  static Http2Part begin(Wire wire, int... settings) throws IOException {
    Http2Part part = new Http2Part(wire);
    if (!part.in.preface()) {
      throw new IOException("no preface");
    }
    StringBuilder payload = new StringBuilder();
    for (int i = 0; i < settings.length; i += 2) {
      payload.append(Frame.setting(settings[i], settings[i + 1]));
    }
    return part.send(new Frame(Frame.SETTINGS, 0, 0, payload.toString()));
  }

  Http2Part send(Frame frame) throws IOException {
    wire.send(frame.bytes());
    return this;
  }

  /** The next frame, or an exception at the end. */
  Frame next() throws IOException {
    Frame frame = in.next().orElseThrow(() -> new IOException("ended"));
    seen.add(frame);
    return frame;
  }

  /** The next frame of a type, the others passed over. */
  Frame next(int type) throws IOException {
    Frame frame = next();
    while (frame.type() != type) {
      frame = next();
    }
    return frame;
  }

  /** The next request's head, passed over all else; every head must be read in order. */
  Frame request() throws IOException {
    return next(Frame.HEADERS);
  }

  /** What a head says, a line a field. */
  List<String> fields(Frame head) throws IOException {
    return heads.decode(head.payload()).stream()
        .map(field -> field.name() + ": " + field.value())
        .toList();
  }

  /** The body of a stream, up to its end; a trailer's lines stand behind it. */
  String body(Frame head) throws IOException {
    StringBuilder body = new StringBuilder();
    boolean ended = head.has(Frame.END_STREAM);
    while (!ended) {
      Frame frame = next();
      ended = frame.stream() == head.stream() && frame.has(Frame.END_STREAM);
      if (frame.type() == Frame.DATA) {
        body.append(frame.payload());
        ended &= true;
      } else if (frame.type() == Frame.HEADERS) {
        body.append(fields(frame));
      } else if (frame.type() == Frame.SETTINGS) {
        ended = false; // its acknowledgement has the same flag
      }
    }
    return body.toString();
  }

  /** {@code fields} are names and values; the first value is the status. */
  Http2Part head(int stream, boolean last, String... fields) throws IOException {
    List<Field> all = new ArrayList<>();
    for (int i = 0; i < fields.length; i += 2) {
      all.add(new Field(fields[i], fields[i + 1]));
    }
    int flags = Frame.END_HEADERS | (last ? Frame.END_STREAM : 0);
    return send(new Frame(Frame.HEADERS, flags, stream, Hpack.literal(all)));
  }

  Http2Part data(int stream, boolean last, String text) throws IOException {
    return send(new Frame(Frame.DATA, last ? Frame.END_STREAM : 0, stream, text));
  }

  /** A whole reply of 200. */
  Http2Part answer(int stream, String body) throws IOException {
    String length = String.valueOf(body.length());
    return head(stream, false, ":status", "200", "content-length", length).data(stream, true, body);
  }

  /** The frames of these types that have come, in short. */
  Optional<Frame> seen(int type) {
    return seen.stream().filter(each -> each.type() == type).findFirst();
  }

  long count(Integer... types) {
    return seen.stream().filter(each -> Arrays.asList(types).contains(each.type())).count();
  }
}
