package dev.goodgate.gateway.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One element of a Forwarded field (RFC 7239 4): what one gateway has told. Empty texts were not.
 */
record ForwardedElement(String from, String proto, String host) {
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
  private static final Pattern PAIR =
      Pattern.compile(
          "("
              + TOKEN
              + ")=(?:("
              + TOKEN
              + ")|\"((?:[^\"\\\\]|\\\\[\\t -~])*)\")[ \\t]*([;,]?)[ \\t]*");

  /** Nothing where any of it is malformed, or there are more than {@code most}. */
  static List<ForwardedElement> read(String field, int most) {
    List<ForwardedElement> all = new ArrayList<>();
    Map<String, String> pairs = new TreeMap<>();
    Matcher pair = PAIR.matcher(field.strip());
    boolean ended = field.isBlank();
    while (!ended && pair.lookingAt()) {
      String value =
          pair.group(2) != null ? pair.group(2) : pair.group(3).replaceAll("\\\\(.)", "$1");
      boolean repeated = pairs.put(pair.group(1).toLowerCase(Locale.ROOT), value) != null;
      if (repeated || all.size() == most) {
        return List.of();
      }
      ended = pair.end() == pair.regionEnd();
      if (ended || pair.group(4).equals(",")) {
        all.add(
            new ForwardedElement(
                pairs.getOrDefault("for", ""),
                pairs.getOrDefault("proto", ""),
                pairs.getOrDefault("host", "")));
        pairs.clear();
      } else if (pair.group(4).isEmpty()) {
        return List.of();
      }
      if (ended && !pair.group(4).isEmpty()) {
        return List.of();
      }
      pair.region(pair.end(), pair.regionEnd());
    }
    return ended ? all : List.of();
  }
}
