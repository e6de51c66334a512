package dev.goodgate.dialects.goodgate;

/** What to write instead, where a plan's own values are what YAML stumbles over. */
final class YamlAdvice {
  private static final int LOOKED_AT = 400;

  private YamlAdvice() {}

  static String on(String whole) {
    String line = whole.substring(0, Math.min(LOOKED_AT, whole.length()));
    if (line.matches("\\s*\\t.*")) {
      return "blanks in front of a line, where a tab stands";
    }
    if (line.matches(".*[:,\\[]\\s*\\*\\..*")) {
      return "a host that begins with * in quotes, as in \"*.example.com\"";
    }
    if (line.matches(".*\\[[0-9a-fA-F]*:.*\\].*")) {
      return "an IPv6 address in quotes, as in \"[::1]:8080\"";
    }
    return "YAML 1.2; text that holds one of *&!%@`[]{}#: in a special place stands in quotes";
  }
}
