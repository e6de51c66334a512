package dev.goodgate.dialects.goodgate;

import java.util.List;

/**
 * What was written, before anyone asks what it means: words, lists, mappings, each with its spot.
 */
sealed interface Written {
  Spot spot();

  /** A word as YAML understands it, quotes and escapes undone. */
  record Word(String text, boolean plain, Spot spot) implements Written {
    /** YAML's ways of writing nothing. */
    boolean saysNothing() {
      return plain
          && (text.isEmpty() || text.equals("~") || text.equals("null") || text.equals("Null"));
    }
  }

  record Sequence(List<Written> items, Spot spot) implements Written {}

  /** Keys may repeat: who reads it complains. */
  record Mapping(List<Entry> entries, Spot spot) implements Written {}

  record Entry(Word key, Written value) {}

  default String kind() {
    return switch (this) {
      case Word word -> word.saysNothing() ? "nothing" : "a word";
      case Sequence sequence -> "a list";
      case Mapping mapping -> "a mapping";
    };
  }
}
