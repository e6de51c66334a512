package dev.goodgate.trials.backstage;

import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real program in an endpoint's place, on a port that stays reserved while it does not run. What
 * it does to a request is the request's to say: {@code /kill} kills who answers it.
 */
public final class RealBackstage implements Backstage {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path RESOURCES = Path.of("src/test/resources/backstage");

  /** What can be made of it. */
  private enum State {
    RUNNING,
    /** It runs with so little memory that {@code /eat} is its end. */
    CAGED,
    /** Others keep all its workers busy for four seconds. */
    BUSY,
    STOPPED;

    static Optional<State> of(String word) {
      return Stream.of(values())
          .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
          .findFirst();
    }
  }

  private final Program program;
  private final Path folder;
  private final Path log;
  private final Socket keeper = new Socket();
  private @Nullable Process process;
  private @Nullable MemoryCage cage;
  private @Nullable Crowd crowd;
  private List<String> kernelSays = List.of();
  private List<Subject.Document> documents = List.of();

  private RealBackstage(Program program) throws IOException {
    this.program = program;
    this.folder = Files.createTempDirectory(program.name() + "-backstage");
    this.log = folder.resolve(program.logName());
    keeper.setReuseAddress(true);
    keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Path files = RESOURCES.resolve(program.files());
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(files.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, filled(Files.readString(file)));
      }
    }
    Files.writeString(log, "");
  }

  /** Every program that can stand here. */
  public static List<Backstage.Kind> kinds() {
    return Program.all().stream().<Backstage.Kind>map(Kind::new).toList();
  }

  private record Kind(Program program) implements Backstage.Kind {
    @Override
    public String name() {
      return program.name();
    }

    @Override
    public Optional<String> complaint(String fault) {
      return State.of(fault).isPresent()
          ? Optional.empty()
          : Optional.of("a program is running, caged, busy or stopped, not '" + fault + "'");
    }

    @Override
    public Backstage start(String name) throws IOException {
      return new RealBackstage(program);
    }
  }

  @Override
  public String address() {
    return "127.0.0.1:" + keeper.getLocalPort();
  }

  @Override
  public void play(List<String> faults) throws IOException {
    stop();
    switch (State.of(faults.getFirst()).orElseThrow()) {
      case STOPPED -> {}
      case RUNNING -> run(filled(program.command()));
      case CAGED -> {
        cage = new MemoryCage(folder.getFileName().toString(), (long) program.cageMiB() << 20);
        run(cage.around(filled(program.command())));
      }
      case BUSY -> {
        run(filled(program.command()));
        crowd = new Crowd(program, (InetSocketAddress) keeper.getLocalSocketAddress());
      }
    }
  }

  /** What the kernel lists as connections to it. */
  @Override
  public boolean awaitQuiet(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (isVisited() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return !isVisited();
  }

  @Override
  public List<Subject.Document> documents() {
    return documents;
  }

  @Override
  public void close() throws IOException {
    stop();
    keeper.close();
    List<Subject.Document> all = new ArrayList<>();
    all.add(new Subject.Document(program.logName(), program.logKind(), said()));
    if (!kernelSays.isEmpty()) {
      all.add(new Subject.Document("dmesg.txt", "kernel-log", String.join("\n", kernelSays)));
    }
    documents = List.copyOf(all);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private String said() throws IOException {
    return Files.readString(log).replace(folder.toString(), "/srv/shop").strip();
  }

  private void run(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    program.environment().forEach((name, value) -> builder.environment().put(name, filled(value)));
    Process started = builder.start();
    process = started;
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!listens()) {
        if (started.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          throw new IOException(program.name() + " does not start: " + said());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while waiting for " + program.name(), stopped);
    }
  }

  private void stop() throws IOException {
    if (crowd != null) {
      crowd.close();
      crowd = null;
    }
    Process running = process;
    process = null;
    if (running != null) {
      List<ProcessHandle> workers = running.descendants().toList();
      running.destroy();
      try {
        if (!running.waitFor(3, TimeUnit.SECONDS)) {
          running.destroyForcibly().waitFor();
        }
      } catch (InterruptedException stopped) {
        running.destroyForcibly();
        Thread.currentThread().interrupt();
      }
      workers.forEach(ProcessHandle::destroyForcibly);
      workers.forEach(each -> each.onExit().join());
    }
    if (cage != null) {
      String group = cage.name();
      kernelSays =
          KernelLog.memoryKills(group).stream()
              .map(line -> line.replace(group, "system.slice/shop.service"))
              .toList();
      cage.close();
      cage = null;
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(keeper.getLocalSocketAddress());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean isVisited() {
    String local = String.format(Locale.ROOT, "0100007F:%04X", keeper.getLocalPort());
    try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
      return lines.anyMatch(line -> line.matches(" *\\d+: " + local + " \\S+ 01 .*"));
    } catch (IOException unreadable) {
      return true;
    }
  }

  private List<String> filled(List<String> words) {
    return words.stream().map(this::filled).toList();
  }

  private String filled(String text) {
    return text.replace("{port}", Integer.toString(keeper.getLocalPort()))
        .replace("{folder}", folder.toString());
  }
}
