package dev.goodgate.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.KeyKind;
import dev.goodgate.lab.certificate.Profile.Span;
import dev.goodgate.lab.certificate.Profile.Usage;
import dev.goodgate.vocabulary.traffic.CertificateFlaw;
import dev.goodgate.vocabulary.traffic.Detail;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Span VALID = span(2020, 2040);
  private static final Span OVER = span(2020, 2021);
  private static final Span AHEAD = span(2030, 2031);
  private static final Profile SERVER = Profile.server(VALID, "origin.test", "*.pool.test", "::1");

  private final Authority root = Authority.root("Root", VALID);
  private final Authority issuer = root.intermediate("Issuer", VALID);

  @ParameterizedTest
  @ValueSource(strings = {"origin.test", "ORIGIN.test", "origin.test.", "a.pool.test", "::1"})
  void findsNothingWrongWithWhatIsSound(String name) {
    assertThat(flaw(issuer.issue(SERVER), name)).isEmpty();
  }

  @Test
  void believesWhatComesStraightFromAnAuthority() {
    assertThat(flaw(root.issue(SERVER), "origin.test")).isEmpty();
    assertThat(flaw(issuer.issue(SERVER.key(KeyKind.RSA)), "origin.test")).isEmpty();
  }

  @Test
  void seesThatItHasExpiredAndSince() {
    assertFlaw(issuer.issue(SERVER.valid(OVER)), CertificateFlaw.EXPIRED, "2021-01-01T00:00:00Z");
  }

  @Test
  void seesThatItIsNotValidYet() {
    assertFlaw(
        issuer.issue(SERVER.valid(AHEAD)), CertificateFlaw.NOT_YET_VALID, "2030-01-01T00:00:00Z");
  }

  @Test
  void seesThatAnIntermediateHasExpired() {
    assertFlaw(
        root.intermediate("Old issuer", OVER).issue(SERVER),
        CertificateFlaw.EXPIRED,
        "CN=Old issuer");
  }

  @Test
  void saysForWhomItIs() {
    Optional<Detail.Certificate> flaw = flaw(issuer.issue(SERVER), "127.0.0.1");

    assertThat(flaw).map(Detail.Certificate::flaw).contains(CertificateFlaw.WRONG_NAME);
    assertThat(flaw.orElseThrow().says()).contains("127.0.0.1", "origin.test, *.pool.test");
  }

  @Test
  void seesThatNobodyVouchesForItButItself() {
    assertFlaw(Authority.selfSigned(SERVER), CertificateFlaw.SELF_SIGNED, "origin.test");
  }

  @Test
  void believesItselfWhereThePlanNamesIt() {
    Credential own = Authority.selfSigned(SERVER);

    assertThat(flaw(own.chain(), own.leaf(), "origin.test")).isEmpty();
    assertThat(flaw(own.chain(), own.leaf(), "other.test"))
        .map(Detail.Certificate::flaw)
        .contains(CertificateFlaw.WRONG_NAME);
  }

  @Test
  void believesAnIntermediateWhereThePlanNamesIt() {
    Credential shown = issuer.issue(SERVER);

    assertThat(flaw(List.of(shown.leaf()), issuer.certificate(), "origin.test")).isEmpty();
  }

  @Test
  void seesThatItsAuthorityIsUnknown() {
    Authority unknown = Authority.root("Unknown root", VALID);
    Authority below = unknown.intermediate("Unknown issuer", VALID);
    Credential shown = below.issue(SERVER);
    List<X509Certificate> withRoot = new ArrayList<>(shown.chain());
    withRoot.add(unknown.certificate());

    assertFlaw(shown, CertificateFlaw.UNKNOWN_AUTHORITY, "CN=Unknown root");
    assertFlaw(withRoot, CertificateFlaw.UNKNOWN_AUTHORITY, "CN=Unknown root");
  }

  @Test
  void isNotTakenInByANamesake() {
    assertFlaw(
        Authority.root("Root", VALID).issue(SERVER),
        CertificateFlaw.UNKNOWN_AUTHORITY,
        "another key");
  }

  @Test
  void saysThatItWasShownAlone() {
    assertFlaw(
        issuer.issue(SERVER).alone(), CertificateFlaw.UNKNOWN_AUTHORITY, "CN=Issuer; it was shown");
  }

  @Test
  void doesNotMindTheOrderNorWhatDoesNotBelong() {
    Authority second = issuer.intermediate("Second issuer", VALID);
    Credential shown = second.issue(SERVER);
    List<X509Certificate> shuffled = new ArrayList<>(shown.chain().subList(1, 3));
    Collections.reverse(shuffled);
    shuffled.addFirst(Authority.root("Stranger", VALID).certificate());
    shuffled.addFirst(shown.leaf());

    assertThat(flaw(shuffled, root.certificate(), "origin.test")).isEmpty();
  }

  @Test
  void followsLongChainsButNotEndlessOnes() {
    Authority last = root;
    for (int depth = 0; depth < 10; depth++) {
      last = last.intermediate("Issuer " + depth, VALID);
    }
    Credential deep = last.issue(SERVER);
    X509Certificate[] many = new X509Certificate[21];
    Arrays.fill(many, issuer.certificate());

    assertThat(flaw(deep, "origin.test")).isEmpty();
    assertFlaw(List.of(many), CertificateFlaw.CHAIN_TOO_LONG, "21");
  }

  @Test
  void doesNotTakeAServerForAnAuthority() {
    Authority holder = root.intermediate("Holder", VALID);
    Credential notAnAuthority = Authority.selfSigned(SERVER);

    assertFlaw(
        List.of(notAnAuthority.leaf(), holder.certificate()), CertificateFlaw.SELF_SIGNED, "CN=");
  }

  @Test
  void seesWhatIsTooWeak() {
    assertFlaw(issuer.issue(SERVER.weaklySigned()), CertificateFlaw.WEAK, "SHA1");
    assertFlaw(issuer.issue(SERVER.key(KeyKind.WEAK_RSA)), CertificateFlaw.WEAK, "1024 bits");
  }

  @Test
  void seesThatItIsForClients() {
    assertFlaw(
        issuer.issue(SERVER.usage(Usage.CLIENT)), CertificateFlaw.WRONG_USAGE, "not for servers");
  }

  @Test
  void doesWithoutNamesThatCannotBeRead() {
    assertThat(flaw(issuer.issue(SERVER), "")).isPresent();
    assertThat(
            new Inspection(new Authorities(List.of()), InstantSource.fixed(NOW))
                .flaw(List.of(), ""))
        .map(Detail.Certificate::flaw)
        .contains(CertificateFlaw.BROKEN);
  }

  private void assertFlaw(Credential shown, CertificateFlaw flaw, String holds) {
    assertFlaw(shown.chain(), flaw, holds);
  }

  private void assertFlaw(List<X509Certificate> shown, CertificateFlaw flaw, String holds) {
    Optional<Detail.Certificate> seen = flaw(shown, root.certificate(), "origin.test");

    assertThat(seen).map(Detail.Certificate::flaw).contains(flaw);
    assertThat(seen.orElseThrow().says()).contains(holds);
  }

  private Optional<Detail.Certificate> flaw(Credential shown, String name) {
    return flaw(shown.chain(), root.certificate(), name);
  }

  private static Optional<Detail.Certificate> flaw(
      List<X509Certificate> shown, X509Certificate believed, String name) {
    Authorities authorities =
        new Authorities(
            Stream.of(believed, Authority.root("Another", VALID).certificate()).toList());
    return new Inspection(authorities, InstantSource.fixed(NOW)).flaw(shown, name);
  }

  private static Span span(int from, int until) {
    return new Span(
        Instant.parse(from + "-01-01T00:00:00Z"), Instant.parse(until + "-01-01T00:00:00Z"));
  }
}
