package dev.goodgate.lab.origin;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Hpack;
import java.net.ProtocolException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts heads together from HEADERS and CONTINUATION, one connection's, in order. */
final class Http2Heads {
  /** A head as if it had come in HTTP/1; {@code last}: no body follows. */
  record Head(String text, boolean last) {}

  private final Hpack.Decoder decoder = new Hpack.Decoder();
  private final StringBuilder block = new StringBuilder();
  private boolean within;
  private boolean last;

  /** Present where this frame ends a head. */
  Optional<Head> take(Frame frame) throws ProtocolException {
    boolean begins = frame.type() == Frame.HEADERS;
    if (!begins && frame.type() != Frame.CONTINUATION) {
      if (within) {
        throw new ProtocolException("a frame within a head");
      }
      return Optional.empty();
    }
    if (begins == within || block.length() > Hpack.MAX_SIZE) {
      throw new ProtocolException("a head within a head, or one without end");
    }
    if (begins) {
      last = frame.has(Frame.END_STREAM);
    }
    block.append(begins ? fragment(frame) : frame.payload());
    within = !frame.has(Frame.END_HEADERS);
    return within ? Optional.empty() : Optional.of(new Head(decoded(), last));
  }

  private static String fragment(Frame frame) throws ProtocolException {
    String payload = frame.payload();
    int begin = frame.has(Frame.WITH_PRIORITY) ? 5 : 0;
    int end = payload.length();
    if (frame.has(Frame.PADDED) && !payload.isEmpty()) {
      begin++;
      end -= payload.charAt(0);
    }
    if (begin > end) {
      throw new ProtocolException("a head that is shorter than its padding");
    }
    return payload.substring(begin, end);
  }

  private String decoded() throws ProtocolException {
    List<Field> fields = decoder.decode(block.toString());
    block.setLength(0);
    String lines =
        fields.stream()
            .filter(field -> !field.name().startsWith(":"))
            .map(field -> field.name() + ": " + field.value() + "\r\n")
            .collect(Collectors.joining());
    String first = pseudo(fields, ":method") + " " + pseudo(fields, ":path") + " HTTP/2\r\n";
    String host = pseudo(fields, ":authority");
    return first + (host.isEmpty() ? "" : "host: " + host + "\r\n") + lines + "\r\n";
  }

  private static String pseudo(List<Field> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }
}
