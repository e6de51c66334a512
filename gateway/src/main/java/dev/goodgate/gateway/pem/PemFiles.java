package dev.goodgate.gateway.pem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.tls.engine.Terms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Reads PEM files; what is wrong with one is said with its name. Blocks: not for a loop. */
public final class PemFiles {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

  private static final long LARGEST = 1 << 20;

  private PemFiles() {}

  /** A file is of no use: the message is a sentence that names it. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    public Unusable(String file, String why) {
      super(file + ": " + why);
    }
  }

  /** A chain and its key, which belong together, for whom {@code library} is to speak. */
  public static Terms.Identity identity(String chainFile, String keyFile, EngineLibrary library)
      throws Unusable {
    List<X509Certificate> chain = certificates(chainFile);
    PrivateKey key;
    try {
      key = KeyPem.read(keyFile, text(keyFile));
    } catch (GeneralSecurityException broken) {
      throw new Unusable(keyFile, String.valueOf(broken.getMessage()));
    }
    if (!KeyPairs.belong(chain.getFirst().getPublicKey(), key)) {
      throw new Unusable(keyFile, Misfits.otherKey(chainFile, chain, keyFile, key));
    }
    try {
      library.examine(key);
    } catch (SSLException damaged) {
      throw new Unusable(keyFile, "it cannot be used: " + damaged.getMessage());
    }
    return new Terms.Identity(chain, key);
  }

  /** All certificates of a file, at least one. */
  public static List<X509Certificate> certificates(String file) throws Unusable {
    return certificates(file, text(file));
  }

  static List<X509Certificate> certificates(String file, String text) throws Unusable {
    List<X509Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Matcher block = CERTIFICATE.matcher(text); block.find(); ) {
        byte[] one = block.group().getBytes(ISO_8859_1);
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one)));
      }
    } catch (CertificateException broken) {
      throw new Unusable(
          file,
          "certificate number " + (found.size() + 1) + " in it is broken: " + broken.getMessage());
    }
    if (found.isEmpty()) {
      throw new Unusable(file, Misfits.insteadOfCertificate(file, text));
    }
    return found;
  }

  private static String text(String file) throws Unusable {
    return new String(bytes(file), ISO_8859_1);
  }

  /** What a file holds, as it is. */
  public static byte[] bytes(String file) throws Unusable {
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw new Unusable(file, "it is a folder");
      }
      if (Files.size(path) > LARGEST) {
        throw new Unusable(file, "it is larger than 1 MiB");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException absent) {
      throw new Unusable(file, absent(file));
    } catch (AccessDeniedException denied) {
      throw new Unusable(file, "reading it is not allowed to the user that the gateway runs as");
    } catch (InvalidPathException | IOException unreadable) {
      throw new Unusable(file, "it cannot be read (" + unreadable + ")");
    }
  }

  private static String absent(String file) {
    Path path = Path.of(file);
    Path folder = path.toAbsolutePath().normalize().getParent();
    return "there is no such file" + (path.isAbsolute() ? "" : " in " + folder);
  }
}
