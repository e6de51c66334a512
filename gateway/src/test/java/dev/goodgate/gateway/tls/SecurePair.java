package dev.goodgate.gateway.tls;

import dev.goodgate.gateway.tls.engine.AcceptingEngines;
import dev.goodgate.gateway.tls.engine.ConnectingEngines;
import dev.goodgate.gateway.tls.engine.ConnectingEngines.Addressee;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.tls.engine.Terms;
import dev.goodgate.gateway.trust.Authorities;
import dev.goodgate.gateway.trust.ExactTrust;
import dev.goodgate.gateway.trust.Inspection;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.vocabulary.traffic.Actor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;

/** Client and server of our own over a connection in memory. */
final class SecurePair implements AutoCloseable {
  private static final WrittenCertificates AUTHORITY = new WrittenCertificates("test authority");
  private static final Terms.Identity IDENTITY = AUTHORITY.identity("EC", "origin.test");

  private static final Inspection INSPECTION =
      new Inspection(new Authorities(List.of(AUTHORITY.certificate())), InstantSource.system());

  /** Whose engines, and which version of TLS. */
  record Kind(EngineLibrary client, EngineLibrary server, String version) {}

  final Loop loop = new Loop(Transport.NIO.open(), System::nanoTime);
  final TlsBuffers buffers = new TlsBuffers(loop);
  final MemoryDuplex belowClient;
  final MemoryDuplex belowServer;
  final SecureDuplex client;
  final SecureDuplex server;
  private final AcceptingEngines accepting;
  private final ConnectingEngines connecting;

  SecurePair(Kind kind, RandomGenerator random, int most) throws SSLException {
    Terms.Versions versions = new Terms.Versions(kind.version(), kind.version());
    accepting =
        kind.server()
            .accepting(
                new Terms.Accepting(
                    IDENTITY, versions, List.of("http/1.1"), Optional.empty(), Optional.empty()));
    connecting =
        kind.client()
            .connecting(
                new Terms.Connecting(
                    ExactTrust.by(INSPECTION),
                    Optional.empty(),
                    versions,
                    List.of("h2", "http/1.1")));
    MemoryDuplex[] ends = MemoryDuplex.pair(random, most);
    belowClient = ends[0];
    belowServer = ends[1];
    client =
        new SecureDuplex(
            belowClient,
            connecting.lend(new Addressee("origin.test", 443), new Hello(true, _ -> {})),
            buffers,
            Actor.ENDPOINT);
    server = new SecureDuplex(belowServer, accepting.lend(), buffers, Actor.CLIENT);
  }

  /** Drives both handshakes to their end. */
  SecurePair connected() {
    for (int i = 0; i < 100_000; i++) {
      int left = client.finishConnect();
      int right = server.finishConnect();
      if (left == 0 && right == 0) {
        return this;
      }
      if ((left < 0 && left != Kernel.AGAIN) || (right < 0 && right != Kernel.AGAIN)) {
        throw new AssertionError(left + " " + client.trouble() + " " + right + server.trouble());
      }
    }
    throw new AssertionError(
        "no handshake: " + client.finishConnect() + " " + server.finishConnect());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    accepting.close();
    connecting.close();
    int lent = loop.blocks().lent();
    loop.close();
    if (lent != 0) {
      throw new AssertionError(lent + " blocks are out");
    }
  }
}
