package dev.goodgate.gateway.tls.engine;

import dev.goodgate.gateway.tls.LentEngine;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Engines of one certificate towards those who connect to us. Any thread may ask; a closed one goes
 * on for the engines it has lent.
 */
public final class AcceptingEngines implements AutoCloseable {
  /** Forward secrecy and authenticated encryption only; TLS 1.3 has nothing else. */
  private static final List<String> CIPHERS =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** What its engines ask for when a client comes; any other would be shown to nobody. */
  private static final Set<String> BORING_KEYS = Set.of("RSA", "EC");

  private final SslContext context;
  private final Optional<ByteBuffer> staple;

  AcceptingEngines(EngineLibrary library, Terms.Accepting terms) throws SSLException {
    boolean boring = library == EngineLibrary.BORINGSSL;
    String kind = terms.identity().key().getAlgorithm();
    if (boring && !BORING_KEYS.contains(kind)) {
      throw new SSLException(library.says() + " shows none whose key is of " + kind);
    }
    staple = boring ? terms.staple() : Optional.empty();
    SslContextBuilder builder =
        SslContextBuilder.forServer(new OneIdentity(terms.identity()))
            .sslProvider(library.provider())
            .protocols(terms.versions().names())
            .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
            .option(OpenSslContextOption.USE_TASKS, false) // they forget to send an alert
            .enableOcsp(staple.isPresent())
            .applicationProtocolConfig(Protocols.of(terms.protocols()))
            .trustManager(new TrustInNobody());
    terms
        .proof()
        .ifPresent(proof ->
            builder
                .clientAuth(proof.required() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL)
                .trustManager(proof.authorities()));
    context = builder.build();
  }

  /** An engine for one connection. */
  public LentEngine lend() {
    SSLEngine engine = context.newEngine(UnpooledByteBufAllocator.DEFAULT);
    if (staple.isPresent() && engine instanceof ReferenceCountedOpenSslEngine boring) {
      boring.setOcspResponse(bytes(staple.get()));
    }
    return new LentEngine(engine, () -> ReferenceCountUtil.release(engine));
  }

  /**
   * Tickets are sealed with the first of these keys of 48 bytes from now on, and accepted by all;
   * the JDK's engines have keys of their own.
   */
  public void turnTo(List<byte[]> ticketKeys) {
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setTicketKeys(
          ticketKeys.stream().map(AcceptingEngines::key).toArray(OpenSslSessionTicketKey[]::new));
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }

  private static OpenSslSessionTicketKey key(byte[] bytes) {
    int name = OpenSslSessionTicketKey.NAME_SIZE;
    int mac = OpenSslSessionTicketKey.HMAC_KEY_SIZE;
    int cipher = OpenSslSessionTicketKey.AES_KEY_SIZE;
    return new OpenSslSessionTicketKey(
        part(bytes, 0, name), part(bytes, name, mac), part(bytes, name + mac, cipher));
  }

  private static byte[] part(byte[] bytes, int from, int length) {
    byte[] part = new byte[length];
    System.arraycopy(bytes, from, part, 0, length);
    return part;
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
