package dev.goodgate.vocabulary.diagnosis;

import dev.goodgate.vocabulary.spelling.Spelling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Finds causes by words as people type them.
 *
 * <p>A word counts where it begins a word of the cause, most in the id and least in the long texts.
 * A word that begins nothing is first replaced by the nearest word the catalogue knows, if one is
 * near. Causes that hold every word come before those that hold some, and those that hold fewer
 * than half are left out.
 */
final class CatalogueSearch {
  private static final int MOST_WORDS = 16;
  private static final int LONGEST_WORD = 40;
  private static final int IN_ID = 8;
  private static final int IN_TITLE = 5;
  private static final int IN_LOOKS_LIKE = 2;
  private static final int IN_TOLD_APART = 1;
  private static final Set<String> EMPTY_WORDS =
      Set.of("a", "an", "and", "are", "in", "is", "it", "of", "on", "the", "to", "was", "with");

  private final List<Cause> causes;

  CatalogueSearch(List<Cause> causes) {
    this.causes = causes;
  }

  List<Cause> search(String query) {
    Set<String> known = new HashSet<>();
    causes.forEach(cause -> weights(cause).keySet().forEach(known::add));
    List<String> asked =
        words(query).stream().limit(MOST_WORDS).map(word -> nearestWord(word, known)).toList();
    Map<Cause, Integer> matched = new HashMap<>();
    Map<Cause, Integer> weight = new HashMap<>();
    for (Cause cause : causes) {
      Map<String, Integer> weights = weights(cause);
      for (String word : asked) {
        int found = weightOf(word, weights);
        if (found > 0) {
          matched.merge(cause, 1, Integer::sum);
          weight.merge(cause, found, Integer::sum);
        }
      }
    }
    int needed =
        matched.containsValue(asked.size()) ? asked.size() : Math.max(1, (asked.size() + 1) / 2);
    return causes.stream()
        .filter(cause -> matched.getOrDefault(cause, 0) >= needed)
        .sorted(
            Comparator.comparingInt((Cause cause) -> matched.getOrDefault(cause, 0))
                .thenComparingInt(cause -> weight.getOrDefault(cause, 0))
                .reversed())
        .toList();
  }

  /** The ids nearest to {@code typed}, best first; for "did you mean". */
  List<CauseId> nearest(String typed, int most) {
    String word = typed.toLowerCase(Locale.ROOT);
    if (word.length() > 2 * LONGEST_WORD) {
      return List.of();
    }
    ToIntFunction<CauseId> distance = id -> Spelling.distance(word, id.value());
    int farthest = Math.max(2, word.length() / 2);
    return causes.stream()
        .map(Cause::id)
        .filter(id -> distance.applyAsInt(id) <= farthest)
        .sorted(Comparator.comparingInt(distance))
        .limit(most)
        .toList();
  }

  private static int weightOf(String word, Map<String, Integer> weights) {
    return weights.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(word))
        .mapToInt(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  private static Map<String, Integer> weights(Cause cause) {
    Map<String, Integer> weights = new HashMap<>();
    words(cause.toldApartBy()).forEach(word -> weights.merge(word, IN_TOLD_APART, Math::max));
    words(cause.looksLike()).forEach(word -> weights.merge(word, IN_LOOKS_LIKE, Math::max));
    words(cause.title()).forEach(word -> weights.merge(word, IN_TITLE, Math::max));
    words(cause.id().value()).forEach(word -> weights.merge(word, IN_ID, Math::max));
    return weights;
  }

  private static String nearestWord(String word, Set<String> known) {
    if (word.length() < 5 || known.stream().anyMatch(each -> each.startsWith(word))) {
      return word;
    }
    int farthest = word.length() < 7 ? 1 : 2;
    return known.stream()
        .filter(each -> Spelling.distance(word, each) <= farthest)
        .min(
            Comparator.comparingInt((String each) -> Spelling.distance(word, each))
                .thenComparing(Comparator.naturalOrder()))
        .orElse(word);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty() && word.length() <= LONGEST_WORD)
        .filter(word -> !EMPTY_WORDS.contains(word))
        .distinct()
        .toList();
  }
}
