package dev.goodgate.gateway.reply;

import dev.goodgate.vocabulary.traffic.CertificateFlaw;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.TlsAlert;

/**
 * The part of the table about TLS with endpoints: which cause stands behind a certificate that was
 * not accepted, and behind an alert that came.
 */
final class HandshakeAnswers {
  /** The endpoint ended the handshake, and what it said has no cause of its own. */
  static final String ENDED = "tls-reset-in-handshake";

  private HandshakeAnswers() {}

  static String causeOfFlaw(Detail detail) {
    return detail instanceof Detail.Certificate(CertificateFlaw flaw, _)
        ? switch (flaw) {
          case EXPIRED -> "tls-cert-expired";
          case NOT_YET_VALID -> "tls-cert-not-yet-valid";
          case WRONG_NAME -> "tls-hostname-mismatch";
          case SELF_SIGNED -> "tls-self-signed";
          case MISSING_INTERMEDIATE -> "tls-missing-intermediate";
          case CHAIN_TOO_LONG -> "tls-chain-too-deep";
          case REVOKED -> "tls-revoked";
          case WRONG_USAGE -> "tls-cert-wrong-usage";
          case WEAK -> "tls-cert-weak";
          case BROKEN -> "tls-cert-broken";
          case UNKNOWN_AUTHORITY -> "tls-unknown-ca";
        }
        : "tls-unknown-ca";
  }

  /**
   * An alert says what its sender felt. TLS 1.2 refuses a missing certificate, a missing name and a
   * foreign cipher with the same one: what it had asked for tells the first apart.
   */
  static String causeOfAlert(Detail detail) {
    if (!(detail
        instanceof Detail.Alert(TlsAlert alert, boolean named, boolean asked, var shown))) {
      return ENDED;
    }
    if (alert.isAboutCertificate() && asked) {
      return shown ? "tls-client-cert-rejected" : "tls-client-cert-required";
    }
    return switch (alert.number()) {
      case TlsAlert.HANDSHAKE_FAILURE ->
          asked && !shown
              ? "tls-client-cert-required"
              : named ? "tls-cipher-mismatch" : "tls-sni-missing";
      case TlsAlert.INSUFFICIENT_SECURITY -> "tls-cipher-mismatch";
      case TlsAlert.PROTOCOL_VERSION, TlsAlert.INAPPROPRIATE_FALLBACK -> "tls-version-mismatch";
      case TlsAlert.UNRECOGNIZED_NAME -> named ? "tls-sni-wrong" : "tls-sni-missing";
      case TlsAlert.CERTIFICATE_REQUIRED -> "tls-client-cert-required";
      case TlsAlert.NO_APPLICATION_PROTOCOL -> "tls-alpn-mismatch";
      default -> ENDED;
    };
  }
}
