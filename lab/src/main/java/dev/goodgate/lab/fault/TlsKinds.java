package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Framing;
import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.menu.Parameters;
import dev.goodgate.lab.tls.TlsConduct;
import dev.goodgate.lab.tls.TlsConduct.Certificate;
import dev.goodgate.lab.tls.TlsConduct.Damage;
import dev.goodgate.lab.tls.TlsConduct.Leaving;
import dev.goodgate.lab.tls.TlsConduct.Outdated;
import dev.goodgate.lab.tls.TlsConduct.Plain;
import dev.goodgate.lab.tls.TlsConduct.Protocol;
import dev.goodgate.lab.tls.TlsConduct.Unnamed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Faults of TLS. Whatever else an origin plays, its port speaks TLS to those who begin with it. */
final class TlsKinds {
  private static final String GROUP = "TLS";
  private static final String ANY = "any";

  private TlsKinds() {}

  static List<Kind<Fault>> all() {
    return Stream.of(certificates(), agreements(), clients(), records(), sound())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Kind<Fault>> certificates() {
    return List.of(
        shows("tls-cert-expired", "that has expired", Certificate.EXPIRED),
        shows("tls-cert-not-yet-valid", "that is not valid yet", Certificate.NOT_YET_VALID),
        shows("tls-self-signed", "signed by its own key", Certificate.SELF_SIGNED),
        shows("tls-unknown-ca", "of an authority nobody knows", Certificate.UNKNOWN_CA),
        shows(
            "tls-missing-intermediate",
            "without the intermediate that links it to its root",
            Certificate.MISSING_INTERMEDIATE),
        kind(
            "tls-chain-too-deep",
            "shows a good certificate at the end of a long chain",
            with ->
                new TlsConduct.Shows(
                    Certificate.SOUND, Optional.empty(), with.number("intermediates", 10))),
        kind(
            "tls-hostname-mismatch",
            "shows a certificate for another name",
            with ->
                new TlsConduct.Shows(
                    Certificate.SOUND, Optional.of(with.text("name", "other.test")), 1)),
        shows("tls-revoked", "that its authority has taken back", Certificate.REVOKED),
        shows("tls-weak-signature", "signed with SHA-1", Certificate.WEAK_SIGNATURE),
        shows("tls-weak-key", "for an RSA key of 1024 bits", Certificate.WEAK_KEY),
        shows("tls-wrong-usage", "that is for clients only", Certificate.FOR_CLIENTS),
        shows("tls-cert-broken", "that cannot be decoded", Certificate.BROKEN));
  }

  private static List<Kind<Fault>> agreements() {
    return List.of(
        kind(
            "tls-sni-missing",
            "wants the client to name the server: alert 112, or the certificate of default.test",
            with ->
                new TlsConduct.WantsName(
                    Optional.empty(), with.choice("otherwise", Unnamed.ALERT))),
        kind(
            "tls-sni-wrong",
            "serves one name only: alert 112, or the certificate of default.test",
            with ->
                new TlsConduct.WantsName(
                    Optional.of(with.text("serves", "other.test")),
                    with.choice("otherwise", Unnamed.ALERT))),
        kind(
            "tls-version-mismatch",
            "speaks one version only: says alert 70, or answers in an outdated version",
            with ->
                new TlsConduct.SpeaksOnly(
                    with.text("version", "1.1"), with.choice("says", Outdated.ALERT))),
        kind(
            "tls-cipher-mismatch",
            "takes one cipher suite only, or none: alert 40",
            with -> new TlsConduct.TakesSuite(unless("none", with.text("suite", "none")))),
        new Kind<>(
            GROUP,
            "tls-alpn-mismatch",
            "speaks HTTP/2 only: alert 120; or agrees on one protocol and speaks another",
            TlsKinds::wrongProtocol));
  }

  private static List<Kind<Fault>> clients() {
    return List.of(
        kind(
            "tls-client-cert-required",
            "wants a client certificate: alert 40 in TLS 1.2, alert 116 after the fact in 1.3",
            with -> new TlsConduct.WantsClientCertificate(version(with))),
        kind(
            "tls-client-cert-rejected",
            "takes no client certificate it is shown: alert 46, or another in TLS 1.2",
            with ->
                new TlsConduct.RejectsClientCertificate(version(with), with.number("alert", 46))));
  }

  private static List<Kind<Fault>> records() {
    return List.of(
        kind(
            "tls-handshake-timeout",
            "says nothing to the client's hello",
            with -> new TlsConduct.StallsInHandshake()),
        kind(
            "tls-reset-in-handshake",
            "ends the connection in the handshake, after so many bytes of its own",
            with ->
                new TlsConduct.EndsInHandshake(
                    with.choice("by", Leaving.RESET), with.size("after", "0"))),
        kind(
            "tls-to-plaintext-port",
            "takes TLS for bad HTTP, as a port without TLS does",
            with -> new TlsConduct.KnowsNoTls(with.choice("does", Plain.BAD_REQUEST))),
        kind(
            "tls-alert",
            "answers the client's hello with an alert",
            with -> new TlsConduct.Alerts(with.number("level", 2), with.number("number", 80))),
        kind(
            "tls-bad-record",
            "damages a record after so many bytes of an answer",
            with ->
                new TlsConduct.SendsBadRecord(
                    with.choice("what", Damage.MAC), with.size("after", "0"))),
        new Kind<>(
            GROUP,
            "tls-no-close-notify",
            "closes in the body, and always without the goodbye of TLS",
            with ->
                new Fault.Tls(
                    new TlsConduct.NeverSaysGoodbye(),
                    new Fault.CutsBody(
                        with.choice("framing", Framing.CLOSE),
                        with.size("sent", "500"),
                        End.CLOSE))));
  }

  private static List<Kind<Fault>> sound() {
    return List.of(
        shows("tls-healthy", "that is right", Certificate.SOUND),
        shows("tls-healthy-rsa", "that is right, for an RSA key", Certificate.SOUND_RSA),
        kind(
            "tls-slow-handshake",
            "waits before every piece of its side of the handshake",
            with ->
                new TlsConduct.SlowHandshake(
                    with.span("delay", "1s"), with.size("piece", "16KiB"))),
        kind(
            "tls-resumption-refused",
            "never takes up an earlier session",
            with -> new TlsConduct.RefusesResumption()));
  }

  private static Kind<Fault> shows(String name, String which, Certificate certificate) {
    return kind(
        name,
        "shows a certificate " + which,
        with -> new TlsConduct.Shows(certificate, Optional.empty(), 1));
  }

  private static Optional<String> version(Parameters with) {
    String version = with.text("version", ANY);
    if (!version.matches("1\\.[23]|" + ANY)) {
      throw new IllegalArgumentException("version=" + version + " is not 1.2, 1.3 or " + ANY);
    }
    return unless(ANY, version);
  }

  private static Optional<String> unless(String nothing, String written) {
    return written.equals(nothing) ? Optional.empty() : Optional.of(written);
  }

  /** What is sent instead of HTTP/1 is the answer of a request inside. */
  private static Fault wrongProtocol(Parameters with) {
    Protocol does = with.choice("does", Protocol.ONLY_H2);
    return new Fault.Tls(
        new TlsConduct.WrongProtocol(does),
        switch (does) {
          case ONLY_H2, IGNORED_H2 -> FormKinds.said(HeadKinds.HTTP2_SETTINGS);
          case CLAIMED_H2 -> Fault.Healthy.PLAIN;
        });
  }

  /** What can be told of TLS alone; requests inside are answered well. */
  private interface Maker {
    TlsConduct make(Parameters with);
  }

  private static Kind<Fault> kind(String name, String description, Maker maker) {
    return new Kind<>(
        GROUP, name, description, with -> new Fault.Tls(maker.make(with), Fault.Healthy.PLAIN));
  }
}
