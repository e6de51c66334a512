package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Field;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.LoopGuard;
import java.nio.charset.StandardCharsets;

/**
 * What this gateway calls itself in Via (RFC 9110 7.6.3) or CDN-Loop (RFC 8586). No other gateway
 * has the same mark, so a message that carries it has been here before.
 */
final class Mark {
  private final byte[] name;
  private final byte[] line;
  private final byte[] oldLine;
  private final byte[] newLine;

  Mark(String name, LoopGuard guard) {
    this.name = ascii(name);
    line = line("1.1", guard);
    oldLine = line("1.0", guard);
    newLine = line("2.0", guard);
  }

  private byte[] line(String version, LoopGuard guard) {
    String mine = new String(name, StandardCharsets.US_ASCII) + "\r\n";
    return ascii(
        switch (guard) {
          case VIA -> "Via: " + version + " " + mine;
          case CDN_LOOP -> "CDN-Loop: " + mine;
        });
  }

  /** The field for a message that came in HTTP of {@code version}: 10, 11 or 20. */
  byte[] line(int version) {
    return version == 11 ? line : version == 20 ? newLine : oldLine;
  }

  boolean isIn(Head head) {
    Fields fields = head.fields();
    int first = fields.via();
    for (int i = first; first >= 0 && i < fields.count(); i++) {
      if ((fields.kind(i) == Field.VIA || fields.kind(i) == Field.CDN_LOOP)
          && isIn(head.bytes(), fields.valueStart(i), fields.valueEnd(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isIn(byte[] bytes, int from, int to) {
    for (int at = from; at + name.length <= to; at++) {
      int same = 0;
      while (same < name.length && bytes[at + same] == name[same]) {
        same++;
      }
      if (same == name.length) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
