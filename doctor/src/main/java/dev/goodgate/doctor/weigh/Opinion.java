package dev.goodgate.doctor.weigh;

import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.vocabulary.diagnosis.Finding;

/** A finding with the group of observations that its rule looks at. */
public record Opinion(Rule.Group group, Finding finding) {}
