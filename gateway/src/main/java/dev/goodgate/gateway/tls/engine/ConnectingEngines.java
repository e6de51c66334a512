package dev.goodgate.gateway.tls.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.goodgate.gateway.tls.Hello;
import dev.goodgate.gateway.tls.LentEngine;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

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
            .applicationProtocolConfig(Protocols.of(terms.protocols()))
            .option(OpenSslContextOption.USE_TASKS, false) // they forget to send an alert
            .trustManager(terms.trust())
            .endpointIdentificationAlgorithm(""); // names are the trust's matter
    terms.keys().ifPresent(builder::keyManager);
    context = builder.build();
  }

  /**
   * Who is to answer: {@code name} is what its certificate must hold; sessions are kept by both.
   */
  public record Addressee(String name, int port) {
    /** Whether the name is one to be sent: addresses are not (RFC 6066 3). */
    public boolean isNamed() {
      try {
        InetAddress _ = InetAddress.ofLiteral(name);
        return false;
      } catch (IllegalArgumentException aName) {
        return true;
      }
    }

    private String sent() {
      return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
  }

  /** An engine for one connection. */
  public LentEngine lend(Addressee addressee, Hello hello) {
    SSLEngine engine =
        context.newEngine(UnpooledByteBufAllocator.DEFAULT, addressee.name(), addressee.port());
    if (addressee.isNamed()) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(addressee.sent().getBytes(US_ASCII))));
      engine.setSSLParameters(parameters);
    }
    return new LentEngine(engine, () -> ReferenceCountUtil.release(engine), hello);
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
