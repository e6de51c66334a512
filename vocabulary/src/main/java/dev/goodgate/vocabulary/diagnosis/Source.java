package dev.goodgate.vocabulary.diagnosis;

import dev.goodgate.vocabulary.plan.Place;

/** Where a piece of evidence comes from. */
public sealed interface Source {
  /** A line of a file, a log or a configuration. */
  record Line(Place place) implements Source {}

  /** An exchange of our own gateway. */
  record Recorded(String exchangeId, int attempt) implements Source {}

  /** A probe's answer. */
  record Probed(String probe) implements Source {}
}
