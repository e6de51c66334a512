package dev.goodgate.gateway.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the time of a line; formats once a second. */
final class Timestamps {
  private final DateTimeFormatter format;
  private long second = Long.MIN_VALUE;
  private byte[] text = {};

  private Timestamps(String pattern) {
    format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  static Timestamps iso() {
    return new Timestamps("uuuu-MM-dd'T'HH:mm:ss");
  }

  static Timestamps common() {
    return new Timestamps("dd/MMM/uuuu:HH:mm:ss '+0000'");
  }

  void write(LineWriter line, long wallMillis) {
    long now = Math.floorDiv(wallMillis, 1_000L);
    if (now != second) {
      second = now;
      text = format.format(Instant.ofEpochSecond(now)).getBytes(StandardCharsets.US_ASCII);
    }
    line.raw(text, text.length);
  }
}
