package dev.goodgate.doctor.rule;

import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.diagnosis.Finding.Strength;
import java.util.ArrayList;
import java.util.List;

/** Findings in the making: one call a finding, each with the evidence it cites. */
public final class Notes {
  private final List<Finding> findings = new ArrayList<>();

  public Notes favour(CauseId cause, Strength strength, String says, String... evidence) {
    findings.add(new Finding(cause, true, strength, says, List.of(evidence)));
    return this;
  }

  public Notes oppose(CauseId cause, Strength strength, String says, String... evidence) {
    findings.add(new Finding(cause, false, strength, says, List.of(evidence)));
    return this;
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
