package dev.goodgate.app.why;

import dev.goodgate.app.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads what a gateway told, made safe for a terminal. */
final class Reading {
  private static final int MAX_TEXT = 2_000;

  private Reading() {}

  /** Empty where there is none. */
  static String text(JsonNode tree, String name) {
    return shown(tree.path(name).asString(""));
  }

  /** Lines that may be broken, such as a diff. */
  static List<String> lines(JsonNode tree, String name) {
    return tree.path(name).asString("").lines().limit(40).map(Reading::shown).toList();
  }

  static String span(JsonNode tree, String name) {
    return span(tree.path(name).asDouble(0));
  }

  static String span(double millis) {
    if (millis >= 100_000) {
      return String.format(Locale.ROOT, "%.1f min", millis / 60_000);
    }
    if (millis >= 1_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }
    String form = millis >= 10 ? "%.0f ms" : millis >= 1 ? "%.1f ms" : "%.2f ms";
    return String.format(Locale.ROOT, form, millis);
  }

  static String bytes(JsonNode tree, String name) {
    long count = tree.path(name).asLong(0);
    return count == 1 ? "1 byte" : count + " bytes";
  }

  static String share(JsonNode suspect) {
    return Math.round(suspect.path("confidence").asDouble(0) * 100) + " %";
  }

  private static String shown(String text) {
    return Terminal.printable(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
  }
}
