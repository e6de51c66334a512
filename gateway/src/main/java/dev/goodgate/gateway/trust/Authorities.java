package dev.goodgate.gateway.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Those who are believed when they vouch for others. Immutable. */
public final class Authorities {
  /** Where the systems that have one list of authorities keep it. */
  private static final List<Path> OF_SYSTEMS =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/cert.pem"));

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

  private final Set<X509Certificate> all;
  private final Map<X500Principal, List<X509Certificate>> byName;

  public Authorities(Collection<X509Certificate> all) {
    this.all = Set.copyOf(all);
    this.byName =
        this.all.stream().collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
  }

  /** How it went to read them; {@code why} goes behind the name of what was read. */
  public sealed interface Reading {
    record Read(Authorities authorities) implements Reading {}

    record Unreadable(String why) implements Reading {}
  }

  /** Reads all certificates of a PEM file. */
  public static Reading of(Path file) {
    try {
      return new Reading.Read(new Authorities(certificates(Files.readString(file, ISO_8859_1))));
    } catch (NoSuchFileException absent) {
      return new Reading.Unreadable("there is no such file");
    } catch (IOException unreadable) {
      return new Reading.Unreadable("it cannot be read (" + unreadable + ")");
    } catch (CertificateException broken) {
      return new Reading.Unreadable(String.valueOf(broken.getMessage()));
    }
  }

  /** Reads those of the system, or where it has no list, those that came with Java. */
  public static Reading ofSystem() {
    Optional<Path> list = OF_SYSTEMS.stream().filter(Files::isReadable).findFirst();
    return list.map(Authorities::of)
        .orElseGet(() -> {
          try {
            return ofJava();
          } catch (IOException | GeneralSecurityException broken) {
            return new Reading.Unreadable(
                "neither the system nor Java has such a list (" + broken + ")");
          }
        });
  }

  private static Reading ofJava() throws IOException, GeneralSecurityException {
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    KeyStore store = KeyStore.getInstance(file.toFile(), (char[]) null);
    List<X509Certificate> found = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.getCertificate(alias) instanceof X509Certificate certificate) {
        found.add(certificate);
      }
    }
    return new Reading.Read(new Authorities(found));
  }

  /** All certificates of a text, in their order; throws with a clause for people. */
  public static List<X509Certificate> certificates(String pem) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> found = new ArrayList<>();
    for (Matcher block = CERTIFICATE.matcher(pem); block.find(); ) {
      byte[] one = block.group().getBytes(ISO_8859_1);
      try {
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one)));
      } catch (CertificateException broken) {
        throw new CertificateException("it holds a broken certificate (" + broken + ")", broken);
      }
    }
    if (found.isEmpty()) {
      throw new CertificateException("there is no PEM certificate in it");
    }
    return found;
  }

  /** Whether this very certificate is believed, whoever has issued it. */
  boolean hold(X509Certificate certificate) {
    return all.contains(certificate);
  }

  /** Those who are called like the issuer of a certificate. */
  Stream<X509Certificate> namesakesOfIssuer(X509Certificate certificate) {
    return byName.getOrDefault(certificate.getIssuerX500Principal(), List.of()).stream();
  }
}
