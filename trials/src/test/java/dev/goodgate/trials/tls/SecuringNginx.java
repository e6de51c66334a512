package dev.goodgate.trials.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.handshake.TlsEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's nginx before one endpoint that it speaks TLS with, as strictly as it can. */
final class SecuringNginx implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Path folder;
  private final Socket keeper = new Socket();
  private final Process process;

  /** {@code settings} come last; {@code ./} in them is the folder of the certificates. */
  SecuringNginx(Path folder, TlsEndpoint server, int endpoint, String settings) throws IOException {
    this.folder = folder;
    // A socket that is bound and does not listen reserves the port; nginx may join it.
    keeper.setReuseAddress(true);
    keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Credential client = server.client();
    write("authority.pem", server.authority());
    write("revocations.pem", server.revocations());
    write("client.pem", client.pem());
    write("client-key.pem", client.keyPem());
    write("nginx.conf", config(endpoint, settings));
    process = run();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) keeper.getLocalSocketAddress();
  }

  /** Written before the reply that it explains. */
  String errors() throws IOException {
    return Files.readString(folder.resolve("error.log"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    keeper.close();
  }

  private String config(int endpoint, String settings) {
    return """
    USER
    master_process off;
    daemon off;
    pid ./nginx.pid;
    error_log stderr notice;
    events {}
    http {
      error_log ./error.log info;
      access_log off;
      client_body_temp_path ./body;
      proxy_temp_path ./proxy;
      fastcgi_temp_path ./fastcgi;
      uwsgi_temp_path ./uwsgi;
      scgi_temp_path ./scgi;
      server {
        listen 127.0.0.1:PORT;
        location / {
          proxy_pass https://127.0.0.1:ENDPOINT;
          proxy_http_version 1.1;
          proxy_connect_timeout 4s;
          proxy_read_timeout 5s;
          proxy_ssl_verify on;
          proxy_ssl_trusted_certificate ./authority.pem;
          proxy_ssl_name localhost;
          SETTINGS
        }
      }
    }
    """
        .replace("USER", System.getProperty("user.name").equals("root") ? "user root;" : "")
        .replace("SETTINGS", settings)
        .replace("PORT", Integer.toString(keeper.getLocalPort()))
        .replace("ENDPOINT", Integer.toString(endpoint))
        .replace("./", folder + "/");
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

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
