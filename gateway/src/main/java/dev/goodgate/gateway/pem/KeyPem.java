package dev.goodgate.gateway.pem;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a private key from PEM: as OpenSSL writes it today (PKCS 8, RFC 5958), and as it once did
 * (PKCS 1 for RSA; RFC 5915 for elliptic curves).
 */
final class KeyPem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]+)-----END \\1-----");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
  private static final byte[] VERSION = {2, 1, 0};
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int PARAMETERS = 0xa0;

  private KeyPem() {}

  /** Throws with a clause for people, who know the file by this name. */
  static PrivateKey read(String file, String pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new InvalidKeySpecException(Misfits.insteadOfKey(file, pem));
    }
    byte[] content = bytes(block.group(2));
    return switch (block.group(1)) {
      case "PRIVATE KEY" -> key(content);
      case "RSA PRIVATE KEY" -> key(der(SEQUENCE, VERSION, RSA, der(OCTETS, content)));
      case "EC PRIVATE KEY" ->
          key(der(SEQUENCE, VERSION, der(SEQUENCE, EC, curve(content)), der(OCTETS, content)));
      case "ENCRYPTED PRIVATE KEY" -> throw new InvalidKeySpecException(Misfits.encrypted(file));
      default -> throw new InvalidKeySpecException(Misfits.insteadOfKey(file, pem));
    };
  }

  private static byte[] bytes(String base64) throws InvalidKeySpecException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException broken) {
      throw new InvalidKeySpecException("it is broken", broken);
    }
  }

  private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException _) {
        // it may be of another kind
      }
    }
    throw new InvalidKeySpecException("it is broken, or of no kind that is known here");
  }

  /** The name of the curve stands within the key, behind version and number. */
  private static byte[] curve(byte[] key) throws InvalidKeySpecException {
    try {
      int at = 1 + lengthOfLength(key, 1);
      while (at < key.length) {
        int head = 1 + lengthOfLength(key, at + 1);
        int length = length(key, at + 1);
        if (length < 0) {
          break;
        }
        if ((key[at] & 0xff) == PARAMETERS) {
          return Arrays.copyOfRange(key, at + head, at + head + length);
        }
        at += head + length;
      }
    } catch (ArrayIndexOutOfBoundsException broken) {
      throw new InvalidKeySpecException("it is broken", broken);
    }
    throw new InvalidKeySpecException("it does not name its curve");
  }

  private static int lengthOfLength(byte[] der, int at) {
    return der[at] >= 0 ? 1 : 1 + (der[at] & 0x7f);
  }

  /** Negative where it is none that a key has: indefinite, or more than two bytes can say. */
  private static int length(byte[] der, int at) {
    return switch (lengthOfLength(der, at)) {
      case 1 -> der[at];
      case 2 -> der[at + 1] & 0xff;
      case 3 -> (der[at + 1] & 0xff) << 8 | (der[at + 2] & 0xff);
      default -> -1;
    };
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
