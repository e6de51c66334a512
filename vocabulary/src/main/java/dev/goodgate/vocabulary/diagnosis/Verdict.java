package dev.goodgate.vocabulary.diagnosis;

import java.util.List;

/** The doctor's answer. Every claim of it stands in a finding, and every finding cites evidence. */
public sealed interface Verdict {
  /** A cause with how likely it is. */
  record Suspect(CauseId cause, Confidence confidence) {}

  /** One cause, named. */
  record Settled(
      Suspect suspect,
      String summary,
      List<Suspect> rivals,
      List<Finding> findings,
      List<Remedy> remedies,
      List<Question> next)
      implements Verdict {
    public Settled {
      rivals = List.copyOf(rivals);
      findings = List.copyOf(findings);
      remedies = List.copyOf(remedies);
      next = List.copyOf(next);
    }
  }

  /** Two or more causes that the evidence cannot tell apart, best first. */
  record Contested(
      List<Suspect> suspects,
      String summary,
      List<Finding> findings,
      List<Remedy> remedies,
      List<Question> next)
      implements Verdict {
    public Contested {
      suspects = List.copyOf(suspects);
      findings = List.copyOf(findings);
      remedies = List.copyOf(remedies);
      next = List.copyOf(next);
      if (suspects.size() < 2) {
        throw new IllegalArgumentException("contested by " + suspects.size());
      }
    }
  }

  /** Not enough to name one; {@code seen} may hold what is seen without saying why. */
  record Open(List<Suspect> seen, String summary, List<Finding> findings, List<Question> next)
      implements Verdict {
    public Open {
      seen = List.copyOf(seen);
      findings = List.copyOf(findings);
      next = List.copyOf(next);
    }
  }

  /** Nothing is wrong. */
  record Healthy(String summary) implements Verdict {}

  /** One or two sentences for a person. */
  String summary();
}
