package dev.goodgate.trials.resolver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.journal.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's nginx, that asks a resolver for the name of its upstream at every request. */
final class ResolvingNginx implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String CONFIG =
      """
      master_process off;
      daemon off;
      user root;
      pid @FOLDER@/nginx.pid;
      error_log stderr info;
      events { worker_connections 64; }
      http {
        access_log off;
        client_body_temp_path @FOLDER@/body;
        proxy_temp_path @FOLDER@/proxy;
        fastcgi_temp_path @FOLDER@/fastcgi;
        uwsgi_temp_path @FOLDER@/uwsgi;
        scgi_temp_path @FOLDER@/scgi;
        server {
          listen 127.0.0.1:@PORT@;
          resolver 127.0.0.1:@RESOLVER@;
          resolver_timeout 2500ms;
          location / {
            set $upstream "app.shop.test:@ORIGIN@";
            proxy_pass http://$upstream;
            proxy_connect_timeout 1s;
            proxy_next_upstream off;
          }
          location /next/ {
            set $upstream "app.shop.test:@ORIGIN@";
            proxy_pass http://$upstream;
          }
        }
      }
      """;

  private final Journal<String> log = new Journal<>();
  private final Socket keeper = new Socket();
  private final Process process;

  ResolvingNginx(Path folder, int resolver, int origin) throws IOException {
    keeper.setReuseAddress(true);
    keeper.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    Path file =
        Files.writeString(
            folder.resolve("nginx.conf"),
            CONFIG
                .replace("@FOLDER@", folder.toString())
                .replace("@PORT@", Integer.toString(keeper.getLocalPort()))
                .replace("@RESOLVER@", Integer.toString(resolver))
                .replace("@ORIGIN@", Integer.toString(origin)));
    process =
        new ProcessBuilder(List.of("nginx", "-e", "stderr", "-c", file.toString()))
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = process.inputReader(UTF_8);
    String line = lines.readLine();
    if (line == null || !line.contains("[notice]")) {
      close();
      throw new IOException("nginx does not start: " + line);
    }
    Thread.ofVirtual().start(() -> keep(lines));
  }

  private void keep(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.accept(line);
      }
    } catch (IOException closed) {
      // It was told to end.
    }
  }

  RawReply get(String path) throws IOException {
    try (RawClient client =
        RawClient.connect((InetSocketAddress) keeper.getLocalSocketAddress(), PATIENCE)) {
      return client
          .send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
          .reply();
    }
  }

  boolean says(String words) throws InterruptedException {
    return log.await(PATIENCE, all -> all.stream().anyMatch(line -> line.contains(words)));
  }

  /** Its log. */
  @Override
  public String toString() {
    return String.join("\n", log.all());
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
    keeper.close();
  }
}
