package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One gateway of the run, on its core. */
final class Contestant {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final int ASK_MILLIS = 5_000;
  private static final int SMALL = 128;
  private static final int LAST_WORDS = 10;

  private final Kind kind;
  private final Rig rig;
  private final int core;
  private final Path folder;
  private final Map<String, Integer> ports = new HashMap<>();
  private @Nullable Process process;

  Contestant(Kind kind, Rig rig, int core, int upstreamPort) throws IOException {
    this.kind = kind;
    this.rig = rig;
    this.core = core;
    this.folder = Files.createDirectory(rig.folder().resolve(kind.title()));
    String plan =
        template()
            .replace("@UPSTREAM@", Integer.toString(upstreamPort))
            .replace("@PROOF@", rig.proof().toString())
            .replace("@FOLDER@", folder.toString());
    for (Way each : Way.values()) {
      int port = ports.computeIfAbsent(each.place(), place -> freePort());
      plan = plan.replace(each.place(), Integer.toString(port));
    }
    Files.writeString(plan(), plan);
  }

  Kind kind() {
    return kind;
  }

  int port(Way way) {
    return Objects.requireNonNull(ports.get(way.place()));
  }

  ProcessTree tree() {
    return ProcessTree.of(running().toHandle());
  }

  /** Starts it; returns how long that took until the first good answer. */
  Duration start() throws IOException, Trouble, InterruptedException {
    long began = System.nanoTime();
    ProcessBuilder builder =
        Rig.pinned(core, kind.command(plan()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
    builder.environment().put("GOODGATE_OPTS", "-Xlog:gc:file=" + collections());
    process = rig.start(builder);
    while (System.nanoTime() - began < START_PATIENCE.toNanos()) {
      if (hasGoodAnswer()) {
        return Duration.ofNanos(System.nanoTime() - began);
      }
      mustLive(Duration.ofMillis(2));
    }
    throw new Trouble(kind.title() + " gives no good answer:\n" + lastWords());
  }

  /** Waits that long, in which it must not end. */
  void mustLive(Duration span) throws IOException, Trouble, InterruptedException {
    if (running().waitFor(span.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new Trouble(kind.title() + " has ended:\n" + lastWords());
    }
  }

  void stop() {
    rig.stop(running());
    process = null;
  }

  long logBytes() throws IOException {
    long sum = 0;
    for (Path each : logs()) {
      sum += Files.size(each);
    }
    return sum;
  }

  /** A fast gateway writes ten megabytes of them a second. */
  void emptyLogs() throws IOException {
    for (Path each : logs()) {
      FileChannel.open(each, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
          .close();
    }
  }

  /** How its collector had it wait since its start, if it has one. */
  Optional<Pauses> pauses() throws IOException {
    return Files.exists(collections()) ? Optional.of(Pauses.read(collections())) : Optional.empty();
  }

  private Path collections() {
    return folder.resolve("collections.txt");
  }

  private boolean hasGoodAnswer() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port(Way.PLAIN)), ASK_MILLIS);
      socket.setSoTimeout(ASK_MILLIS);
      String request =
          "GET /" + SMALL + " HTTP/1.1\r\nHost: load.test\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      return answer.startsWith("HTTP/1.1 200 ")
          && answer.length() - answer.indexOf("\r\n\r\n") - 4 == SMALL;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readString(output(), ISO_8859_1).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(".log")).toList();
    }
  }

  private Path plan() {
    return folder.resolve(kind.template());
  }

  private Path output() {
    return folder.resolve("output.log");
  }

  private Process running() {
    return Objects.requireNonNull(process, "not started");
  }

  private String template() throws IOException {
    String name = "/load/" + kind.template();
    try (InputStream stream = Contestant.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
