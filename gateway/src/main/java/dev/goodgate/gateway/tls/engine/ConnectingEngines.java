package dev.goodgate.gateway.tls.engine;

import dev.goodgate.gateway.tls.LentEngine;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Engines towards those we connect to, by the same terms. Any thread may ask; a closed one goes on
 * for the engines it has lent.
 */
public final class ConnectingEngines implements AutoCloseable {
  private final SslContext context;

  ConnectingEngines(EngineLibrary library, Terms.Connecting terms) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(library.provider())
            .protocols(terms.versions().names())
            .applicationProtocolConfig(Protocols.of(terms.protocols()));
    if (!terms.verifies()) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm("");
    } else {
      builder.endpointIdentificationAlgorithm("HTTPS");
      if (!terms.authorities().isEmpty()) {
        builder.trustManager(terms.authorities());
      }
    }
    terms.identity().ifPresent(self -> builder.keyManager(self.key(), self.chain()));
    context = builder.build();
  }

  /** An engine for one connection; {@code name} is sent (SNI) and must be in the certificate. */
  public LentEngine lend(String name, int port) {
    SSLEngine engine = context.newEngine(UnpooledByteBufAllocator.DEFAULT, name, port);
    return new LentEngine(engine, () -> ReferenceCountUtil.release(engine));
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
