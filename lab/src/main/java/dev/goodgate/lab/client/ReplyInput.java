package dev.goodgate.lab.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.client.RawReply.Completion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one reply off a stream, keeping every byte of it and noting how it ended. */
final class ReplyInput {
  /** More than any test should be sent; reaching it counts as garbled. */
  private static final int MAX_REPLY = 64 << 20;

  private final InputStream in;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable Completion broken;

  ReplyInput(InputStream in) {
    this.in = in;
  }

  /**
   * {@code toHead}: the reply answers a HEAD request, and has no body whatever it announces; {@code
   * switching}: it answers one who has asked for another protocol, and whatever is said in that
   * counts as its body.
   */
  RawReply read(boolean toHead, boolean switching) {
    List<String> head = head();
    int status = status(head);
    while (broken == null && status >= 100 && status < 200 && status != 101) {
      raw.reset();
      head = head();
      status = status(head);
    }
    List<String> fields = head.isEmpty() ? head : head.subList(1, head.size());
    if (broken == null && status == 101 && switching) {
      take(MAX_REPLY, false);
    }
    if (broken == null && !toHead && status != 101 && status != 204 && status != 304) {
      body(fields);
    }
    return new RawReply(
        raw.toString(ISO_8859_1),
        status,
        fields,
        body.toString(ISO_8859_1),
        broken == null ? Completion.WHOLE : broken);
  }

  private List<String> head() {
    for (String line = line(); broken == null && !line.isEmpty(); ) {
      line = line();
    }
    return raw.toString(ISO_8859_1).lines().filter(line -> !line.isEmpty()).toList();
  }

  private void body(List<String> fields) {
    String coding = value(fields, "transfer-encoding");
    String length = value(fields, "content-length");
    if (coding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
      chunks();
    } else if (length.matches("\\d{1,9}")) {
      take(Integer.parseInt(length), true);
    } else if (length.isEmpty()) {
      take(MAX_REPLY, false);
    } else {
      broken = Completion.GARBLED;
    }
  }

  private void chunks() {
    while (broken == null) {
      String size = line();
      if (broken == null && !size.matches("[0-9a-fA-F]{1,7}(;.*)?")) {
        broken = Completion.GARBLED;
      }
      if (broken != null) {
        return;
      }
      int bytes = Integer.parseInt(size.split(";", 2)[0], 16);
      if (bytes == 0) {
        for (String trailer = line(); broken == null && !trailer.isEmpty(); ) {
          trailer = line();
        }
        return;
      }
      take(bytes, true);
      if (broken == null && !line().isEmpty()) {
        broken = Completion.GARBLED;
      }
    }
  }

  /** {@code announced}: an end of the stream before {@code bytes} is a cut, not the end. */
  private void take(int bytes, boolean announced) {
    for (int left = bytes; left > 0; left--) {
      int next = next();
      if (next < 0) {
        if (broken == Completion.CUT && !announced) {
          broken = null;
        }
        return;
      }
      body.write(next);
    }
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (int next = next(); next >= 0 && next != '\n'; next = next()) {
      line.append((char) next);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  /** The next byte; -1 sets {@link #broken}. */
  private int next() {
    try {
      int next = in.read();
      if (next < 0) {
        broken = Completion.CUT;
      } else if (raw.size() >= MAX_REPLY) {
        broken = Completion.GARBLED;
        return -1;
      } else {
        raw.write(next);
      }
      return next;
    } catch (SocketTimeoutException late) {
      broken = Completion.SILENT;
    } catch (SocketException reset) {
      broken = Completion.RESET;
    } catch (IOException other) {
      broken = Completion.RESET;
    }
    return -1;
  }

  private static int status(List<String> head) {
    String line = head.isEmpty() ? "" : head.getFirst();
    return line.matches("HTTP/1\\.[01] \\d{3}( .*)?") ? Integer.parseInt(line.substring(9, 12)) : 0;
  }

  private static String value(List<String> fields, String name) {
    return fields.stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(field -> field.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }
}
