package dev.goodgate.gateway;

import dev.goodgate.gateway.connect.EndpointConnections.Dress;
import dev.goodgate.gateway.connect.UpstreamConnection;
import dev.goodgate.gateway.connect.http2.Http2Connection;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;

/** HTTP/2 in clear text, of which the endpoint is known to speak it: RFC 9113 3.3. */
record H2cDress(Http2Connection.Terms terms) implements Dress {
  @Override
  public Duplex over(Duplex socket, UpstreamConnection connection) {
    return socket;
  }

  @Override
  public boolean mayShare() {
    return true;
  }

  @Override
  public Http2Connection sharing(Loop loop, Duplex over) {
    return new Http2Connection(loop, over, terms);
  }
}
