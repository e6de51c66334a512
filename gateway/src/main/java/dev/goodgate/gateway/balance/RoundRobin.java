package dev.goodgate.gateway.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One after the other; in a whole round each has as many turns as it weighs. */
final class RoundRobin implements Balancer {
  private final int[] round;
  private int turn;

  RoundRobin(int[] weights, int first) {
    this.round = round(weights);
    this.turn = Math.floorMod(first, round.length);
  }

  private record Turn(int endpoint, double at) {}

  /** The turns of each are spread evenly, so that no endpoint has many of them in a row. */
  private static int[] round(int[] weights) {
    int divisor = 0;
    for (int weight : weights) {
      divisor = greatestCommonDivisor(weight, divisor);
    }
    List<Turn> turns = new ArrayList<>();
    for (int endpoint = 0; endpoint < weights.length; endpoint++) {
      int count = weights[endpoint] / divisor;
      for (int i = 0; i < count; i++) {
        turns.add(new Turn(endpoint, (i + 0.5) / count));
      }
    }
    turns.sort(Comparator.comparingDouble(Turn::at));
    return turns.stream().mapToInt(Turn::endpoint).toArray();
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  @Override
  public int next(long key, Tried tried) {
    return next(tried);
  }

  int next(Tried tried) {
    for (int i = 0; i < round.length; i++) {
      int candidate = round[turn];
      turn = turn + 1 == round.length ? 0 : turn + 1;
      if (!tried.contains(candidate)) {
        return candidate;
      }
    }
    return NONE;
  }

  @Override
  public void begins(int endpoint) {}

  @Override
  public void ends(int endpoint) {}
}
