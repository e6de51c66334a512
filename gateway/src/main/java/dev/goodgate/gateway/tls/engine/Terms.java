package dev.goodgate.gateway.tls.engine;

import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** On what terms TLS is spoken: what is shown to the other side, and asked of it. */
public sealed interface Terms {
  Versions versions();

  /** What can be spoken within (RFC 7301), the best first; empty to say nothing of it. */
  List<String> protocols();

  /** Who we are: a chain, our own certificate first, and its private key. */
  record Identity(List<X509Certificate> chain, PrivateKey key) {
    public Identity {
      chain = List.copyOf(chain);
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("no certificate");
      }
    }

    public X509Certificate certificate() {
      return chain.getFirst();
    }
  }

  /** From {@code min} to {@code max}, each {@code 1.2} or {@code 1.3}. */
  record Versions(String min, String max) {
    public static final Versions ALL = new Versions("1.2", "1.3");

    List<String> names() {
      return List.of("1.2", "1.3").stream()
          .filter(each -> min.compareTo(each) <= 0 && each.compareTo(max) <= 0)
          .map(each -> "TLSv" + each)
          .toList();
    }
  }

  /** Who must prove itself by a certificate of one of these authorities. */
  record Proof(List<X509Certificate> authorities, boolean required) {
    public Proof {
      authorities = List.copyOf(authorities);
    }
  }

  /**
   * Of one who accepts; {@code staple} is what the authority says of the certificate (RFC 6066 8).
   */
  record Accepting(
      Identity identity,
      Versions versions,
      List<String> protocols,
      Optional<Proof> proof,
      Optional<ByteBuffer> staple)
      implements Terms {
    public Accepting {
      protocols = List.copyOf(protocols);
    }
  }

  /** Of one who connects: {@code trust} judges whom it meets, {@code keys} shows who it is. */
  record Connecting(
      X509ExtendedTrustManager trust,
      Optional<X509ExtendedKeyManager> keys,
      Versions versions,
      List<String> protocols)
      implements Terms {
    public Connecting {
      protocols = List.copyOf(protocols);
    }
  }
}
