package dev.goodgate.gateway.secure;

import dev.goodgate.gateway.tls.engine.ConnectingEngines;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.tls.engine.Terms;
import dev.goodgate.gateway.trust.ExactTrust;
import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.HostPort;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;

/** On what terms the endpoints of one upstream are spoken to: all files are read. Immutable. */
public final class SecureTerms {
  /** As RFC 7301 and RFC 9113 3.2 name it. */
  static final String HTTP2 = "h2";

  private static final List<String> ONE = List.of("http/1.1");
  private static final List<String> EITHER = List.of(HTTP2, "http/1.1");

  private final EngineLibrary library;
  private final ExactTrust trust;
  private final Optional<Terms.Identity> identity;
  private final ClientTls plan;

  SecureTerms(
      EngineLibrary library, ClientTls plan, ExactTrust trust, Optional<Terms.Identity> identity) {
    this.library = library;
    this.plan = plan;
    this.trust = trust;
    this.identity = identity;
  }

  Optional<Terms.Identity> identity() {
    return identity;
  }

  ConnectingEngines engines(X509ExtendedKeyManager keys, boolean offersHttp2) {
    Terms.Versions versions = new Terms.Versions(plan.min(), plan.max());
    List<String> protocols = offersHttp2 ? EITHER : ONE;
    try {
      return library.connecting(
          new Terms.Connecting(trust, Optional.of(keys), versions, protocols));
    } catch (SSLException broken) {
      throw new IllegalStateException("no engines by " + library.says(), broken);
    }
  }

  /** Whom the engines take for their addressee. */
  ConnectingEngines.Addressee addressee(Endpoint endpoint) {
    HostPort address =
        switch (endpoint.address()) {
          case Endpoint.Address.Tcp(HostPort hostPort) -> hostPort;
          case Endpoint.Address.Unix _ -> new HostPort("localhost", 0);
        };
    return new ConnectingEngines.Addressee(
        plan.serverName().orElse(address.host()), address.port());
  }
}
