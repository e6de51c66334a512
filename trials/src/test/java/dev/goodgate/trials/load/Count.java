package dev.goodgate.trials.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many requests were answered as they should be, how many were not. */
record Count(long answered, Map<Flaw, Long> flaws) {
  Count {
    flaws = Map.copyOf(flaws);
  }

  long flawed() {
    return flaws.values().stream().mapToLong(Long::longValue).sum();
  }

  /** For the pipe between two processes: {@code 4711 LENGTH=2}. */
  String line() {
    return answered
        + flaws.entrySet().stream()
            .map(each -> " " + each.getKey() + "=" + each.getValue())
            .sorted()
            .collect(Collectors.joining());
  }

  static Count read(String line) {
    String[] words = line.strip().split(" ");
    Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
    for (int i = 1; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      flaws.put(Flaw.valueOf(pair[0]), Long.parseLong(pair[1]));
    }
    return new Count(Long.parseLong(words[0]), flaws);
  }
}
