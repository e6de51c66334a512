package dev.goodgate.trials.conformance;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.Span;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS of the JDK, in which a test chooses what is spoken within (RFC 7301). */
final class ChoosingTls {
  private static final Span VALID =
      new Span(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2040-01-01T00:00:00Z"));

  private final SSLContext context;
  private final Choice choice;

  /** What is chosen on a connection of what its client offers; empty for nothing. */
  interface Choice {
    String of(int connection, List<String> offered) throws InterruptedException;
  }

  ChoosingTls(Choice choice) throws IOException, GeneralSecurityException {
    this.choice = choice;
    Credential shown = Authority.root("Root", VALID).issue(Profile.server(VALID, "127.0.0.1"));
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] password = "of a test".toCharArray();
    store.load(null, password);
    store.setKeyEntry(
        "shown", shown.key(), password, shown.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
  }

  ServerSocket unbound() throws IOException {
    return context.getServerSocketFactory().createServerSocket();
  }

  /** Returns what was agreed on. */
  String shake(int connection, Socket socket) throws IOException {
    SSLSocket secure = (SSLSocket) socket;
    secure.setHandshakeApplicationProtocolSelector((_, offered) -> chosen(connection, offered));
    secure.startHandshake();
    return secure.getApplicationProtocol();
  }

  private String chosen(int connection, List<String> offered) {
    try {
      return choice.of(connection, offered);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
