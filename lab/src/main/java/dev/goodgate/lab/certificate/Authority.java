package dev.goodgate.lab.certificate;

import dev.goodgate.lab.certificate.Profile.KeyKind;
import dev.goodgate.lab.certificate.Profile.Span;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Issues certificates with keys of its own making: a root, or one below it. Immutable; any thread
 * may use it. What it makes is written byte for byte (RFC 5280) and read back by the JDK.
 */
public final class Authority {
  private final Credential own;

  private Authority(Credential own) {
    this.own = own;
  }

  /** Signed by itself. */
  public static Authority root(String name, Span valid) {
    KeyPair keys = keys(KeyKind.EC);
    Subject subject = new Subject(principal(name), valid, keys.getPublic());
    Issuer itself = new Issuer(subject.name(), keys, false);
    return new Authority(
        new Credential(
            keys.getPrivate(), List.of(certificate(subject, itself, Extensions.ofAuthority()))));
  }

  /** An authority below this one. */
  public Authority intermediate(String name, Span valid) {
    KeyPair keys = keys(KeyKind.EC);
    Subject subject = new Subject(principal(name), valid, keys.getPublic());
    return new Authority(
        below(keys, certificate(subject, issuer(false), Extensions.ofAuthority())));
  }

  /** Shown with every authority between it and the root, which is never shown. */
  public Credential issue(Profile profile) {
    KeyPair keys = keys(profile.key());
    return below(
        keys,
        certificate(
            holder(profile, keys), issuer(profile.isWeaklySigned()), Extensions.ofHolder(profile)));
  }

  /** What nobody vouches for but the holder. */
  public static Credential selfSigned(Profile profile) {
    KeyPair keys = keys(profile.key());
    Subject holder = holder(profile, keys);
    Issuer itself = new Issuer(holder.name(), keys, profile.isWeaklySigned());
    return new Credential(
        keys.getPrivate(), List.of(certificate(holder, itself, Extensions.ofHolder(profile))));
  }

  public X509Certificate certificate() {
    return own.leaf();
  }

  /** The certificate alone, for a list of trusted authorities. */
  public String pem() {
    return own.alone().pem();
  }

  /** The list of those of its certificates that it takes back, as PEM. */
  public String revocations(Span valid, X509Certificate... revoked) {
    byte[] entries =
        Der.sequence(
            Arrays.stream(revoked)
                .map(each ->
                    Der.sequence(Der.integer(each.getSerialNumber()), Der.time(valid.from())))
                .toList());
    byte[] extensions =
        Der.sequence(Extensions.issuerKeyId(own.leaf().getPublicKey()), Extensions.listNumber(1));
    byte[] list =
        Der.sequence(
            Der.integer(1),
            Keys.algorithm(own.key(), false),
            own.leaf().getSubjectX500Principal().getEncoded(),
            Der.time(valid.from()),
            Der.time(valid.until()),
            // RFC 5280 5.1.2.6: an empty list is left out.
            revoked.length == 0 ? new byte[0] : entries,
            Der.context(0, extensions));
    try {
      return Pem.of("X509 CRL", Keys.signed(list, own.key(), false));
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException("this JDK cannot sign a list", lacking);
    }
  }

  private record Subject(X500Principal name, Span valid, PublicKey key) {}

  private record Issuer(X500Principal name, KeyPair keys, boolean isWeak) {}

  private Issuer issuer(boolean isWeak) {
    return new Issuer(
        own.leaf().getSubjectX500Principal(),
        new KeyPair(own.leaf().getPublicKey(), own.key()),
        isWeak);
  }

  private Credential below(KeyPair keys, X509Certificate issued) {
    List<X509Certificate> shown = new ArrayList<>(List.of(issued));
    own.chain().stream().filter(each -> !isRoot(each)).forEach(shown::add);
    return new Credential(keys.getPrivate(), shown);
  }

  private static boolean isRoot(X509Certificate each) {
    return each.getSubjectX500Principal().equals(each.getIssuerX500Principal());
  }

  private static Subject holder(Profile profile, KeyPair keys) {
    return new Subject(principal(profile.names().getFirst()), profile.valid(), keys.getPublic());
  }

  private static X500Principal principal(String name) {
    return new X500Principal("CN=\"" + name + "\"");
  }

  private static KeyPair keys(KeyKind kind) {
    try {
      return Keys.make(kind);
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException("this JDK makes no keys of kind " + kind, lacking);
    }
  }

  private static X509Certificate certificate(
      Subject subject, Issuer issuer, List<byte[]> extensions) {
    List<byte[]> all =
        Stream.concat(
                extensions.stream(),
                Stream.of(
                    Extensions.keyId(subject.key()),
                    Extensions.issuerKeyId(issuer.keys().getPublic())))
            .toList();
    byte[] said =
        Der.sequence(
            Der.context(0, Der.integer(2)),
            // As random as the key.
            Der.integer(new BigInteger(1, Arrays.copyOf(Extensions.digest(subject.key()), 16))),
            Keys.algorithm(issuer.keys().getPrivate(), issuer.isWeak()),
            issuer.name().getEncoded(),
            Der.sequence(Der.time(subject.valid().from()), Der.time(subject.valid().until())),
            subject.name().getEncoded(),
            subject.key().getEncoded(),
            Der.context(3, Der.sequence(all)));
    try {
      byte[] signed = Keys.signed(said, issuer.keys().getPrivate(), issuer.isWeak());
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(signed));
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException("this JDK cannot sign a certificate", lacking);
    }
  }
}
