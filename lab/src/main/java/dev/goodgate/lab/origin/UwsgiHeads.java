package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads packets of uWSGI's protocol, whose answers are plain HTTP. */
final class UwsgiHeads {
  private static final int HEAD = 4;

  private final InputStream in;

  UwsgiHeads(InputStream in) {
    this.in = in;
  }

  /** The variables of a packet as a head; absent where the stream ends first. */
  Optional<String> next() throws IOException {
    byte[] head = in.readNBytes(HEAD);
    if (head.length < HEAD) {
      return Optional.empty();
    }
    String variables = new String(in.readNBytes(half(new String(head, ISO_8859_1), 1)), ISO_8859_1);
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int at = 0; at < variables.length(); ) {
      int middle = end(variables, at);
      int end = end(variables, middle);
      pairs.put(variables.substring(at + 2, middle), variables.substring(middle + 2, end));
      at = end;
    }
    return Optional.of(CgiHead.of(pairs));
  }

  private static int end(String variables, int at) throws IOException {
    int end = at + 2 > variables.length() ? Integer.MAX_VALUE : at + 2 + half(variables, at);
    if (end > variables.length()) {
      throw new ProtocolException("a uwsgi packet that is cut");
    }
    return end;
  }

  /** The low byte comes first. */
  private static int half(String bytes, int at) {
    return bytes.charAt(at) | (bytes.charAt(at + 1) << 8);
  }
}
