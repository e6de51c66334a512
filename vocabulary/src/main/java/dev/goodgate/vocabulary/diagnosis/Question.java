package dev.goodgate.vocabulary.diagnosis;

import java.util.List;

/** What to ask next, and which causes the answer would tell apart. */
public record Question(String ask, List<CauseId> splits) {
  public Question {
    splits = List.copyOf(splits);
  }
}
