package dev.goodgate.gateway.certificate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in time that a certificate ends. */
final class Expiry {
  private static final List<Integer> DAYS = List.of(1, 7, 30);

  private Expiry() {}

  /** A sentence, where there is something to say. */
  static Optional<String> says(String file, X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    Instant begin = certificate.getNotBefore().toInstant();
    if (!now.isBefore(end)) {
      return Optional.of(
          file
              + ": the certificate has expired at "
              + end
              + ", and clients refuse it; a renewed one is read by itself");
    }
    if (now.isBefore(begin)) {
      return Optional.of(file + ": the certificate is not valid before " + begin);
    }
    Duration left = Duration.between(now, end);
    return DAYS.stream()
        .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
        .findFirst()
        .map(days ->
            file
                + ": the certificate expires in less than "
                + (days == 1 ? "a day" : days + " days")
                + ", at "
                + end);
  }
}
