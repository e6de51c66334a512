package dev.goodgate.vocabulary.traffic;

import java.util.Optional;
import java.util.stream.IntStream;

/** An alert of TLS by its number: RFC 8446 6, RFC 5246 7.2. */
public record TlsAlert(int number) {
  private static final String UNASSIGNED = "unassigned";

  public static final int CLOSE_NOTIFY = 0;
  public static final int HANDSHAKE_FAILURE = 40;
  public static final int NO_CERTIFICATE = 41;
  public static final int BAD_CERTIFICATE = 42;
  public static final int UNKNOWN_CA = 48;
  public static final int ACCESS_DENIED = 49;
  public static final int PROTOCOL_VERSION = 70;
  public static final int INSUFFICIENT_SECURITY = 71;
  public static final int INAPPROPRIATE_FALLBACK = 86;
  public static final int UNRECOGNIZED_NAME = 112;
  public static final int CERTIFICATE_REQUIRED = 116;
  public static final int NO_APPLICATION_PROTOCOL = 120;

  public TlsAlert {
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException("alert " + number);
    }
  }

  /** By its name in the registry. */
  public static Optional<TlsAlert> named(String name) {
    return IntStream.rangeClosed(0, 255)
        .mapToObj(TlsAlert::new)
        .filter(each -> each.name().equals(name))
        .filter(each -> !name.equals(UNASSIGNED))
        .findFirst();
  }

  /** Whether it is said of a certificate that was shown. */
  public boolean isAboutCertificate() {
    return switch (number) {
      case BAD_CERTIFICATE, 43, 44, 45, 46, UNKNOWN_CA, ACCESS_DENIED -> true;
      default -> false;
    };
  }

  /** Its name in the registry. */
  public String name() {
    return switch (number) {
      case CLOSE_NOTIFY -> "close_notify";
      case 10 -> "unexpected_message";
      case 20 -> "bad_record_mac";
      case 22 -> "record_overflow";
      case HANDSHAKE_FAILURE -> "handshake_failure";
      case NO_CERTIFICATE -> "no_certificate";
      case BAD_CERTIFICATE -> "bad_certificate";
      case 43 -> "unsupported_certificate";
      case 44 -> "certificate_revoked";
      case 45 -> "certificate_expired";
      case 46 -> "certificate_unknown";
      case 47 -> "illegal_parameter";
      case UNKNOWN_CA -> "unknown_ca";
      case ACCESS_DENIED -> "access_denied";
      case 50 -> "decode_error";
      case 51 -> "decrypt_error";
      case 52 -> "too_many_cids_requested";
      case PROTOCOL_VERSION -> "protocol_version";
      case INSUFFICIENT_SECURITY -> "insufficient_security";
      case 80 -> "internal_error";
      case INAPPROPRIATE_FALLBACK -> "inappropriate_fallback";
      case 90 -> "user_canceled";
      case 100 -> "no_renegotiation";
      case 109 -> "missing_extension";
      case 110 -> "unsupported_extension";
      case 111 -> "certificate_unobtainable";
      case UNRECOGNIZED_NAME -> "unrecognized_name";
      case 113 -> "bad_certificate_status_response";
      case 114 -> "bad_certificate_hash_value";
      case 115 -> "unknown_psk_identity";
      case CERTIFICATE_REQUIRED -> "certificate_required";
      case NO_APPLICATION_PROTOCOL -> "no_application_protocol";
      case 121 -> "ech_required";
      default -> UNASSIGNED;
    };
  }
}
