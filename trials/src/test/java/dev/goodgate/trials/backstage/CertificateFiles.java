package dev.goodgate.trials.backstage;

import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.handshake.TlsEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway has to know of an origin's certificates, as files. They are made when one is first
 * asked for, since few scenarios want any.
 */
final class CertificateFiles {
  private static final String AUTHORITY = "ca";
  private static final String CERTIFICATE = "client-cert";
  private static final String KEY = "client-key";

  /** HAProxy looks for a key behind the name of its certificate. */
  private static final List<String> NAMES =
      List.of("authority.pem", "client.pem", "client.pem.key");

  private final TlsEndpoint server;
  private @Nullable Path folder;

  CertificateFiles(TlsEndpoint server) {
    this.server = server;
  }

  Path of(String word) throws IOException {
    int index = List.of(AUTHORITY, CERTIFICATE, KEY).indexOf(word);
    if (index < 0) {
      throw new IOException("an origin has ca, client-cert, client-key, and no " + word);
    }
    return folder().resolve(NAMES.get(index));
  }

  void delete() throws IOException {
    Path made = folder;
    if (made != null) {
      for (String each : NAMES) {
        Files.deleteIfExists(made.resolve(each));
      }
      Files.delete(made);
    }
  }

  private Path folder() throws IOException {
    Path made = folder;
    if (made == null) {
      made = Files.createTempDirectory("origin-certificates");
      folder = made;
      Credential client = server.client();
      List<String> texts = List.of(server.authority(), client.pem(), client.keyPem());
      for (int index = 0; index < NAMES.size(); index++) {
        Files.writeString(made.resolve(NAMES.get(index)), texts.get(index));
      }
    }
    return made;
  }
}
