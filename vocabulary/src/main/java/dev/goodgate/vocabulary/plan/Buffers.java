package dev.goodgate.vocabulary.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where what is held of messages is kept when memory is not enough, and how many bytes of it there
 * may be at one time.
 */
public record Buffers(@Nullable String writtenDirectory, long most) {
  public static final Buffers DEFAULT = new Buffers(null, 1L << 30);

  /** Absent for the system's directory of temporary files. */
  public Optional<String> directory() {
    return Optional.ofNullable(writtenDirectory);
  }
}
