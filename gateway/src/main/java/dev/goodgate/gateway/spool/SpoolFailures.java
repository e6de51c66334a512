package dev.goodgate.gateway.spool;

import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns what Java's files throw into failures, and the system's words back into its errnos. */
final class SpoolFailures {
  private static final Set<String> PASSING = Set.of("EMFILE", "ENFILE", "ENOSPC", "EDQUOT");

  private SpoolFailures() {}

  static Failure of(IOException thrown) {
    Detail.SystemError error = error(thrown);
    boolean descriptors = error.name().endsWith("FILE");
    return failure(descriptors ? Symptom.LIMIT_REACHED : Symptom.INTERNAL, error);
  }

  /** The errno, but of what may be over at any moment: no room, or no descriptor. */
  static Optional<String> lasting(IOException thrown) {
    String name = error(thrown).name();
    return Optional.of(name).filter(each -> !PASSING.contains(each));
  }

  /** The room that the plan allows is taken. */
  static Failure full(long most) {
    return failure(Symptom.LIMIT_REACHED, new Detail.Limit(Detail.Limit.HELD, most));
  }

  private static Failure failure(Symptom symptom, Detail detail) {
    return new Failure(Phase.WRITE_REQUEST, Actor.GATEWAY, symptom, detail);
  }

  private static Detail.SystemError error(IOException thrown) {
    return switch (thrown) {
      case NoSuchFileException _ -> error("ENOENT", 2);
      case AccessDeniedException _ -> error("EACCES", 13);
      case FileSystemException other -> error(String.valueOf(other.getReason()));
      default -> error(String.valueOf(thrown.getMessage()));
    };
  }

  private static Detail.SystemError error(String words) {
    return switch (words.toLowerCase(Locale.ROOT)) {
      case "too many open files in system" -> error("ENFILE", 23);
      case "too many open files" -> error("EMFILE", 24);
      case "file too large" -> error("EFBIG", 27);
      case "no space left on device" -> error("ENOSPC", 28);
      case "read-only file system" -> error("EROFS", 30);
      case "disk quota exceeded" -> error("EDQUOT", 122);
      default -> error("EIO", 5);
    };
  }

  private static Detail.SystemError error(String name, int number) {
    return new Detail.SystemError(Detail.SystemError.TEMPORARY_FILE, name, number);
  }
}
