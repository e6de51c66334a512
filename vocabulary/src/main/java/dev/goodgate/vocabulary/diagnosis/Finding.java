package dev.goodgate.vocabulary.diagnosis;

import java.util.List;

/**
 * A rule's answer about one cause: for or against it, how strongly, and which evidence it cites.
 * {@code says} is a clause for people. A finding without a citation is a claim without evidence and
 * cannot be made.
 */
public record Finding(
    CauseId cause, boolean supports, Strength strength, String says, List<String> cites) {
  /** How much a finding weighs, from a hint to what settles it alone. */
  public enum Strength {
    HINT,
    LIKELY,
    STRONG,
    PROOF
  }

  public Finding {
    cites = List.copyOf(cites);
    if (cites.isEmpty()) {
      throw new IllegalArgumentException("a finding about " + cause + " cites nothing");
    }
  }
}
