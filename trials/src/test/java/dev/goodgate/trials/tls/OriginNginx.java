package dev.goodgate.trials.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.lab.certificate.Credential;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's nginx as an endpoint that speaks TLS: it tells in fields what was agreed on. */
final class OriginNginx implements AutoCloseable {
  private static final String BOTH = "ssl_protocols TLSv1.2 TLSv1.3; ";
  private static final long PATIENCE_SECONDS = 10;

  private final Path folder;
  private final String spoken;
  private final Socket keeper = new Socket();
  private final Process process;

  /** {@code settings} are those of its server; {@code ./} in them is the folder. */
  OriginNginx(Path folder, Credential shown, String settings) throws IOException {
    this(folder, shown, settings, "");
  }

  /** As above; {@code spoken} is {@code http2}, or empty for HTTP/1 alone. */
  OriginNginx(Path folder, Credential shown, String settings, String spoken) throws IOException {
    this.folder = folder;
    this.spoken = spoken;
    // A socket that is bound and does not listen reserves the port; nginx may join it.
    keeper.setReuseAddress(true);
    keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Files.writeString(folder.resolve("site.pem"), shown.pem());
    Files.writeString(folder.resolve("site.key"), shown.keyPem());
    Files.writeString(folder.resolve("nginx.conf"), config(settings));
    process = run();
  }

  String endpoint() {
    return "https://127.0.0.1:" + keeper.getLocalPort();
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

  private String config(String settings) {
    return """
    USER
    master_process off;
    daemon off;
    pid ./nginx.pid;
    error_log stderr notice;
    events {}
    http {
      access_log off;
      client_body_temp_path ./body;
      proxy_temp_path ./proxy;
      fastcgi_temp_path ./fastcgi;
      uwsgi_temp_path ./uwsgi;
      scgi_temp_path ./scgi;
      root ./;
      server {
        listen 127.0.0.1:PORT ssl SPOKEN;
        ssl_certificate ./site.pem;
        ssl_certificate_key ./site.key;
        ssl_session_cache shared:sessions:1m;
        add_header X-Version $ssl_protocol always;
        add_header X-Name "name=$ssl_server_name" always;
        add_header X-Reused $ssl_session_reused always;
        add_header X-Protocol "alpn=$ssl_alpn_protocol" always;
        add_header X-Client "$ssl_client_verify" always;
        SETTINGS
        location = /hello { return 200 hello; }
      }
    }
    """
        .replace("USER", System.getProperty("user.name").equals("root") ? "user root;" : "")
        .replace("SETTINGS", settings.contains("ssl_protocols") ? settings : BOTH + settings)
        .replace("SPOKEN", spoken)
        .replace("PORT", Integer.toString(keeper.getLocalPort()))
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
}
