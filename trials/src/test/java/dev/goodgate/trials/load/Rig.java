package dev.goodgate.trials.load;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.Span;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The temporary folder with all processes of a run; when it is closed none of them is left. */
final class Rig implements AutoCloseable {
  private static final Span VALID =
      new Span(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private boolean closed;

  Rig() throws IOException {
    folder = Files.createTempDirectory("goodgate-load");
    // A gateway that is started by root works as somebody else.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Credential own = Authority.root("load.test", VALID).issue(Profile.server(VALID, "127.0.0.1"));
    Files.writeString(proof(), own.keyPem() + own.pem());
  }

  Path folder() {
    return folder;
  }

  /** A key, then its certificate: HAProxy wants both in one file, and the others do not mind. */
  Path proof() {
    return folder.resolve("proof.pem");
  }

  /**
   * A builder for a command on one core, in a process group of its own: Ctrl-C is for us alone. The
   * kernel ends it with the thread that starts it, so that it goes even if we are killed.
   */
  static ProcessBuilder pinned(int core, List<String> command) {
    List<String> all = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "TERM"));
    all.addAll(List.of("taskset", "-c", Integer.toString(core)));
    all.addAll(command);
    return new ProcessBuilder(all);
  }

  /** The program of that name on the search path, or where administrators have theirs. */
  static Path program(String name) throws Trouble {
    List<String> folders =
        new ArrayList<>(
            List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
    folders.addAll(MORE_FOLDERS);
    return folders.stream()
        .map(each -> Path.of(each, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new Trouble(name + " is not installed"));
  }

  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (closed) {
      throw new IOException("the run is over");
    }
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Ends a process with its descendants: asks first, waits, then does not ask. */
  synchronized void stop(Process process) {
    List<ProcessHandle> tree =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    process.destroy();
    await(process);
    tree.forEach(ProcessHandle::destroyForcibly);
    await(process);
    processes.remove(process);
  }

  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(processes).forEach(this::stop);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void await(Process process) {
    try {
      process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
