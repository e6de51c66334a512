package dev.goodgate.doctor.weigh;

import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import java.util.List;

/**
 * What the scales show: causes best first, what is merely seen beside them, and whether the first
 * cause may be named as settled.
 */
public record Ranking(List<Suspect> suspects, List<Suspect> seen, boolean settles) {
  public Ranking {
    suspects = List.copyOf(suspects);
    seen = List.copyOf(seen);
    if (settles && suspects.isEmpty()) {
      throw new IllegalArgumentException("settled on nothing");
    }
  }
}
