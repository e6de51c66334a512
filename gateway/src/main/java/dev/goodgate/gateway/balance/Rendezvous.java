package dev.goodgate.gateway.balance;

import dev.goodgate.vocabulary.plan.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * For the same key the same endpoint: on every loop, after a restart, and as far as possible when
 * endpoints come and go.
 *
 * <p>How it works: key and endpoint together give a score, and the highest wins (rendezvous, or
 * highest random weight: Thaler, Ravishankar 1998). An endpoint that comes or goes takes or leaves
 * only keys of its own; what one cannot take falls to all others alike, as each key has its own
 * second choice. Load is bounded as in Mirrokni, Thorup, Zadimoghaddam, Consistent Hashing with
 * Bounded Loads, 2018. Costs a few nanoseconds for each endpoint: ADR 0031.
 */
final class Rendezvous implements Balancer {
  /** An endpoint may have so many quarters of its part to do. */
  private static final long QUARTERS = 5;

  /** So few under way at one endpoint say nothing about its load. */
  private static final int FEW = 4;

  private final long[] seeds;
  private final int[] weights;
  private final long whole;
  private final boolean alike;
  private final boolean bounded;
  private final int[] underWay;
  private int total;

  Rendezvous(List<Endpoint> endpoints, boolean bounded) {
    this.bounded = bounded;
    seeds = seeds(endpoints);
    weights = endpoints.stream().mapToInt(Endpoint::weight).toArray();
    alike = endpoints.stream().mapToInt(Endpoint::weight).distinct().count() == 1;
    whole = endpoints.stream().mapToLong(Endpoint::weight).sum();
    underWay = new int[endpoints.size()];
  }

  /** By address, wherever in the plan it stands; one that is there twice has two parts. */
  private static long[] seeds(List<Endpoint> endpoints) {
    Map<Endpoint.Address, Integer> times = new HashMap<>();
    long[] seeds = new long[endpoints.size()];
    for (int i = 0; i < seeds.length; i++) {
      Endpoint.Address address = endpoints.get(i).address();
      String name =
          switch (address) {
            case Endpoint.Address.Tcp(var hostPort) -> hostPort.toString();
            case Endpoint.Address.Unix(String path) -> path;
          };
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      seeds[i] = Mixed.of(bytes, 0, bytes.length) + times.merge(address, 1, Integer::sum);
    }
    return seeds;
  }

  @Override
  public int next(long key, Tried tried) {
    int best = NONE;
    int free = NONE;
    double bestScore = Double.NEGATIVE_INFINITY;
    double freeScore = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < seeds.length; i++) {
      double score = score(key, i, freeScore);
      if (score > freeScore && !tried.contains(i)) {
        if (hasRoom(i)) {
          free = i;
          freeScore = score;
        }
        if (score > bestScore) {
          best = i;
          bestScore = score;
        }
      }
    }
    return free == NONE ? best : free;
  }

  /**
   * Its score where that beats another, and else no more than that. Where all weigh the same the
   * logarithm would change nothing.
   */
  private double score(long key, int endpoint, double other) {
    double share = ((Mixed.of(key ^ seeds[endpoint]) >>> 11) + 0.5) * 0x1p-53;
    if (alike) {
      return share;
    }
    double atMost = (share - 1) / weights[endpoint]; // ln x is never more than x - 1
    return atMost > other ? StrictMath.log(share) / weights[endpoint] : atMost;
  }

  /** Whether it may have one more. Of all endpoints there is always one that may. */
  private boolean hasRoom(int endpoint) {
    int has = underWay[endpoint];
    return !bounded || has < FEW || 4L * has * whole < QUARTERS * weights[endpoint] * (total + 1);
  }

  @Override
  public void begins(int endpoint) {
    underWay[endpoint]++;
    total++;
  }

  @Override
  public void ends(int endpoint) {
    underWay[endpoint]--;
    total--;
  }
}
