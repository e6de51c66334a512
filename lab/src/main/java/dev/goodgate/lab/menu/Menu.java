package dev.goodgate.lab.menu;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  public record Dish<F>(String group, String name, String description, Maker<? extends F> maker) {}

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

  private final List<Dish<F>> dishes;

  public Menu(List<Dish<F>> dishes) {
    this.dishes = List.copyOf(dishes);
  }

  public List<Entry> entries() {
    return dishes.stream().map(Menu::entry).toList();
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
    Optional<Dish<F>> dish = dishes.stream().filter(each -> each.name().equals(name)).findFirst();
    if (dish.isEmpty()) {
      List<String> names = dishes.stream().map(Dish::name).toList();
      return new Reading.Unclear<>("no fault is called '" + name + "'" + Nearest.hint(name, names));
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
    return make(dish.get(), new Parameters(values));
  }

  private static <F> Reading<F> make(Dish<F> dish, Parameters with) {
    try {
      F fault = dish.maker().make(with);
      List<String> problems = with.problems();
      return problems.isEmpty()
          ? new Reading.Understood<>(dish.name(), fault)
          : new Reading.Unclear<>(dish.name() + ": " + String.join("; ", problems));
    } catch (IllegalArgumentException outOfRange) {
      return new Reading.Unclear<>(dish.name() + ": " + outOfRange.getMessage());
    }
  }

  private static Entry entry(Dish<?> dish) {
    Parameters none = new Parameters(Map.of());
    dish.maker().make(none);
    return new Entry(dish.group(), dish.name(), dish.description(), none.declared());
  }
}
