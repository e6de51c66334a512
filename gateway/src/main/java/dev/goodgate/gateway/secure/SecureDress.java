package dev.goodgate.gateway.secure;

import dev.goodgate.gateway.connect.EndpointConnections.Dress;
import dev.goodgate.gateway.connect.UpstreamConnection;
import dev.goodgate.gateway.connect.http2.Http2Connection;
import dev.goodgate.gateway.tls.SecureDuplex;
import dev.goodgate.gateway.tls.engine.ConnectingEngines;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import org.jspecify.annotations.Nullable;

/** TLS with one endpoint, which chooses what version of HTTP is spoken within (RFC 7301). */
record SecureDress(Handshakes handshakes, ConnectingEngines.Addressee addressee) implements Dress {
  @Override
  public Duplex over(Duplex socket, UpstreamConnection connection) {
    return handshakes.over(socket, addressee, connection.mayBeShared());
  }

  @Override
  public boolean mayShare() {
    return handshakes.within().isPresent();
  }

  /** An endpoint that chooses nothing is taken to speak what everybody does. */
  @Override
  public @Nullable Http2Connection sharing(Loop loop, Duplex over) {
    boolean chosen =
        over instanceof SecureDuplex secure && secure.protocol().equals(SecureTerms.HTTP2);
    return chosen ? new Http2Connection(loop, over, handshakes.within().orElseThrow()) : null;
  }
}
