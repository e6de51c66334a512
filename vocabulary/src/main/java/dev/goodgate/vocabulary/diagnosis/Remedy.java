package dev.goodgate.vocabulary.diagnosis;

import dev.goodgate.vocabulary.plan.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action that would end a cause. {@code who} does it; {@code change} is a diff where there is a
 * {@code where}; {@code verify} tells how to see that it worked.
 */
public record Remedy(
    Effort effort,
    String who,
    String action,
    @Nullable Place place,
    @Nullable String diff,
    String verify) {
  /** Ordered: easy first. */
  public enum Effort {
    EASY("easy"),
    MODERATE("moderate"),
    HARD("hard");

    private final String id;

    Effort(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  public Optional<Place> where() {
    return Optional.ofNullable(place);
  }

  public Optional<String> change() {
    return Optional.ofNullable(diff);
  }
}
