package dev.goodgate.app.meters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which version this is, as the build wrote it down. */
public final class Release {
  private static final String FILE = "/dev/goodgate/app/version.txt";

  private Release() {}

  public static String version() {
    try (InputStream in = Release.class.getResourceAsStream(FILE)) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
