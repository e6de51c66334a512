package dev.goodgate.app.plan;

import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What came of opening a plan file. */
public sealed interface PlanFile {
  /** What it says. */
  record Opened(Reading<Plan> reading) implements PlanFile {}

  /** {@code why} is a clause for people. */
  record Unreadable(String why) implements PlanFile {}

  static PlanFile open(String name) {
    try {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        return new Unreadable("it is a folder");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return read(name, in);
      }
    } catch (NoSuchFileException absent) {
      return new Unreadable("there is no such file");
    } catch (AccessDeniedException denied) {
      return new Unreadable("permission denied");
    } catch (IOException | InvalidPathException failure) {
      return new Unreadable(String.valueOf(failure.getMessage()));
    }
  }

  /** One byte more than is allowed at most, so that the reader can see that it is too long. */
  static PlanFile read(String name, InputStream in) throws IOException {
    return new Opened(PlanReader.read(name, in.readNBytes(PlanReader.LONGEST_BYTES + 1)));
  }
}
