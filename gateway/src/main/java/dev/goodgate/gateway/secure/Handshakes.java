package dev.goodgate.gateway.secure;

import dev.goodgate.gateway.connect.EndpointConnections.Dress;
import dev.goodgate.gateway.tls.Hello;
import dev.goodgate.gateway.tls.SecureDuplex;
import dev.goodgate.gateway.tls.TlsBuffers;
import dev.goodgate.gateway.tls.engine.ConnectingEngines;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.traffic.Actor;

/**
 * TLS of one lane with the endpoints of one upstream: sessions are taken up again on this lane
 * only. Its thread's.
 */
public final class Handshakes implements AutoCloseable {
  private final SecureTerms terms;
  private final TlsBuffers buffers;
  private final LaneKeys keys;
  private final ConnectingEngines engines;

  public Handshakes(SecureTerms terms, TlsBuffers buffers) {
    this.terms = terms;
    this.buffers = buffers;
    this.keys = new LaneKeys(terms.identity());
    this.engines = terms.engines(keys);
  }

  /** What is put over each socket to that endpoint. */
  public Dress with(Endpoint endpoint) {
    ConnectingEngines.Addressee addressee = terms.addressee(endpoint);
    return (socket, connection) -> over(socket, addressee);
  }

  private Duplex over(Duplex socket, ConnectingEngines.Addressee addressee) {
    Hello hello = new Hello(addressee.isNamed(), keys::turnTo);
    return new SecureDuplex(socket, engines.lend(addressee, hello), buffers, Actor.ENDPOINT);
  }

  /** No handshake begins any more; connections go on. */
  @Override
  public void close() {
    engines.close();
  }
}
