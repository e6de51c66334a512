package dev.goodgate.trials.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Counts what happened in all lives. */
final class Tally {
  private final Map<String, Integer> ends = new TreeMap<>();
  private final Map<Integer, Integer> attempts = new TreeMap<>();
  private long exchanges;

  void begins() {
    exchanges++;
  }

  void attempts(int number) {
    attempts.merge(number, 1, Integer::sum);
  }

  void ends(String how) {
    ends.merge(how, 1, Integer::sum);
  }

  long exchanges() {
    return exchanges;
  }

  Map<String, Integer> ends() {
    return ends;
  }

  String report(int lives, long days) {
    StringBuilder all = new StringBuilder();
    all.append(lives).append(" lives of ").append(days).append(" days, ");
    all.append(exchanges).append(" exchanges\n");
    attempts.forEach((number, count) ->
        all.append("attempt ").append(number).append(": ").append(count).append('\n'));
    ends.forEach((how, count) -> all.append(how).append(": ").append(count).append('\n'));
    return all.toString();
  }
}
