package dev.goodgate.lab.certificate;

import dev.goodgate.lab.certificate.Profile.KeyKind;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;

/** The extensions of RFC 5280 4.2 that authorities, their holders and their lists need. */
final class Extensions {
  private static final int DIGITAL_SIGNATURE = 0x80;
  private static final int KEY_ENCIPHERMENT = 0x20;
  private static final int CERTIFICATES_AND_LISTS = 0x06;

  private Extensions() {}

  static List<byte[]> ofAuthority() {
    return List.of(
        critical("2.5.29.19", Der.sequence(Der.yes())),
        critical("2.5.29.15", flags(CERTIFICATES_AND_LISTS)));
  }

  static List<byte[]> ofHolder(Profile profile) {
    int usage =
        profile.key() == KeyKind.EC ? DIGITAL_SIGNATURE : DIGITAL_SIGNATURE | KEY_ENCIPHERMENT;
    String purpose =
        switch (profile.usage()) {
          case SERVER -> "1.3.6.1.5.5.7.3.1";
          case CLIENT -> "1.3.6.1.5.5.7.3.2";
        };
    return List.of(
        critical("2.5.29.19", Der.sequence()),
        critical("2.5.29.15", flags(usage)),
        plain("2.5.29.37", Der.sequence(Der.oid(purpose))),
        plain("2.5.29.17", Der.sequence(profile.names().stream().map(Extensions::name).toList())));
  }

  static byte[] keyId(PublicKey key) {
    return plain("2.5.29.14", Der.octets(digest(key)));
  }

  static byte[] issuerKeyId(PublicKey key) {
    return plain("2.5.29.35", Der.sequence(Der.plainContext(0, digest(key))));
  }

  static byte[] listNumber(long number) {
    return plain("2.5.29.20", Der.integer(number));
  }

  /** RFC 7093 2: the first 20 bytes of SHA-256. */
  static byte[] digest(PublicKey key) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), 20);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK knows SHA-256", impossible);
    }
  }

  private static byte[] flags(int octet) {
    return Der.bits(new byte[] {(byte) octet}, Integer.numberOfTrailingZeros(octet));
  }

  private static byte[] name(String name) {
    boolean isAddress = name.contains(":") || name.matches("[0-9.]+");
    return isAddress
        ? Der.plainContext(7, InetAddress.ofLiteral(name).getAddress())
        : Der.ascii(2, name);
  }

  private static byte[] critical(String oid, byte[] content) {
    return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(content));
  }

  private static byte[] plain(String oid, byte[] content) {
    return Der.sequence(Der.oid(oid), Der.octets(content));
  }
}
