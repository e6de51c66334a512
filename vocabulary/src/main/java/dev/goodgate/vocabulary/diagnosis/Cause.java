package dev.goodgate.vocabulary.diagnosis;

import dev.goodgate.vocabulary.traffic.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named explanation from the catalogue. {@code trace} names the family of causes that write the
 * same line into a gateway's log; a {@code manifestation} names what is seen and not why, so no
 * settled verdict names it. Neighbours are what it is most often confused with, remedies are the
 * general ones, easy first.
 */
public record Cause(
    CauseId id,
    String title,
    String section,
    Domain domain,
    Phase phase,
    Answer answer,
    @Nullable String registeredType,
    @Nullable String sharedTrace,
    List<CauseId> neighbours,
    String looksLike,
    String toldApartBy,
    boolean manifestation,
    List<Remedy> remedies) {
  /** What a correct gateway answers. */
  public enum Answer {
    INTERNAL("500", "500"),
    BAD_GATEWAY("502", "502"),
    UNAVAILABLE("503", "503"),
    TIMED_OUT("504", "504"),
    CLIENT_CLASS("4xx", "a client-class status, its own or the upstream's passed on"),
    ABORT("abort", "none: the head was already sent, so the connection is cut"),
    NONE("none", "none of its own: an answer is passed on, or nobody is left to receive one");

    private final String id;
    private final String meaning;

    Answer(String id, String meaning) {
      this.id = id;
      this.meaning = meaning;
    }

    public static Optional<Answer> of(String id) {
      return Arrays.stream(values()).filter(answer -> answer.id.equals(id)).findFirst();
    }

    public String id() {
      return id;
    }

    public String meaning() {
      return meaning;
    }
  }

  public Cause {
    neighbours = List.copyOf(neighbours);
    remedies = List.copyOf(remedies);
    if (title.isBlank() || looksLike.isBlank() || toldApartBy.isBlank()) {
      throw new IllegalArgumentException(id + " lacks words");
    }
    if (remedies.isEmpty()) {
      throw new IllegalArgumentException(id + " has no remedy");
    }
  }

  /** The error type of RFC 9209 to send in Proxy-Status, where one fits. */
  public Optional<String> rfc9209() {
    return Optional.ofNullable(registeredType);
  }

  public Optional<String> trace() {
    return Optional.ofNullable(sharedTrace);
  }
}
