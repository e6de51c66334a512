package dev.goodgate.dialects.goodgate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be written at a place of the plan, grown from the paths of all settings. */
sealed interface Shape {
  /** A value. */
  record Leaf(Setting<?> setting) implements Shape {}

  /** A mapping with known keys; {@code word} is a setting that may stand in its place. */
  record Keys(Map<String, Shape> byKey, Set<String> required, @Nullable Leaf word)
      implements Shape {}

  record Items(Shape item) implements Shape {}

  /** A mapping with names of the writer's choice. */
  record Named(Shape each) implements Shape {}

  static Shape ofPlan() {
    return at("", Settings.ALL);
  }

  /** {@code settings} are those whose path begins with {@code prefix}. */
  private static Shape at(String prefix, List<Setting<?>> settings) {
    if (settings.getFirst().path().startsWith(prefix + "[]")) {
      return new Items(at(prefix + "[]", settings));
    }
    if (settings.getFirst().path().startsWith(prefix + ".*")) {
      return new Named(at(prefix + ".*", settings));
    }
    if (settings.size() == 1 && settings.getFirst().path().equals(prefix)) {
      return new Leaf(settings.getFirst());
    }
    return keys(prefix, settings);
  }

  private static Keys keys(String prefix, List<Setting<?>> settings) {
    String start = prefix.isEmpty() ? "" : prefix + ".";
    Map<String, List<Setting<?>>> byKey = new LinkedHashMap<>();
    Leaf word = null;
    for (Setting<?> setting : settings) {
      if (setting.path().equals(prefix)) {
        word = new Leaf(setting);
      } else {
        String key = setting.path().substring(start.length()).split("[.\\[]", 2)[0];
        byKey.computeIfAbsent(key, unseen -> new ArrayList<>()).add(setting);
      }
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Set<String> required = new LinkedHashSet<>();
    byKey.forEach((key, below) -> {
      shapes.put(key, at(start + key, below));
      if (Settings.REQUIRED.contains(start + key)) {
        required.add(key);
      }
    });
    return new Keys(shapes, required, word);
  }
}
