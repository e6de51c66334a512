package dev.goodgate.lab.menu;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of one fault as they were written. Asking for one declares it with its default, so
 * that what may be written is known from what is asked for; what cannot be read is collected.
 */
public final class Parameters {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m)");
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(|KiB|MiB)");

  private final Map<String, String> written;
  private final Map<String, String> declared = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  Parameters(Map<String, String> written) {
    this.written = Map.copyOf(written);
  }

  /** For what means something by being there at all. */
  public boolean isWritten(String name) {
    return written.containsKey(name);
  }

  public Set<String> names() {
    return written.keySet();
  }

  public String text(String name, String otherwise) {
    return written(name, otherwise);
  }

  public boolean flag(String name, boolean otherwise) {
    declared.put(name, otherwise ? "true|false" : "false|true");
    return switch (written.getOrDefault(name, Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      default -> unreadable(name, "true or false", otherwise);
    };
  }

  public int number(String name, int otherwise) {
    String text = written(name, Integer.toString(otherwise));
    return text.matches("\\d{1,9}")
        ? Integer.parseInt(text)
        : unreadable(name, "a number such as 3", otherwise);
  }

  public long size(String name, String otherwise) {
    Matcher form = SIZE.matcher(written(name, otherwise));
    if (!form.matches()) {
      return unreadable(name, "a size such as 500 or 64KiB", 0L);
    }
    long count = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "KiB" -> count << 10;
      case "MiB" -> count << 20;
      default -> count;
    };
  }

  public Duration span(String name, String otherwise) {
    Matcher form = SPAN.matcher(written(name, otherwise));
    if (!form.matches()) {
      return unreadable(name, "a time such as 250ms or 3s", Duration.ZERO);
    }
    long count = Long.parseLong(form.group(1));
    Duration span =
        switch (form.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          default -> Duration.ofMinutes(count);
        };
    return span.compareTo(LONGEST) > 0
        ? unreadable(name, "a time of a day at most", Duration.ZERO)
        : span;
  }

  /** Addresses as numbers, several joined by {@code +}; no name is looked up. */
  public List<InetAddress> addresses(String name, String otherwise) {
    String text = written(name, otherwise);
    List<InetAddress> all = new ArrayList<>();
    for (String each : text.isEmpty() ? new String[0] : text.split("\\+", -1)) {
      try {
        all.add(InetAddress.ofLiteral(each));
      } catch (IllegalArgumentException noAddress) {
        return unreadable(name, "addresses such as 127.0.0.1+127.0.0.2", List.of());
      }
    }
    return all;
  }

  /** {@code otherwise} tells the enum as well. */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    List<E> all = new ArrayList<>(List.of(otherwise.getDeclaringClass().getEnumConstants()));
    all.remove(otherwise);
    all.addFirst(otherwise);
    List<String> keys = all.stream().map(Parameters::key).toList();
    declared.put(name, String.join("|", keys));
    int index = keys.indexOf(written.getOrDefault(name, keys.getFirst()));
    return index < 0 ? unreadable(name, "one of " + keys, otherwise) : all.get(index);
  }

  /** Every parameter asked for, with its default, which comes first where there is a choice. */
  Map<String, String> declared() {
    return declared;
  }

  /** What is wrong with what was written; empty where nothing is. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    for (String name : written.keySet()) {
      if (!declared.containsKey(name)) {
        all.add(
            declared.isEmpty()
                ? "'" + name + "' is unknown: it takes no parameters"
                : "'" + name + "' is unknown: it takes " + String.join(", ", declared.keySet()));
      }
    }
    return all;
  }

  private String written(String name, String otherwise) {
    declared.put(name, otherwise);
    return written.getOrDefault(name, otherwise);
  }

  private <T> T unreadable(String name, String expected, T otherwise) {
    problems.add(name + "=" + written.get(name) + " is not " + expected);
    return otherwise;
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
