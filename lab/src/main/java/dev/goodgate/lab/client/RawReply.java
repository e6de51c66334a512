package dev.goodgate.lab.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A reply as it came. {@code raw} is exact, one character a byte, interim replies not among it;
 * {@code body} has its chunks put together; {@code status} is 0 where no status line could be read.
 */
public record RawReply(
    String raw, int status, List<String> fields, String body, Completion completion) {
  /** How the reply ended. */
  public enum Completion {
    /** At the end that its head announced, or properly at the end of the stream. */
    WHOLE,
    /** The stream ended (FIN) before the announced end. */
    CUT,
    /** The connection was reset. */
    RESET,
    /** Nothing more came within the deadline. */
    SILENT,
    /** The framing of the body is malformed. */
    GARBLED;

    /** The name that scenarios and messages use. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RawReply {
    fields = List.copyOf(fields);
  }

  public boolean whole() {
    return completion == Completion.WHOLE;
  }

  public String statusLine() {
    int end = raw.indexOf("\r\n");
    return end < 0 ? raw : raw.substring(0, end);
  }

  /** The value of the first field of that name. */
  public Optional<String> field(String name) {
    return all(name).stream().findFirst();
  }

  /** The values of all fields of that name. */
  public List<String> all(String name) {
    String wanted = name.toLowerCase(Locale.ROOT) + ":";
    return fields.stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(wanted))
        .map(field -> field.substring(wanted.length()).strip())
        .toList();
  }
}
