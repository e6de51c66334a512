package dev.goodgate.vocabulary.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * How the fields of a head are changed: those to {@code remove} go, those to {@code set} take the
 * place of what is there under their names, those to {@code add} come beside it. Names keep the
 * case in which they were written; letters count the same in both.
 */
public record FieldEdits(
    Map<String, Template> set, Map<String, Template> add, List<String> remove) {
  public static final FieldEdits NONE = new FieldEdits(Map.of(), Map.of(), List.of());

  public FieldEdits {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    add = Collections.unmodifiableMap(new LinkedHashMap<>(add));
    remove = List.copyOf(remove);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** These and then those: what {@code later} sets or removes, this one adds and sets no more. */
  public FieldEdits then(FieldEdits later) {
    TreeSet<String> decided = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    decided.addAll(later.set.keySet());
    decided.addAll(later.remove);
    TreeSet<String> removed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    removed.addAll(remove);
    removed.addAll(later.remove);
    return new FieldEdits(
        joined(set, later.set, decided), joined(add, later.add, decided), List.copyOf(removed));
  }

  private static Map<String, Template> joined(
      Map<String, Template> first, Map<String, Template> then, TreeSet<String> decided) {
    Map<String, Template> joined = new LinkedHashMap<>(first);
    joined.keySet().removeIf(decided::contains);
    joined.keySet().removeIf(name -> then.keySet().stream().anyMatch(each -> isSame(name, each)));
    joined.putAll(then);
    return joined;
  }

  private static boolean isSame(String name, String other) {
    return name.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
