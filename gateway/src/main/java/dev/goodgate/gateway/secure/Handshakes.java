package dev.goodgate.gateway.secure;

import dev.goodgate.gateway.connect.EndpointConnections.Dress;
import dev.goodgate.gateway.connect.http2.Http2Connection;
import dev.goodgate.gateway.tls.Hello;
import dev.goodgate.gateway.tls.SecureDuplex;
import dev.goodgate.gateway.tls.TlsBuffers;
import dev.goodgate.gateway.tls.engine.ConnectingEngines;
import dev.goodgate.gateway.tls.engine.ConnectingEngines.Addressee;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.traffic.Actor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * TLS of one lane with the endpoints of one upstream: sessions are taken up again on this lane
 * only. Its thread's.
 */
public final class Handshakes implements AutoCloseable {
  private final SecureTerms terms;
  private final TlsBuffers buffers;
  private final Optional<Http2Connection.Terms> within;
  private final LaneKeys keys;
  private final ConnectingEngines engines;
  private @Nullable ConnectingEngines http1Engines;

  /** {@code within} are the terms of HTTP/2, where endpoints are offered it. */
  public Handshakes(SecureTerms terms, TlsBuffers buffers, Optional<Http2Connection.Terms> within) {
    this.terms = terms;
    this.buffers = buffers;
    this.within = within;
    this.keys = new LaneKeys(terms.identity());
    this.engines = terms.engines(keys, within.isPresent());
  }

  /** What is put over each socket to that endpoint. */
  public Dress with(Endpoint endpoint) {
    return new SecureDress(this, terms.addressee(endpoint));
  }

  Optional<Http2Connection.Terms> within() {
    return within;
  }

  /** HTTP/2 is of use only to a connection that may be shared. */
  Duplex over(Duplex socket, Addressee addressee, boolean mayBeShared) {
    Hello hello = new Hello(addressee.isNamed(), keys::turnTo);
    ConnectingEngines offering = mayBeShared || within.isEmpty() ? engines : http1Engines();
    return new SecureDuplex(socket, offering.lend(addressee, hello), buffers, Actor.ENDPOINT);
  }

  private ConnectingEngines http1Engines() {
    ConnectingEngines there = http1Engines == null ? terms.engines(keys, false) : http1Engines;
    http1Engines = there;
    return there;
  }

  /** No handshake begins any more; connections go on. */
  @Override
  public void close() {
    engines.close();
    if (http1Engines != null) {
      http1Engines.close();
    }
  }
}
