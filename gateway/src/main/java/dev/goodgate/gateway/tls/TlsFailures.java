package dev.goodgate.gateway.tls;

import dev.goodgate.gateway.trust.Distrust;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.CertificateFlaw;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.TlsAlert;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Says what it means that TLS failed: the one place where engines' exceptions are read. BoringSSL
 * has a number for everything in its words, the JDK has names.
 */
final class TlsFailures {
  private static final Pattern BORING = Pattern.compile("error:1[0-9a-f]{4}([0-9a-f]{3}):");
  private static final Pattern JDK =
      Pattern.compile("(?:Received fatal alert|received handshake warning): ([a-z_]+)");

  /** ssl.h: {@code SSL_AD_REASON_OFFSET}. */
  private static final int BORING_ALERTS = 1_000;

  private static final Pattern VERSION =
      Pattern.compile("UNSUPPORTED_PROTOCOL|selected protocol version|protocol_version");

  private static final Pattern UNREADABLE = Pattern.compile("CANNOT_PARSE_LEAF_CERT");

  private static final int LONGEST = 200;

  private TlsFailures() {}

  /** What an engine threw; {@code other} is who speaks at the other end. */
  static Failure of(SSLException thrown, Actor other, boolean established, Hello hello) {
    Optional<Detail.Certificate> distrust = Distrust.behind(thrown);
    if (distrust.isPresent()) {
      return new Failure(Phase.TLS, other, Symptom.CERTIFICATE_REJECTED, distrust.get());
    }
    String said = words(thrown);
    Optional<TlsAlert> alert = alert(said);
    if (alert.isPresent()) {
      return refusal(alert.get(), other, established, hello);
    }
    if (established) {
      return broken(other);
    }
    if (other == Actor.ENDPOINT && isOfNoCertificate(thrown, said)) {
      Detail.Certificate flaw = new Detail.Certificate(CertificateFlaw.BROKEN, said);
      return new Failure(Phase.TLS, other, Symptom.CERTIFICATE_REJECTED, flaw);
    }
    return VERSION.matcher(said).find()
        ? broken(Phase.TLS, other, Defect.TLS_VERSION, "")
        : new Failure(Phase.TLS, other, Symptom.HANDSHAKE_REJECTED, new Detail.Refusal(said));
  }

  /**
   * What can be read is judged by our own trust, which throws {@link Distrust} and nothing else.
   */
  private static boolean isOfNoCertificate(SSLException thrown, String said) {
    boolean unread = UNREADABLE.matcher(said).find();
    for (Throwable each = thrown; each != null && !unread; each = each.getCause()) {
      unread = each instanceof CertificateException;
    }
    return unread;
  }

  /**
   * In TLS 1.3 our certificate is looked at when the handshake is over for us: RFC 8446 4.4.2.4.
   */
  private static Failure refusal(TlsAlert alert, Actor other, boolean established, Hello hello) {
    boolean certificates =
        alert.isAboutCertificate() || alert.number() == TlsAlert.CERTIFICATE_REQUIRED;
    boolean inHandshake = !established || (hello.isAsked() && certificates);
    return new Failure(
        inHandshake ? Phase.TLS : Phase.STREAM_BODY,
        other,
        Symptom.HANDSHAKE_REJECTED,
        new Detail.Alert(alert, hello.isNamed(), hello.isAsked(), hello.isShown()));
  }

  private static Optional<TlsAlert> alert(String said) {
    Matcher boring = BORING.matcher(said);
    if (boring.find()) {
      int alert = Integer.parseInt(boring.group(1), 16) - BORING_ALERTS;
      return alert >= 0 && alert <= 255 ? Optional.of(new TlsAlert(alert)) : Optional.empty();
    }
    Matcher jdk = JDK.matcher(said);
    return jdk.find() ? TlsAlert.named(jdk.group(1)) : Optional.empty();
  }

  /** The connection ended, or broke, in the handshake. */
  static Failure ended(Actor other, boolean orderly) {
    return Failure.of(Phase.TLS, other, orderly ? Symptom.CLOSED_EARLY : Symptom.RESET);
  }

  /** What came cannot be a record; {@code sample} is how it begins, in hex. */
  static Failure notTls(Actor other, boolean established, String sample) {
    return established
        ? broken(Phase.STREAM_BODY, other, Defect.BROKEN_TLS, sample)
        : broken(Phase.TLS, other, Defect.NOT_TLS, sample);
  }

  /** Engines complain of whatever else they see first in such a hello. */
  static Failure oldVersion(Actor other) {
    return broken(Phase.TLS, other, Defect.TLS_VERSION, "");
  }

  /** A record that was secured is not what it was. */
  static Failure broken(Actor other) {
    return broken(Phase.STREAM_BODY, other, Defect.BROKEN_TLS, "");
  }

  static Failure renegotiates(Actor other) {
    return broken(Phase.STREAM_BODY, other, Defect.RENEGOTIATION, "");
  }

  static Failure tooLarge(Actor other, long limit) {
    return new Failure(
        Phase.TLS, other, Symptom.TOO_LARGE, new Detail.Limit("bytes of a handshake", limit));
  }

  private static Failure broken(Phase phase, Actor other, Defect defect, String sample) {
    return new Failure(phase, other, Symptom.MALFORMED, new Detail.Wrong(defect, sample));
  }

  /** Those of the innermost exception that has any: engines wrap what a trust manager threw. */
  private static String words(Throwable thrown) {
    String said = "";
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      String message = each.getMessage();
      said = message == null || message.isEmpty() ? said : message;
    }
    String printable = said.replaceAll("[^ -~]", "?");
    return printable.substring(0, Math.min(printable.length(), LONGEST));
  }
}
