package dev.goodgate.gateway.secure;

import dev.goodgate.gateway.pem.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whom this machine trusts: the system's list, or where it has none, the one that came with Java.
 */
final class SystemAuthorities {
  private static final List<String> LISTS =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/cert.pem");

  private SystemAuthorities() {}

  static List<X509Certificate> read() throws PemFiles.Unusable {
    Optional<String> list =
        LISTS.stream().filter(each -> Files.isReadable(Path.of(each))).findFirst();
    return list.isPresent() ? PemFiles.certificates(list.get()) : ofJava();
  }

  static List<X509Certificate> ofJava() throws PemFiles.Unusable {
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    List<X509Certificate> found = new ArrayList<>();
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), (char[]) null);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
    } catch (IOException | GeneralSecurityException broken) {
      throw new PemFiles.Unusable(file.toString(), "it cannot be read (" + broken + ")");
    }
    if (found.isEmpty()) {
      throw new PemFiles.Unusable(file.toString(), "there is no certificate in it");
    }
    return found;
  }
}
