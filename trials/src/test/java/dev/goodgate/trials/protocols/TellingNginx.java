package dev.goodgate.trials.protocols;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's nginx with one location, which tells us its error log as it writes it. */
final class TellingNginx implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder = Files.createTempDirectory("telling-nginx");
  private final Socket keeper = new Socket();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final Process process;

  /** {@code directives}: what the location says. */
  TellingNginx(String... directives) throws IOException {
    this(false, directives);
  }

  /** As above, and it speaks nothing but HTTP/2. */
  static TellingNginx speakingHttp2(String... directives) throws IOException {
    return new TellingNginx(true, directives);
  }

  private TellingNginx(boolean http2, String... directives) throws IOException {
    // A socket that is bound and does not listen reserves the port; nginx may join it.
    keeper.setReuseAddress(true);
    keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Files.writeString(folder.resolve("nginx.conf"), config(http2, List.of(directives)));
    process =
        new ProcessBuilder("nginx", "-e", "stderr", "-c", folder + "/nginx.conf")
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = process.inputReader(UTF_8);
    Thread.ofVirtual().start(() -> lines.lines().forEach(said::add));
    await("start worker process|using the \"epoll\"");
  }

  InetSocketAddress address() {
    return (InetSocketAddress) keeper.getLocalSocketAddress();
  }

  /** The next line with a part that the expression describes. */
  String await(String expression) throws IOException {
    StringBuilder all = new StringBuilder();
    try {
      for (String line = next(); line != null; line = next()) {
        if (line.matches(".*(" + expression + ").*")) {
          return line;
        }
        all.append(line).append('\n');
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("nginx does not say " + expression + ", but:\n" + all);
  }

  /** Everything said up to now that is a complaint. */
  List<String> complaints() {
    return said.stream().filter(line -> line.contains("[error]")).toList();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    keeper.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private String next() throws InterruptedException {
    return said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private String config(boolean http2, List<String> directives) {
    return String.join(
        "\n",
        System.getProperty("user.name").equals("root") ? "user root;" : "",
        "master_process off;",
        "daemon off;",
        "pid " + folder + "/nginx.pid;",
        "error_log stderr info;",
        "events { worker_connections 64; }",
        "http {",
        "  access_log off;",
        temporary("client_body") + temporary("proxy") + temporary("fastcgi"),
        temporary("uwsgi") + temporary("scgi"),
        "  server {",
        "    listen 127.0.0.1:" + keeper.getLocalPort() + (http2 ? " http2;" : ";"),
        "    location / {",
        String.join("\n", directives),
        "    }",
        "  }",
        "}");
  }

  private String temporary(String what) {
    return "  " + what + "_temp_path " + folder + "/" + what + ";\n";
  }
}
