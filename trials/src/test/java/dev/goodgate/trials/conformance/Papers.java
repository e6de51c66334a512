package dev.goodgate.trials.conformance;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Certificates of one authority as files: {@code NAME.pem} and {@code NAME.key}. */
final class Papers {
  static final Span VALID =
      new Span(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

  private final Authority authority = Authority.root("authority of the test", VALID);
  private final Path folder;

  Papers(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(file("ca.pem"), authority.pem());
  }

  /** The authority's own certificate. */
  Path trusted() {
    return file("ca.pem");
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Issues one, and returns how a plan names it. */
  String issue(String name, Profile profile) throws IOException {
    return write(name, authority.issue(profile));
  }

  /** For a host. */
  String site(String name, String... hosts) throws IOException {
    return issue(name, Profile.server(VALID, hosts));
  }

  String write(String name, Credential credential) throws IOException {
    Path certificate = Files.writeString(file(name + ".pem"), credential.pem());
    Path key = Files.writeString(file(name + ".key"), credential.keyPem());
    return "certificate: \"" + certificate + "\", key: \"" + key + '"';
  }
}
