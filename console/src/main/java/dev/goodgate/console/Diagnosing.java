package dev.goodgate.console;

import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.traffic.Exchange;

/** Who explains an exchange to the console. Called from many threads at once. */
@FunctionalInterface
public interface Diagnosing {
  /** A verdict with the case it was given on, whose evidence it cites. */
  record Diagnosis(Case given, Verdict verdict) {}

  Diagnosis examine(Exchange exchange);
}
