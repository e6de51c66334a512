package dev.goodgate.gateway.tls;

import dev.goodgate.gateway.tls.engine.Terms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An authority for tests, which writes certificates (RFC 5280) byte by byte. */
public final class WrittenCertificates {
  private static final byte[] ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));

  private final KeyPair keys;
  private final X509Certificate certificate;
  private final byte[] name;
  private int serial = 1;

  public WrittenCertificates(String commonName) {
    name = name(commonName);
    keys = keys("EC");
    byte[] isAuthority =
        sequence(oid(0x55, 0x1d, 19), tagged(1, new byte[] {-1}), octets(sequence(yes())));
    certificate = write(name, keys, isAuthority, Instant.now().plus(Duration.ofDays(99)));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** For names, with a key of kind {@code EC} or {@code RSA}. */
  public Terms.Identity identity(String kind, String... names) {
    return identity(kind, Duration.ofDays(90), names);
  }

  public Terms.Identity identity(String kind, Duration validFor, String... names) {
    KeyPair own = keys(kind);
    byte[][] each =
        Stream.of(names)
            .map(dns -> tagged(0x82, dns.getBytes(StandardCharsets.US_ASCII)))
            .toArray(byte[][]::new);
    byte[] alternative = sequence(oid(0x55, 0x1d, 17), octets(sequence(each)));
    X509Certificate leaf = write(name(names[0]), own, alternative, Instant.now().plus(validFor));
    return new Terms.Identity(List.of(leaf, certificate), own.getPrivate());
  }

  private X509Certificate write(byte[] subject, KeyPair own, byte[] extension, Instant until) {
    byte[] signed =
        sequence(
            tagged(0xa0, integer(2)),
            integer(serial++),
            ECDSA_SHA256,
            name,
            sequence(time(Instant.EPOCH), time(until)),
            subject,
            own.getPublic().getEncoded(),
            tagged(0xa3, sequence(extension)));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed);
      byte[] all = sequence(signed, ECDSA_SHA256, tagged(3, new byte[1], signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(all));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static KeyPair keys(String kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (kind.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(2_048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] name(String commonName) {
    byte[] text = tagged(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
    return sequence(tagged(0x31, sequence(oid(0x55, 4, 3), text)));
  }

  private static byte[] time(Instant at) {
    String text =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(at);
    return tagged(0x18, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] yes() {
    return tagged(1, new byte[] {-1});
  }

  private static byte[] integer(int value) {
    return tagged(2, BigInteger.valueOf(value).toByteArray());
  }

  private static byte[] octets(byte[] content) {
    return tagged(4, content);
  }

  private static byte[] oid(int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return tagged(6, content);
  }

  private static byte[] sequence(byte[]... parts) {
    return tagged(0x30, parts);
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Stream.of(parts).forEach(content::writeBytes);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (content.size() >= 0x80) {
      byte[] count = BigInteger.valueOf(content.size()).toByteArray();
      int from = count[0] == 0 ? 1 : 0;
      all.write(0x80 | (count.length - from));
      all.write(count, from, count.length - from);
    } else {
      all.write(content.size());
    }
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }
}
