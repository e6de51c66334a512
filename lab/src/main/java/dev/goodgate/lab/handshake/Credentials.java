package dev.goodgate.lab.handshake;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.KeyKind;
import dev.goodgate.lab.certificate.Profile.Span;
import dev.goodgate.lab.certificate.Profile.Usage;
import dev.goodgate.lab.tls.TlsConduct.Certificate;
import dev.goodgate.lab.tls.TlsConduct.Shows;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one server can show, made when it is first asked for. Dates are fixed, so that nothing
 * depends on the clock of the machine: the sound are valid for decades, the others long over or far
 * ahead.
 */
final class Credentials {
  static final List<String> NAMES =
      List.of("localhost", "origin.test", "*.origin.test", "127.0.0.1", "::1");

  private static final Span DECADES = span(2020, 2049);
  private static final Span OVER = span(2020, 2021);
  private static final Span AHEAD = span(2048, 2049);

  private final Map<Shows, Credential> made = new ConcurrentHashMap<>();
  private final List<Authority> authorities;

  Credentials(String server) {
    Authority root = Authority.root("Goodgate lab root of " + server, DECADES);
    authorities = List.of(root, root.intermediate("Goodgate lab intermediate", DECADES));
  }

  Credential of(Shows shown) {
    return made.computeIfAbsent(shown, this::make);
  }

  Credential client() {
    return issuer().issue(profile("client.test").usage(Usage.CLIENT));
  }

  String authority() {
    return authorities.getFirst().pem();
  }

  /** One list of each authority, for those that check the whole chain want them all. */
  String revocations() {
    Shows revoked = new Shows(Certificate.REVOKED, Optional.empty(), 1);
    return authorities.getFirst().revocations(DECADES)
        + issuer().revocations(DECADES, of(revoked).leaf());
  }

  private Credential make(Shows shown) {
    List<String> names = shown.name().map(List::of).orElse(NAMES);
    Profile profile = profile(names.toArray(String[]::new));
    Authority issuer = shown.intermediates() == 1 ? issuer() : deep(shown.intermediates());
    return switch (shown.certificate()) {
      case SOUND, REVOKED -> issuer.issue(profile);
      case SOUND_RSA -> issuer.issue(profile.key(KeyKind.RSA));
      case EXPIRED -> issuer.issue(profile.valid(OVER));
      case NOT_YET_VALID -> issuer.issue(profile.valid(AHEAD));
      case SELF_SIGNED -> Authority.selfSigned(profile);
      case UNKNOWN_CA ->
          Authority.root("Unknown root", DECADES)
              .intermediate("Unknown intermediate", DECADES)
              .issue(profile);
      case MISSING_INTERMEDIATE -> issuer.issue(profile).alone();
      case WEAK_SIGNATURE -> issuer.issue(profile.weaklySigned());
      case WEAK_KEY -> issuer.issue(profile.key(KeyKind.WEAK_RSA));
      case FOR_CLIENTS -> issuer.issue(profile.usage(Usage.CLIENT));
      case BROKEN -> broken(issuer.issue(profile));
    };
  }

  private static Credential broken(Credential sound) {
    List<X509Certificate> chain = new ArrayList<>(sound.chain());
    chain.set(0, new Undecodable(sound.leaf()));
    return new Credential(sound.key(), chain);
  }

  private Authority issuer() {
    return authorities.getLast();
  }

  private Authority deep(int intermediates) {
    Authority last = authorities.getFirst();
    for (int count = 1; count <= intermediates; count++) {
      last = last.intermediate("Goodgate lab intermediate " + count, DECADES);
    }
    return last;
  }

  private static Profile profile(String... names) {
    return Profile.server(DECADES, names);
  }

  private static Span span(int fromYear, int untilYear) {
    return new Span(
        Instant.parse(fromYear + "-01-01T00:00:00Z"),
        Instant.parse(untilYear + "-01-01T00:00:00Z"));
  }
}
