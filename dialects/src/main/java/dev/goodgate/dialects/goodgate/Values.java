package dev.goodgate.dialects.goodgate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read, by path. A path with a spot and no value was written and could not be understood;
 * one with neither was not written.
 */
final class Values {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Spot> keys = new LinkedHashMap<>();
  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, Spot> spots = new LinkedHashMap<>();

  /** {@code key} is where the setting begins, {@code value} where its value does. */
  void wrote(String path, Spot key, Spot value) {
    if (keys.put(path, key) == null && !path.endsWith("]")) {
      int dot = path.lastIndexOf('.');
      names
          .computeIfAbsent(path.substring(0, Math.max(0, dot)), unseen -> new ArrayList<>())
          .add(path.substring(dot + 1));
    }
    spots.put(path, value);
  }

  void read(String path, Object value) {
    values.put(path, value);
  }

  Map<String, Spot> keys() {
    return keys;
  }

  Scope whole() {
    return new Scope(this, "", "");
  }

  /** One part of the plan; settings are asked for by their constants. */
  record Scope(Values values, String pattern, String path) {
    /** The things written under a section, by their names. */
    Map<String, Scope> named(String section) {
      String whole = (path.isEmpty() ? "" : path + ".") + section;
      String each = (pattern.isEmpty() ? "" : pattern + ".") + section + ".*";
      Map<String, Scope> found = new LinkedHashMap<>();
      for (String name : values.names.getOrDefault(whole, List.of())) {
        found.put(name, new Scope(values, each, whole + "." + name));
      }
      return found;
    }

    List<Scope> items(String section) {
      List<Scope> found = new ArrayList<>();
      while (values.keys.containsKey(section + "[" + found.size() + "]")) {
        String item = section + "[" + found.size() + "]";
        found.add(new Scope(values, section + "[]", item));
      }
      return found;
    }

    /** As {@link #items}, of a list within this part. */
    List<Scope> itemsBelow(String section) {
      List<Scope> found = new ArrayList<>();
      String list = path + "." + section;
      while (values.keys.containsKey(list + "[" + found.size() + "]")) {
        String item = list + "[" + found.size() + "]";
        found.add(new Scope(values, pattern + "." + section + "[]", item));
      }
      return found;
    }

    /** Each value of a setting that is a list, with its spot. */
    <T> List<Found<T>> all(Setting<T> setting) {
      List<Found<T>> found = new ArrayList<>();
      String list = concrete(setting).replaceFirst("\\[]$", "");
      for (int i = 0; values.keys.containsKey(list + "[" + i + "]"); i++) {
        String item = list + "[" + i + "]";
        values.at(setting, item).ifPresent(v -> found.add(new Found<>(v, values.spot(item))));
      }
      return found;
    }

    /** Each value of a setting that stands under names of the writer's choice, by them. */
    <T> Map<String, T> byName(Setting<T> setting) {
      Map<String, T> found = new LinkedHashMap<>();
      String start = concrete(setting).replaceFirst("\\*$", "");
      for (String key : values.keys.keySet()) {
        if (key.startsWith(start)) {
          values
              .at(setting, key)
              .ifPresent(value -> found.put(key.substring(start.length()), value));
        }
      }
      return found;
    }

    <T> Optional<T> written(Setting<T> setting) {
      return values.at(setting, concrete(setting));
    }

    /** What was written, or what holds where nothing was; empty where it was not understood. */
    <T> Optional<T> effective(Setting<T> setting) {
      return wrote(setting) ? written(setting) : setting.standard();
    }

    /** For a plan without errors, and a setting that is required or has a standard. */
    <T> T get(Setting<T> setting) {
      return effective(setting).orElseThrow(() -> new IllegalStateException(concrete(setting)));
    }

    boolean wrote(Setting<?> setting) {
      return values.keys.containsKey(concrete(setting));
    }

    boolean wroteSection(String name) {
      return values.keys.containsKey(path + "." + name);
    }

    Spot spotOfSection(String name) {
      return values.keys.getOrDefault(path + "." + name, Spot.START);
    }

    /** Where the value stands, or else the part that would hold it. */
    Spot spot(Setting<?> setting) {
      return values.spot(concrete(setting));
    }

    Spot spot() {
      return values.keys.getOrDefault(path, Spot.START);
    }

    private String concrete(Setting<?> setting) {
      return path + setting.path().substring(pattern.length());
    }
  }

  record Found<T>(T value, Spot spot) {}

  private Spot spot(String path) {
    Spot spot = spots.get(path);
    int dot = path.lastIndexOf('.');
    if (spot != null || dot < 0) {
      return spot == null ? Spot.START : spot;
    }
    return spot(path.substring(0, dot));
  }

  /** Sound, as only the setting's own form puts values at the paths it stands for. */
  @SuppressWarnings({"unchecked", "unused"})
  private <T> Optional<T> at(Setting<T> setting, String path) {
    return Optional.ofNullable((T) values.get(path));
  }
}
