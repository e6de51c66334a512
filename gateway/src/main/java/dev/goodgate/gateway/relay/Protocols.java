package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Field;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The protocols that Upgrade fields name (RFC 9110 7.8), in lower case. */
final class Protocols {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+(/[a-z0-9!#$%&'*+.^_`|~-]+)?");
  private static final int MOST = 8;

  private Protocols() {}

  /**
   * Those that a client asks for and may have: none where one is malformed. HTTP/2 is not among
   * them, since requests in it would be seen by nobody; it was once asked for so, and RFC 9113 3.1
   * has done away with that.
   */
  static List<String> asked(Head request) {
    List<String> all = new ArrayList<>(named(request));
    boolean malformed = all.size() > MOST || !all.stream().allMatch(NAME.asMatchPredicate());
    all.removeIf(each -> each.equals("h2c") || each.startsWith("h2c/"));
    return malformed ? List.of() : List.copyOf(all);
  }

  /** Whether the endpoint has switched to nothing but what it was asked for. */
  static boolean areAmong(List<String> asked, Head reply) {
    List<String> chosen = reply.fields().upgrade() < 0 ? List.of() : named(reply);
    return !chosen.isEmpty() && asked.containsAll(chosen);
  }

  private static List<String> named(Head head) {
    Fields fields = head.fields();
    List<String> all = new ArrayList<>();
    for (int i = fields.upgrade(); i < fields.count(); i++) {
      if (fields.kind(i) == Field.UPGRADE) {
        int from = fields.valueStart(i);
        int length = fields.valueEnd(i) - from;
        String value = new String(head.bytes(), from, length, StandardCharsets.ISO_8859_1);
        for (String each : value.toLowerCase(Locale.ROOT).split(",", -1)) {
          all.add(each.strip());
        }
      }
    }
    all.removeIf(String::isEmpty);
    return all;
  }
}
