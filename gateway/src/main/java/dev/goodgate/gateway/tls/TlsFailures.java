package dev.goodgate.gateway.tls;

import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says what it means that TLS failed: the one place where engines' exceptions are read. */
final class TlsFailures {
  /**
   * BoringSSL: {@code ...SSLV3_ALERT_BAD_CERTIFICATE}; the JDK: {@code Received fatal alert: ...}.
   */
  private static final Pattern RECEIVED =
      Pattern.compile("(?:_ALERT_|Received fatal alert: )([A-Za-z_]+)");

  private static final int LONGEST = 200;

  private TlsFailures() {}

  /** What an engine threw. */
  static Failure of(SSLException thrown, Actor other, boolean established) {
    String reason = reason(thrown);
    Matcher alert = RECEIVED.matcher(reason);
    if (alert.find()) {
      String name = alert.group(1).toLowerCase(Locale.ROOT);
      return new Failure(
          phase(established), other, Symptom.HANDSHAKE_REJECTED, new Detail.TlsAlert(name, reason));
    }
    return new Failure(
        phase(established),
        other,
        established ? Symptom.MALFORMED : Symptom.HANDSHAKE_REJECTED,
        new Detail.TlsAlert("", reason));
  }

  /** The connection ended, or broke, in the handshake. */
  static Failure ended(Actor other, boolean orderly) {
    return Failure.of(Phase.TLS, other, orderly ? Symptom.CLOSED_EARLY : Symptom.RESET);
  }

  /** What came cannot be a record. */
  static Failure notTls(Actor other, boolean established) {
    return new Failure(
        phase(established), other, Symptom.MALFORMED, new Detail.Wrong(Defect.NOT_TLS, ""));
  }

  static Failure renegotiates(Actor other) {
    return new Failure(
        Phase.STREAM_BODY, other, Symptom.MALFORMED, new Detail.Wrong(Defect.RENEGOTIATION, ""));
  }

  static Failure tooLarge(Actor other, long limit) {
    return new Failure(
        Phase.TLS, other, Symptom.TOO_LARGE, new Detail.Limit("bytes of a handshake", limit));
  }

  private static Phase phase(boolean established) {
    return established ? Phase.STREAM_BODY : Phase.TLS;
  }

  /** The words of the innermost exception that has any: engines wrap what a trust manager threw. */
  private static String reason(Throwable thrown) {
    String said = "";
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      String message = each.getMessage();
      said = message == null || message.isEmpty() ? said : message;
    }
    return said.length() > LONGEST ? said.substring(0, LONGEST) : said;
  }
}
