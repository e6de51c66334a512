package dev.goodgate.lab.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/** A private key and what is shown with it: the holder's certificate, then its issuers. */
public record Credential(PrivateKey key, List<X509Certificate> chain) {
  public Credential {
    chain = List.copyOf(chain);
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /** The same, with none of its issuers shown. */
  public Credential alone() {
    return new Credential(key, List.of(leaf()));
  }

  /** All that is shown, as PEM. */
  public String pem() {
    return chain.stream().map(Pem::of).collect(Collectors.joining());
  }

  public String keyPem() {
    return Pem.of("PRIVATE KEY", key.getEncoded());
  }
}
