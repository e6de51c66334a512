package dev.goodgate.gateway.pem;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Says what a file holds in place of what was looked for, and what to do about it: clauses for
 * somebody who is in a hurry. Nothing of the file itself is repeated, since it may be a secret.
 */
final class Misfits {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_./+:@%-]+");
  private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");

  /** RFC 1421 4.6.1.1, as OpenSSL wrote it before version 1.0. */
  private static final Pattern ENCRYPTED_ONCE = Pattern.compile("Proc-Type: *4, *ENCRYPTED");

  /** What PKCS #12 begins with in its SEQUENCE, and no certificate or key: RFC 7292 4. */
  private static final String VERSION_3 = "\2\1\3";

  private Misfits() {}

  static String insteadOfCertificate(String file, String text) {
    return switch (kind(text)) {
      case "" -> form(file, text, "x509", "there is no PEM certificate in it");
      case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" ->
          "it holds the request for a certificate; what the authority made of it is wanted here";
      case "PKCS7", "CMS" ->
          "its certificates are packed: " + command("pkcs7 -print_certs", file, "pem") + " unpacks";
      case "TRUSTED CERTIFICATE" ->
          "it is of OpenSSL's own kind: " + command("x509", file, "pem") + " makes it usual";
      case "CERTIFICATE" -> cut("certificate");
      case String kind when kind.endsWith("PRIVATE KEY") ->
          "it holds a private key and no certificate: are the two files swapped?";
      case String kind -> "it holds no certificate, but: " + kind;
    };
  }

  static String insteadOfKey(String file, String text) {
    if (ENCRYPTED_ONCE.matcher(text).find()) {
      return encrypted(file);
    }
    return switch (kind(text)) {
      case "" -> form(file, text, "pkey", "there is no PEM private key in it");
      case "OPENSSH PRIVATE KEY" ->
          "it is a key for SSH; one that belongs to a certificate is wanted";
      case "PUBLIC KEY", "RSA PUBLIC KEY" -> "it holds the public key; the private one is wanted";
      case "CERTIFICATE" -> "it holds a certificate and no private key: are the two files swapped?";
      case String kind when kind.endsWith("PRIVATE KEY") -> cut("key");
      case String kind -> "it holds no private key, but: " + kind;
    };
  }

  static String encrypted(String file) {
    return "the key is encrypted, and nobody is there to type its passphrase: "
        + command("pkey", file, "plain")
        + " writes it without; let nobody but the gateway read that file";
  }

  /** {@code chain} is what the key should belong to, by its first certificate. */
  static String otherKey(
      String chainFile, List<X509Certificate> chain, String file, PrivateKey key) {
    String not = "it is not the key of the first certificate in " + chainFile;
    return IntStream.range(1, chain.size())
        .filter(i -> KeyPairs.belong(chain.get(i).getPublicKey(), key))
        .mapToObj(i ->
            not + ", but of number " + (i + 1) + ": that has to come first, then who signed it")
        .findFirst()
        .orElse(
            not
                + ": `openssl pkey -pubout -in "
                + quoted(file)
                + "` has to print the same as `openssl x509 -pubkey -noout -in "
                + quoted(chainFile)
                + "`");
  }

  /** What the first block of PEM calls itself; empty where there is none. */
  private static String kind(String text) {
    var block = BLOCK.matcher(text);
    return block.find() ? block.group(1) : "";
  }

  /** Of something that is no PEM at all; {@code tool} is OpenSSL's for what is wanted. */
  private static String form(String file, String text, String tool, String otherwise) {
    if (text.isBlank()) {
      return "it is empty";
    }
    int content = contentOfSequence(text);
    if (content > 0 && text.startsWith(VERSION_3, content)) {
      return "it is PKCS #12, not PEM: "
          + command("pkcs12 -nodes", file, "pem")
          + " makes one file that can be both certificate and key";
    }
    if (content > 0) {
      return "it is DER, not PEM: " + command(tool + " -inform DER", file, "pem") + " makes that";
    }
    if (text.startsWith("\u00fe\u00ed\u00fe\u00ed")) {
      return "it is a keystore of Java, not PEM: `keytool -importkeystore -deststoretype PKCS12"
          + " -srckeystore ... -destkeystore ...`, then `openssl pkcs12 -nodes` make that";
    }
    return text.indexOf('\0') >= 0 ? otherwise + ", and it is no text in ASCII" : otherwise;
  }

  /** Where the content of the one SEQUENCE begins that the whole file is; 0 where it is none. */
  private static int contentOfSequence(String der) {
    if (der.length() < 2 || der.charAt(0) != '0') {
      return 0;
    }
    int first = der.charAt(1);
    int begin = first < 0x80 ? 2 : 2 + (first & 0x7f);
    long length = first < 0x80 ? first : 0;
    for (int i = 2; i < Math.min(begin, der.length()); i++) {
      length = length << 8 | der.charAt(i);
    }
    return begin + length == der.length() ? begin : 0;
  }

  private static String cut(String what) {
    return "its " + what + " is cut off or damaged: copy the file again, whole";
  }

  private static String command(String what, String file, String ending) {
    return "`openssl "
        + what
        + " -in "
        + quoted(file)
        + " -out "
        + quoted(file + "." + ending)
        + "`";
  }

  /** As a shell wants it. */
  private static String quoted(String file) {
    return PLAIN_NAME.matcher(file).matches() ? file : "'" + file.replace("'", "'\\''") + "'";
  }
}
