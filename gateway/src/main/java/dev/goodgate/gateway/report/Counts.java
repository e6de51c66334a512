package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Failure;
import java.util.List;
import java.util.Map;

/** What the reporter has counted so far. No figure ever falls, whatever plan comes. */
public record Counts(List<OfWay> ways, List<OfEndpoint> endpoints) {
  public Counts {
    ways = List.copyOf(ways);
    endpoints = List.copyOf(endpoints);
  }

  /**
   * Exchanges that went one way: {@code codes} by status, 0 where nothing was sent; {@code causes}
   * where the gateway could know one; bytes of bodies.
   */
  public record OfWay(
      Way way,
      Map<Integer, Long> codes,
      Map<String, Long> causes,
      long received,
      long sent,
      Spans took) {}

  /** Where an exchange went: empty where it had no route, or asked no endpoint. */
  public record Way(String route, String upstream, String endpoint) {
    /** Takes the place of all ways that are too many to be told apart. */
    static final Way MORE = new Way("(more)", "(more)", "(more)");
  }

  /**
   * Attempts at one endpoint: {@code retries} are those that were not an exchange's first; {@code
   * fresh} and {@code reused} are those that had a connection; {@code phases} by id.
   */
  public record OfEndpoint(
      String upstream,
      String endpoint,
      Map<String, Long> endings,
      Map<Mishap, Long> mishaps,
      long retries,
      long fresh,
      long reused,
      Map<String, Spans> phases) {}

  /** A kind of failure, by the ids of its phase, its symptom, and who did it. */
  public record Mishap(String phase, String symptom, String by) {
    static Mishap of(Failure failure) {
      return new Mishap(failure.phase().id(), failure.symptom().id(), failure.actor().id());
    }
  }

  /**
   * Spans of time, counted by length: {@code counts} has how many are longer than the limit before
   * and not longer than the one at its place; the last of it, how many are longer than all.
   */
  public record Spans(List<Long> limitNanos, List<Long> counts, long sumNanos) {
    public Spans {
      limitNanos = List.copyOf(limitNanos);
      counts = List.copyOf(counts);
    }
  }
}
