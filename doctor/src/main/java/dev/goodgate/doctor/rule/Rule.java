package dev.goodgate.doctor.rule;

import dev.goodgate.vocabulary.diagnosis.Finding;
import java.util.List;

/**
 * Judges one cause, or a tight family of causes, by the evidence of a case. Pure: the same case
 * always gets the same findings. Silent (an empty list) where it sees nothing that it knows; it
 * never speaks on health.
 */
public interface Rule {
  /**
   * What a rule looks at. Findings of one group hang on the same observation, so only the strongest
   * of them counts for or against a cause; different groups add up.
   */
  enum Group {
    /** How the attempt itself failed. */
    FAILURE,
    /** The bytes that came. */
    BYTES,
    /** How long things took. */
    TIMING,
    /** Which connection was used, and which address. */
    CONNECTION,
    /** What the same endpoint did at other times. */
    HISTORY,
    /** What other endpoints or other requests did. */
    BREADTH,
    /** What the plan says. */
    PLAN,
    /** What the gateway itself called it. */
    WORD
  }

  Group group();

  List<Finding> judge(CaseView view);
}
