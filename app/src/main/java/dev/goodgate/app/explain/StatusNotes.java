package dev.goodgate.app.explain;

import dev.goodgate.vocabulary.diagnosis.CauseId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All notes on statuses, read from the resource that its first lines describe. */
record StatusNotes(List<StatusNote> all) {
  private static final Pattern OPENING = Pattern.compile("status (\\d+) (.+)");
  private static final Pattern LINE = Pattern.compile("([a-z]+): (.+)");
  private static final Pattern LIKELY = Pattern.compile("([a-z0-9-]+) - (.+)");

  StatusNotes {
    all = List.copyOf(all);
  }

  static StatusNotes load() {
    try (InputStream in = StatusNotes.class.getResourceAsStream("statuses.txt")) {
      if (in == null) {
        throw new IllegalStateException("built without statuses.txt");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<StatusNote> find(String typed) {
    return all.stream()
        .filter(note -> note.code().equals(typed) || note.aliases().contains(typed))
        .findFirst();
  }

  List<String> codes() {
    return all.stream().map(StatusNote::code).toList();
  }

  static StatusNotes parse(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher opening = OPENING.matcher(line);
      if (opening.matches()) {
        entries.add(new Entry(opening.group(1), opening.group(2)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        if (entries.isEmpty()) {
          throw new IllegalArgumentException("a line before the first status: " + line);
        }
        entries.getLast().add(line);
      }
    }
    return new StatusNotes(entries.stream().map(Entry::note).toList());
  }

  /** One status while it is being read. */
  private static final class Entry {
    private final String code;
    private final String name;
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private List<String> last = List.of();

    Entry(String code, String name) {
      this.code = code;
      this.name = name;
    }

    void add(String line) {
      if (line.startsWith("  ") && !last.isEmpty()) {
        last.set(last.size() - 1, last.getLast() + " " + line.strip());
        return;
      }
      Matcher pair = LINE.matcher(line);
      if (!pair.matches()) {
        throw new IllegalArgumentException("status " + code + " cannot read: " + line);
      }
      last = texts.computeIfAbsent(pair.group(1), key -> new ArrayList<>());
      last.add(pair.group(2));
    }

    StatusNote note() {
      return new StatusNote(
          code,
          name,
          aliases(),
          one("from"),
          one("short"),
          one("means"),
          one("not"),
          one("relatives"),
          texts.getOrDefault("cause", List.of()).stream().map(this::likely).toList(),
          new StatusNote.FirstSteps(one("visitor"), one("developer"), one("operator")),
          one("search"));
    }

    private List<String> aliases() {
      List<String> aliases = new ArrayList<>(List.of(name.toLowerCase(Locale.ROOT)));
      texts.getOrDefault("also", List.of()).forEach(words -> aliases.addAll(split(words)));
      return aliases;
    }

    private static List<String> split(String words) {
      return List.of(words.split(" ", -1));
    }

    private String one(String key) {
      List<String> found = texts.getOrDefault(key, List.of());
      if (found.size() != 1) {
        throw new IllegalArgumentException(
            "status " + code + " has " + found.size() + " of " + key + ", not 1");
      }
      return found.getFirst();
    }

    private StatusNote.Likely likely(String text) {
      Matcher likely = LIKELY.matcher(text);
      if (!likely.matches()) {
        throw new IllegalArgumentException("status " + code + " cannot read cause: " + text);
      }
      return new StatusNote.Likely(CauseId.of(likely.group(1)), likely.group(2));
    }
  }
}
