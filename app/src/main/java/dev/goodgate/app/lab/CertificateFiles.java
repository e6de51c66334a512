package dev.goodgate.app.lab;

import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.handshake.TlsEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What a gateway needs to know of an origin's certificates, as files. */
final class CertificateFiles {
  private final Path folder;

  CertificateFiles(Path folder) {
    this.folder = folder;
  }

  void write(TlsEndpoint server) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("authority.pem"), server.authority());
    Files.writeString(folder.resolve("revocations.pem"), server.revocations());
    Credential client = server.client();
    Files.writeString(folder.resolve("client.pem"), client.pem());
    Path key = folder.resolve("client-key.pem");
    Files.deleteIfExists(key);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.createFile(
          key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(key, client.keyPem());
  }
}
