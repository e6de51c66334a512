package dev.goodgate.gateway.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.tls.WrittenCertificates;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  private static final X509Certificate CERTIFICATE =
      new WrittenCertificates("authority").identity("EC", "a.test").certificate();
  private static final Instant END = CERTIFICATE.getNotAfter().toInstant();

  private static String before(Duration left) {
    return Expiry.says("a.pem", CERTIFICATE, END.minus(left)).orElse("nothing");
  }

  @Test
  void saysNothingWhileThereIsTime() {
    assertThat(before(Duration.ofDays(31))).isEqualTo("nothing");
  }

  @Test
  void warnsAMonthAWeekAndADayAhead() {
    assertThat(before(Duration.ofDays(30))).contains("less than 30 days");
    assertThat(before(Duration.ofDays(7))).contains("less than 7 days");
    assertThat(before(Duration.ofHours(23))).contains("less than a day");
  }

  @Test
  void saysThatItHasExpired() {
    assertThat(before(Duration.ZERO)).contains("has expired");
  }

  @Test
  void saysThatItIsNotValidYet() {
    Instant early = CERTIFICATE.getNotBefore().toInstant().minusSeconds(1);
    assertThat(Expiry.says("a.pem", CERTIFICATE, early)).get().asString().contains("not valid");
  }
}
