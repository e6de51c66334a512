package dev.goodgate.trials.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The law of docs/vocabulary.md: retired words, and the names that may hold one all the same. */
record Words(Map<String, String> retired, Set<String> allowed) {
  /** Words that say nothing about what a class is. */
  static final Set<String> EMPTY =
      Set.of(
          "util",
          "utils",
          "helper",
          "helpers",
          "manager",
          "impl",
          "base",
          "abstract",
          "common",
          "misc",
          "data",
          "info",
          "service",
          "processor",
          "handler");

  static Words read(String vocabulary) {
    Map<String, String> retired = new TreeMap<>();
    for (List<String> row : MarkdownTable.under("The words", vocabulary)) {
      String word = row.get(0).replace("*", "");
      for (String old : row.get(2).split(",")) {
        // What stands in brackets is retired in one sense only, which no test can tell.
        if (!old.isBlank() && !old.contains("(")) {
          retired.put(old.strip(), word);
        }
      }
    }
    Set<String> allowed =
        MarkdownTable.under("Names that may hold a retired word", vocabulary).stream()
            .flatMap(row -> MarkdownTable.codes(row.get(0)).stream())
            .collect(Collectors.toUnmodifiableSet());
    return new Words(Collections.unmodifiableMap(retired), allowed);
  }

  /** What is wrong with a name: {@code Type} or {@code Type.accessor}. */
  Optional<String> complaint(String name) {
    if (allowed.contains(name)) {
      return Optional.empty();
    }
    String last = name.substring(name.lastIndexOf('.') + 1);
    String spoken = " " + String.join(" ", split(last)) + " ";
    return retired.entrySet().stream()
        .filter(each -> spoken.contains(" " + each.getKey() + " "))
        .map(each -> name + ": '" + each.getKey() + "' is retired, say " + each.getValue())
        .findFirst();
  }

  /** {@code HTTPOrigin2} says http, origin2. */
  static List<String> split(String camelCase) {
    String spaced =
        camelCase
            .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
            .replaceAll("([A-Z])([A-Z][a-z])", "$1 $2")
            .replace('_', ' ');
    return new ArrayList<>(Arrays.asList(spaced.toLowerCase(Locale.ROOT).split(" ")));
  }
}
