package dev.goodgate.lab.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.socket.Connection;
import dev.goodgate.lab.tls.TlsConduct;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The TLS side of one server, with an authority of its own. Makes keys and certificates when they
 * are first needed. Any thread may use it.
 */
public final class TlsEndpoint {
  private final Credentials credentials;
  private final Engines engines;

  /** Waits for a span, or until there is no more reason to. */
  public interface Pause {
    void rest(Duration span) throws IOException, InterruptedException;
  }

  public TlsEndpoint(String name) {
    credentials = new Credentials(name);
    engines = new Engines(credentials);
  }

  /** The root that all sound certificates come from, as PEM. */
  public String authority() {
    return credentials.authority();
  }

  /** The lists of what was revoked, as PEM. */
  public String revocations() {
    return credentials.revocations();
  }

  /** What a client may show, from the same authority. */
  public Credential client() {
    return credentials.client();
  }

  /** Talks with a client that begins with TLS until it is secured, or over. */
  public Greeting greet(TlsConduct conduct, Connection client, Pause pause)
      throws IOException, InterruptedException {
    Optional<ClientHello> hello = ClientHello.peek(client.in());
    if (hello.isEmpty()) {
      return new Greeting.Over("no hello could be read", new Finish.Drop());
    }
    return switch (Opening.of(conduct, hello.get())) {
      case Opening.Leaves leaves -> over(leaves, client);
      case Opening.Shakes(Terms terms) -> shake(terms, client, pause);
    };
  }

  private static Greeting over(Opening.Leaves leaves, Connection client) throws IOException {
    client.out().write(leaves.bytes().getBytes(ISO_8859_1));
    return new Greeting.Over("says " + leaves.what(), leaves.finish());
  }

  private Greeting shake(Terms terms, Connection client, Pause pause)
      throws IOException, InterruptedException {
    Optional<SSLEngine> engine = engines.of(terms);
    if (engine.isEmpty()) {
      return over(Opening.alert(Opening.FATAL, Opening.HANDSHAKE_FAILURE), client);
    }
    TlsConnection secured = new TlsConnection(client, engine.get(), terms.conduct());
    try {
      boolean isDone = secured.shake(pause);
      return terms.conduct() instanceof TlsConduct.EndsInHandshake ends && !isDone
          ? new Greeting.Over("breaks the handshake off", Opening.finish(ends))
          : new Greeting.Secured(secured.agreed(), secured);
    } catch (SSLException failed) {
      return new Greeting.Over("the handshake failed: " + failed.getMessage(), new Finish.Close());
    }
  }
}
