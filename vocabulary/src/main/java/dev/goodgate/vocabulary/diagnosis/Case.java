package dev.goodgate.vocabulary.diagnosis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the doctor is asked to explain, with all its evidence. */
public record Case(String question, List<Evidence> evidence) {
  public Case {
    evidence = List.copyOf(evidence);
    Set<String> ids = new HashSet<>();
    for (Evidence each : evidence) {
      if (!ids.add(each.id())) {
        throw new IllegalArgumentException("two pieces of evidence are called " + each.id());
      }
    }
  }
}
