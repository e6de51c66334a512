package dev.goodgate.trials.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.vocabulary.plan.Plan;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's nginx, told the same as our plan says. It sends its access log to us as datagrams, so
 * that nothing has to be waited for by looking again.
 */
public final class NginxSubject implements Subject {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final Process process;
  private final Socket keeper;
  private final DatagramSocket log;
  private final Map<String, Account> accounts = new HashMap<>();

  /** Starts it from the search path. */
  public static final class Kind implements Subject.Kind {
    @Override
    public String name() {
      return "nginx";
    }

    @Override
    public boolean knowsCauses() {
      return false;
    }

    @Override
    public Subject start(String plan) throws IOException {
      return new NginxSubject(Plans.read(plan));
    }
  }

  private NginxSubject(Plan plan) throws IOException {
    folder = Files.createTempDirectory("nginx-subject");
    log = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    keeper = new Socket();
    // A socket that is bound and does not listen reserves the port; nginx may join it.
    keeper.setReuseAddress(true);
    keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Files.writeString(
        folder.resolve("nginx.conf"),
        new NginxWording(folder, keeper.getLocalPort(), log.getLocalPort()).config(plan));
    try {
      process = run();
    } catch (IOException failed) {
      clear();
      throw failed;
    }
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) keeper.getLocalSocketAddress();
  }

  @Override
  public Optional<Account> account(String requestId, Duration patience) throws IOException {
    byte[] buffer = new byte[4 * 1024];
    log.setSoTimeout(Math.toIntExact(patience.toMillis()));
    try {
      while (!accounts.containsKey(requestId)) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        log.receive(packet);
        read(new String(buffer, 0, packet.getLength(), UTF_8));
      }
      return Optional.ofNullable(accounts.get(requestId));
    } catch (SocketTimeoutException nothingSaid) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    clear();
  }

  private void read(String line) {
    List<String> parts = List.of(line.substring(line.indexOf('|') + 1).split("\\|", -1));
    String addresses = parts.get(2);
    int attempts = addresses.equals("-") ? 0 : addresses.split(", ", -1).length;
    accounts.put(
        parts.get(0),
        new Account(Integer.parseInt(parts.get(1)), Optional.empty(), attempts, Optional.empty()));
  }

  /** Its first notices come when its listening sockets are there. */
  private Process run() throws IOException {
    Process started =
        new ProcessBuilder("nginx", "-e", "stderr", "-c", folder + "/nginx.conf")
            .redirectErrorStream(true)
            .start();
    StringBuilder said = new StringBuilder();
    BufferedReader notices = started.inputReader(UTF_8);
    for (String line = notices.readLine(); line != null; line = notices.readLine()) {
      if (line.contains("[notice]")) {
        return started;
      }
      said.append(line).append('\n');
    }
    throw new IOException("nginx does not start: " + said);
  }

  private void clear() throws IOException {
    keeper.close();
    log.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
