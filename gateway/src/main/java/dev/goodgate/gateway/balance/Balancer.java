package dev.goodgate.gateway.balance;

import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.Endpoint;
import java.util.List;

/**
 * Chooses endpoints, passing over those an exchange has tried. One per upstream and loop. It knows
 * what is under way from whoever asks it: each {@link #begins} has its {@link #ends}. Allocates
 * nothing once it is made.
 */
public sealed interface Balancer permits RoundRobin, LeastRequests, Rendezvous {
  /** What {@link #next} returns when there is none left. */
  int NONE = -1;

  /**
   * As the plan says. {@code loop} is where turns begin, so that loops do not all begin with the
   * same endpoint; {@code seed} is where chance does.
   */
  static Balancer of(Balance balance, List<Endpoint> endpoints, int loop, long seed) {
    int[] weights = endpoints.stream().mapToInt(Endpoint::weight).toArray();
    return switch (balance) {
      case Balance.RoundRobin _ -> new RoundRobin(weights, loop);
      case Balance.LeastRequests _ -> new LeastRequests(weights, loop, seed);
      case Balance.Hash hash -> new Rendezvous(endpoints, hash.bounded());
    };
  }

  /** {@code key} is what {@link HashKey} makes of the request, anything where none is made. */
  int next(long key, Tried tried);

  /** An exchange asks this endpoint. */
  void begins(int endpoint);

  /** It asks it no more. */
  void ends(int endpoint);
}
