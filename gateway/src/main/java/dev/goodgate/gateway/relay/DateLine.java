package dev.goodgate.gateway.relay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The Date of replies that come without one, which RFC 9110 6.6.1 wants of whoever has a clock.
 * Made once a second.
 */
final class DateLine {
  private final DateTimeFormatter format =
      DateTimeFormatter.ofPattern("'Date: 'EEE, dd MMM yyyy HH:mm:ss 'GMT\r\n'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private long second = Long.MIN_VALUE;
  private byte[] line = {};

  byte[] at(long wallMillis) {
    long now = Math.floorDiv(wallMillis, 1_000L);
    if (now != second) {
      second = now;
      line = format.format(Instant.ofEpochSecond(now)).getBytes(StandardCharsets.US_ASCII);
    }
    return line;
  }
}
