package dev.goodgate.lab.handshake;

import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.tls.TlsConduct;
import dev.goodgate.lab.tls.TlsConduct.Shows;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Makes the JDK's TLS engines for terms. Sessions are taken up only from the same terms. */
final class Engines {
  private final Credentials credentials;
  private final Map<Shows, SSLContext> contexts = new ConcurrentHashMap<>();

  Engines(Credentials credentials) {
    this.credentials = credentials;
  }

  /** Absent where nobody knows the cipher suite that is wanted. */
  Optional<SSLEngine> of(Terms terms) {
    SSLEngine engine = context(terms).createSSLEngine();
    List<String> known = List.of(engine.getSupportedCipherSuites());
    if (!terms.suite().map(known::contains).orElse(true)) {
      return Optional.empty();
    }
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    terms.version().ifPresent(only -> parameters.setProtocols(new String[] {"TLSv" + only}));
    terms.suite().ifPresent(only -> parameters.setCipherSuites(new String[] {only}));
    parameters.setApplicationProtocols(terms.protocols().toArray(String[]::new));
    parameters.setNeedClientAuth(terms.wantsClientCertificate());
    engine.setSSLParameters(parameters);
    return Optional.of(engine);
  }

  /** A session would spare a client the certificate that it is asked for. */
  private SSLContext context(Terms terms) {
    boolean isFresh =
        terms.wantsClientCertificate() || terms.conduct() instanceof TlsConduct.RefusesResumption;
    return isFresh ? fresh(terms) : contexts.computeIfAbsent(terms.shown(), shown -> fresh(terms));
  }

  private SSLContext fresh(Terms terms) {
    Credential credential = credentials.of(terms.shown());
    boolean rejects = terms.conduct() instanceof TlsConduct.RejectsClientCertificate;
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new OneCredential(credential)},
          new TrustManager[] {new ClientJudge(rejects)},
          null);
      return context;
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException("this JDK speaks no TLS", lacking);
    }
  }
}
