package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Place;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a plan, or looks wrong: where, what, and what was expected instead.
 * {@code nearestName} is the known key or name that was probably meant. All texts are safe to print
 * on a terminal, whatever the file held.
 */
public record Complaint(
    Severity severity,
    Place place,
    String message,
    String expected,
    @Nullable String nearestName,
    String snippet) {
  /** An error refuses the plan; a warning does not. */
  public enum Severity {
    ERROR,
    WARNING;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Optional<String> nearest() {
    return Optional.ofNullable(nearestName);
  }

  /** All of it for a person: the place, the line with a caret under it, and the advice. */
  public String render() {
    StringBuilder text = new StringBuilder();
    text.append(Shown.all(place.toString())).append(": ").append(severity.word());
    text.append(": ").append(message).append('\n').append(snippet);
    text.append("   expected ").append(expected).append('\n');
    nearest().ifPresent(name -> text.append("   did you mean `").append(name).append("`?\n"));
    return text.toString();
  }
}
