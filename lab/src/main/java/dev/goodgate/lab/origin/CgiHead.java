package dev.goodgate.lab.origin;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Words the variables of a CGI request as a head of HTTP/1.0, which knows no keep-alive. */
final class CgiHead {
  private static final String FIELD = "HTTP_";
  private static final Set<String> NOT_OURS = Set.of("HTTP_CONNECTION", "HTTP_CONTENT_LENGTH");

  private CgiHead() {}

  static String of(Map<String, String> variables) {
    String target =
        variables.getOrDefault("REQUEST_URI", variables.getOrDefault("SCRIPT_NAME", "/"));
    return variables.getOrDefault("REQUEST_METHOD", "GET")
        + " "
        + line(target)
        + " HTTP/1.0\r\n"
        + variables.entrySet().stream()
            .map(each -> line(name(each.getKey()) + ": " + each.getValue()) + "\r\n")
            .collect(Collectors.joining())
        + "\r\n";
  }

  /** How the client and its gateway keep their connection, or count, is none of ours. */
  private static String name(String variable) {
    boolean field = variable.startsWith(FIELD) && !NOT_OURS.contains(variable);
    return field || variable.equals("CONTENT_LENGTH")
        ? variable.replaceFirst(FIELD, "").replace('_', '-').toLowerCase(Locale.ROOT)
        : variable;
  }

  private static String line(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }
}
