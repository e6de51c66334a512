package dev.goodgate.vocabulary.traffic;

import static java.util.Objects.requireNonNull;

/** What went wrong with an attempt: an observed fact, never an opinion about its cause. */
public record Failure(Phase phase, Actor actor, Symptom symptom, Detail detail) {
  public Failure {
    requireNonNull(phase);
    requireNonNull(actor);
    requireNonNull(symptom);
    requireNonNull(detail);
  }

  public static Failure of(Phase phase, Actor actor, Symptom symptom) {
    return new Failure(phase, actor, symptom, new Detail.Nothing());
  }

  /** One clause for logs and people. */
  public String says() {
    String exact = detail.says();
    return phase.id()
        + ": "
        + symptom.id()
        + " by "
        + actor.id()
        + (exact.isEmpty() ? "" : ", " + exact);
  }
}
