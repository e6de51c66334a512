package dev.goodgate.lab.menu;

import dev.goodgate.vocabulary.spelling.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All faults of one kind of thing by name, in groups, each with a line for people. Reads {@code
 * name:parameter=value,...}.
 */
public final class Menu<F> {
  /** Makes a fault of what was written, asking for every parameter it takes. */
  public interface Maker<F> {
    F make(Parameters with);
  }

  /** One line of the menu. */
  public record Kind<F>(String group, String name, String description, Maker<? extends F> maker) {}

  /** What may be written of every fault beside its own parameters. */
  public interface Extras<F> {
    /** The parameters, with an example each. */
    Map<String, String> declared();

    /** Only where at least one of them is written. */
    F add(F fault, Parameters with);

    static <F> Extras<F> none() {
      return new Extras<>() {
        @Override
        public Map<String, String> declared() {
          return Map.of();
        }

        @Override
        public F add(F fault, Parameters with) {
          return fault;
        }
      };
    }
  }

  /** A line for people; {@code parameters} holds what may be written, with the defaults. */
  public record Entry(
      String group, String name, String description, Map<String, String> parameters) {
    public Entry {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /** What came of reading a fault. */
  public sealed interface Reading<F> {
    record Understood<F>(String name, F fault) implements Reading<F> {}

    record Unclear<F>(String why) implements Reading<F> {}
  }

  private static final int MAX_WRITTEN = 1_000;

  private final List<Kind<F>> kinds;
  private final Extras<F> extras;

  public Menu(List<Kind<F>> kinds) {
    this(kinds, Extras.none());
  }

  public Menu(List<Kind<F>> kinds, Extras<F> extras) {
    this.kinds = grouped(kinds);
    this.extras = extras;
  }

  public List<Entry> entries() {
    return kinds.stream().map(Menu::entry).toList();
  }

  /** The parameters that every fault takes beside its own, with an example each. */
  public Map<String, String> everywhere() {
    return extras.declared();
  }

  /** The line for people; empty where nothing is called so. */
  public String description(String name) {
    return kind(name).map(Kind::description).orElse("");
  }

  /** For those who wrote it themselves: what cannot be read is an exception. */
  public F of(String written) {
    return switch (read(written)) {
      case Reading.Understood<F>(String name, F fault) -> fault;
      case Reading.Unclear<F>(String why) -> throw new IllegalArgumentException(why);
    };
  }

  public Reading<F> read(String written) {
    if (written.length() > MAX_WRITTEN) {
      return new Reading.Unclear<>("longer than " + MAX_WRITTEN + " characters");
    }
    int colon = written.indexOf(':');
    String name = colon < 0 ? written : written.substring(0, colon);
    Optional<Kind<F>> kind = kind(name);
    if (kind.isEmpty()) {
      return new Reading.Unclear<>("no fault is called '" + name + "'" + hint(name));
    }
    Map<String, String> values = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String pair : written.substring(colon + 1).split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          return new Reading.Unclear<>("'" + pair + "' is not parameter=value");
        }
        if (values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
          return new Reading.Unclear<>("'" + pair.substring(0, equals) + "' is given twice");
        }
      }
    }
    return make(kind.get(), values);
  }

  private Reading<F> make(Kind<F> kind, Map<String, String> values) {
    try {
      Map<String, String> own = new LinkedHashMap<>(values);
      Map<String, String> extra = new LinkedHashMap<>(values);
      extra.keySet().retainAll(extras.declared().keySet());
      extra.keySet().removeAll(entry(kind).parameters().keySet());
      own.keySet().removeAll(extra.keySet());
      Parameters with = new Parameters(own);
      Parameters by = new Parameters(extra);
      F fault = kind.maker().make(with);
      F whole = extra.isEmpty() ? fault : extras.add(fault, by);
      List<String> problems =
          Stream.of(with, by).flatMap(each -> each.problems().stream()).toList();
      return problems.isEmpty()
          ? new Reading.Understood<>(kind.name(), whole)
          : new Reading.Unclear<>(kind.name() + ": " + String.join("; ", problems));
    } catch (IllegalArgumentException outOfRange) {
      return new Reading.Unclear<>(kind.name() + ": " + outOfRange.getMessage());
    }
  }

  private Optional<Kind<F>> kind(String name) {
    return kinds.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /**
   * What was probably meant: a name that holds what was written, or else one spelt much like it.
   */
  private String hint(String written) {
    List<String> names = kinds.stream().map(Kind::name).toList();
    return names.stream()
        .filter(name -> written.length() > 2 && name.contains(written))
        .min(Comparator.comparingInt(String::length))
        .or(() -> Spelling.nearest(written, names))
        .map(name -> "; did you mean '" + name + "'?")
        .orElse("");
  }

  /** Groups stay together, in the order in which they begin. */
  private static <F> List<Kind<F>> grouped(List<Kind<F>> kinds) {
    Map<String, List<Kind<F>>> groups = new LinkedHashMap<>();
    for (Kind<F> kind : kinds) {
      groups.computeIfAbsent(kind.group(), _ -> new ArrayList<>()).add(kind);
    }
    return groups.values().stream().flatMap(List::stream).toList();
  }

  private static Entry entry(Kind<?> kind) {
    Parameters none = new Parameters(Map.of());
    kind.maker().make(none);
    return new Entry(kind.group(), kind.name(), kind.description(), none.declared());
  }
}
