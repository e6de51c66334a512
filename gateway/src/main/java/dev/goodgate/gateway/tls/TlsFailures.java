package dev.goodgate.gateway.tls;

import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.TlsAlert;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what it means that TLS failed: the one place where engines' exceptions are read. */
final class TlsFailures {
  /** BoringSSL's number of an error: for an alert that came, the alert's and 1000. */
  private static final Pattern NUMBER = Pattern.compile("error:([0-9a-f]{8}):");

  /** Java's. */
  private static final Pattern NAME = Pattern.compile("Received fatal alert: ([a-z_]+)");

  private static final int LONGEST = 200;

  private TlsFailures() {}

  /** What an engine threw. */
  static Failure of(SSLException thrown, Actor other, boolean established) {
    String reason = reason(thrown);
    TlsAlert alert = alert(reason);
    Detail detail =
        alert == null ? new Detail.Refusal(reason) : new Detail.Alert(alert, false, false, false);
    return new Failure(phase(established), other, Symptom.HANDSHAKE_REJECTED, detail);
  }

  private static @Nullable TlsAlert alert(String reason) {
    Matcher name = NAME.matcher(reason);
    if (name.find()) {
      return TlsAlert.named(name.group(1));
    }
    Matcher number = NUMBER.matcher(reason);
    int code = number.find() ? Integer.parseUnsignedInt(number.group(1), 16) & 0xfff : 0;
    return code >= 1_000 && code <= 1_255 ? new TlsAlert(code - 1_000) : null;
  }

  /** The connection ended, or broke, in the handshake. */
  static Failure ended(Actor other, boolean orderly) {
    return Failure.of(Phase.TLS, other, orderly ? Symptom.CLOSED_EARLY : Symptom.RESET);
  }

  /** What came cannot be a record. */
  static Failure notTls(Actor other, boolean established) {
    Defect defect = established ? Defect.BROKEN_TLS : Defect.NOT_TLS;
    return new Failure(phase(established), other, Symptom.MALFORMED, new Detail.Wrong(defect, ""));
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
