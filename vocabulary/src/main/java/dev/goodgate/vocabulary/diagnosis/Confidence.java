package dev.goodgate.vocabulary.diagnosis;

/** How often verdicts like this one were right when the truth was known: 0 to 1. */
public record Confidence(double value) implements Comparable<Confidence> {
  public Confidence {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("confidence " + value);
    }
  }

  @Override
  public int compareTo(Confidence that) {
    return Double.compare(value, that.value);
  }
}
