package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's php-fpm at a unix socket, with one worker and the scripts of a test. */
final class PhpFpm implements AutoCloseable {
  private final Path folder = Files.createTempDirectory("php-fpm-trial");
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final Process process;

  /** {@code scripts} by their paths under the root. */
  PhpFpm(Map<String, String> scripts) throws IOException, InterruptedException {
    for (Map.Entry<String, String> each : scripts.entrySet()) {
      Path file = root().resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
    }
    Path config = folder.resolve("php-fpm.conf");
    Files.writeString(config, config());
    process =
        new ProcessBuilder(
                "php-fpm8.2", "--nodaemonize", "--allow-to-run-as-root", "-y", config.toString())
            .redirectErrorStream(true)
            .start();
    var lines = process.inputReader(UTF_8);
    Thread.ofVirtual().start(() -> lines.lines().forEach(said::add));
    await("ready to handle connections");
  }

  Path root() {
    return folder.resolve("www");
  }

  /** As a plan says it. */
  String endpoint() {
    return "fastcgi+unix:" + folder.resolve("socket");
  }

  private void await(String words) throws IOException, InterruptedException {
    for (String line = ""; !line.contains(words); ) {
      line = said.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        close();
        throw new IOException("php-fpm does not say " + words);
      }
    }
  }

  private String config() {
    String user = System.getProperty("user.name", "");
    return """
    [global]
    error_log = /proc/self/fd/2
    daemonize = no
    [www]
    listen = %s/socket
    user = %s
    pm = static
    pm.max_children = 1
    clear_env = yes
    php_admin_value[log_errors] = on
    php_admin_value[error_log] =
    php_admin_value[display_errors] = off
    php_admin_value[output_buffering] = 0
    """
        .formatted(folder, user);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
