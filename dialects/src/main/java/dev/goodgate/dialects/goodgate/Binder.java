package dev.goodgate.dialects.goodgate;

import dev.goodgate.dialects.goodgate.Written.Entry;
import dev.goodgate.dialects.goodgate.Written.Mapping;
import dev.goodgate.dialects.goodgate.Written.Sequence;
import dev.goodgate.dialects.goodgate.Written.Word;
import dev.goodgate.vocabulary.spelling.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what was written against the shape of a plan: every value is read, every oddity told. */
final class Binder {
  /** Longer than any path of a file. */
  private static final int LONGEST_WORD = 4_096;

  private final Complaints complaints;
  private final Values values = new Values();

  Binder(Complaints complaints) {
    this.complaints = complaints;
  }

  Values bind(Shape shape, Written root) {
    bind(shape, root, "");
    return values;
  }

  private void bind(Shape shape, Written written, String path) {
    switch (shape) {
      case Shape.Leaf leaf -> value(leaf.setting(), written, path);
      case Shape.Keys keys -> keys(keys, written, path);
      case Shape.Items items -> items(items, written, path);
      case Shape.Named named -> named(named, written, path);
    }
  }

  private <T> void value(Setting<T> setting, Written written, String path) {
    if (!(written instanceof Word word) || word.saysNothing()) {
      wrongKind(written, path, setting.form().expected());
      return;
    }
    if (word.text().length() > LONGEST_WORD) {
      complaints.error(word.spot(), name(path) + " is too long", setting.form().expected());
      return;
    }
    T value =
        setting
            .form()
            .read(
                word.text(),
                (message, expected, nearest) ->
                    complaints.error(word.spot(), message, expected, nearest));
    if (value != null) {
      values.read(path, value);
    }
  }

  private void keys(Shape.Keys keys, Written written, String path) {
    switch (written) {
      case Mapping mapping -> mapping(keys, mapping, path);
      case Word word when word.saysNothing() -> requireAll(keys, List.of(), written.spot(), path);
      case Word word when keys.word() != null -> value(keys.word().setting(), word, path);
      case Word word -> wrongKind(word, path, "a mapping with " + expectedKeys(keys));
      case Sequence sequence -> wrongKind(sequence, path, "a mapping with " + expectedKeys(keys));
    }
  }

  private void mapping(Shape.Keys keys, Mapping mapping, String path) {
    List<String> seen = new ArrayList<>();
    for (Entry entry : withoutRepeats(mapping)) {
      String key = entry.key().text();
      Shape shape = keys.byKey().get(key);
      seen.add(key);
      if (shape == null) {
        // what was probably meant is not told to be missing as well
        unknown(keys, entry.key(), path).ifPresent(seen::add);
      } else {
        String below = path.isEmpty() ? key : path + "." + key;
        values.wrote(below, entry.key().spot(), entry.value().spot());
        bind(shape, entry.value(), below);
      }
    }
    requireAll(keys, seen, mapping.spot(), path);
  }

  private void items(Shape.Items items, Written written, String path) {
    if (!(written instanceof Sequence sequence)) {
      wrongKind(written, path, "a list, each item after a `-` or between [ and ]");
      return;
    }
    if (sequence.items().isEmpty()) {
      complaints.error(sequence.spot(), name(path) + " is empty", "at least one item");
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      Written item = sequence.items().get(i);
      String below = path + "[" + i + "]";
      values.wrote(below, item.spot(), item.spot());
      bind(items.item(), item, below);
    }
  }

  private void named(Shape.Named named, Written written, String path) {
    if (!(written instanceof Mapping mapping)) {
      wrongKind(written, path, "a mapping from names to what they stand for");
      return;
    }
    if (mapping.entries().isEmpty()) {
      complaints.error(mapping.spot(), name(path) + " is empty", "at least one name");
    }
    for (Entry entry : withoutRepeats(mapping)) {
      String name = entry.key().text();
      if (!name.matches(UpstreamSettings.NAME)) {
        String message = Shown.quoted(name) + " cannot be a name";
        complaints.error(entry.key().spot(), message, UpstreamSettings.NAME_EXPECTED);
      } else {
        values.wrote(path + "." + name, entry.key().spot(), entry.value().spot());
        bind(named.each(), entry.value(), path + "." + name);
      }
    }
  }

  private List<Entry> withoutRepeats(Mapping mapping) {
    Map<String, Integer> lines = new HashMap<>();
    List<Entry> first = new ArrayList<>();
    for (Entry entry : mapping.entries()) {
      Word key = entry.key();
      Integer line = lines.putIfAbsent(key.text(), key.spot().line());
      if (line == null) {
        first.add(entry);
      } else {
        String message = "the key " + Shown.quoted(key.text()) + " is here twice";
        complaints.error(key.spot(), message, "it once; it is already on line " + line);
      }
    }
    return first;
  }

  private Optional<String> unknown(Shape.Keys keys, Word key, String path) {
    String where = path.isEmpty() ? "in a plan" : "in " + name(path);
    Optional<String> nearest =
        oneBelow(keys, key.text()).or(() -> Spelling.nearest(key.text(), keys.byKey().keySet()));
    complaints.error(
        key.spot(),
        "unknown key " + Shown.quoted(key.text()) + " " + where,
        expectedKeys(keys),
        nearest.orElse(null));
    return nearest;
  }

  /** The key may be right and stand one level too high. */
  private static Optional<String> oneBelow(Shape.Keys keys, String key) {
    return keys.byKey().entrySet().stream()
        .filter(e -> e.getValue() instanceof Shape.Keys inner && inner.byKey().containsKey(key))
        .map(e -> e.getKey() + "." + key)
        .findFirst();
  }

  private void requireAll(Shape.Keys keys, List<String> seen, Spot spot, String path) {
    for (String key : keys.required()) {
      if (!seen.contains(key)) {
        String who = path.isEmpty() ? "the plan" : name(path);
        complaints.error(spot, who + " has no `" + key + "`", "the key `" + key + "`");
      }
    }
  }

  private void wrongKind(Written written, String path, String expected) {
    complaints.error(
        written.spot(),
        path.isEmpty() ? "the plan is " + written.kind() : name(path) + " is " + written.kind(),
        expected);
  }

  private static String expectedKeys(Shape.Keys keys) {
    return keys.byKey().size() == 1
        ? "the key `" + keys.byKey().keySet().iterator().next() + "`"
        : keys.byKey().keySet().stream().collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String name(String path) {
    return "`" + path + "`";
  }
}
