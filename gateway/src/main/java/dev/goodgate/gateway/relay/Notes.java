package dev.goodgate.gateway.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.report.Slip;
import dev.goodgate.gateway.wire.memory.Block;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of an exchange while it lives: its slip, and the texts of its request, which stand
 * in the block that holds the head.
 */
final class Notes {
  private final Slip slip = new Slip();
  private String givenId = "";

  void begin(byte[] client, int version, long now) {
    slip.clear();
    slip.client = client;
    slip.beganNanos = now;
    slip.version = version;
    givenId = "";
  }

  /** The request could not be read: it gets this id. */
  void name(String id) {
    givenId = id;
  }

  /** The request's head stands here from now on. */
  void keep(Block head) {
    slip.texts = head;
  }

  void attemptBegins(int endpoint, boolean reused) {
    slip.endpoint = endpoint;
    slip.reused = reused;
    slip.connectNanos = slip.tlsNanos = slip.firstByteNanos = slip.headNanos = -1;
  }

  /** The first byte of an answer has come; later ones change nothing. */
  void firstByte(long afterNanos) {
    if (slip.firstByteNanos < 0) {
      slip.firstByteNanos = afterNanos;
    }
  }

  /** The head of the reply can be sent on. */
  void head(long now) {
    slip.headNanos = now - slip.beganNanos;
  }

  void end() {
    slip.texts = null;
  }

  Slip slip() {
    return slip;
  }

  String id() {
    return isUnderstood() ? text(slip.id, slip.idEnd) : givenId;
  }

  /** The trace's id, out of the traceparent. */
  String traceId() {
    return text(slip.trace + 3, slip.trace + 35);
  }

  /** Whether there is a request with a head that could be read. */
  boolean isUnderstood() {
    return slip.idEnd > 0;
  }

  /** A text of the head as it was written for the endpoint; empty where there is none. */
  String text(int from, int to) {
    Block block = slip.texts;
    if (block == null || to <= from) {
      return "";
    }
    byte[] bytes = block.memory().asSlice(from, to - from).toArray(JAVA_BYTE);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * The request's line, and the fields that came with it, as they were written for the endpoint.
   */
  String head() {
    return text(0, slip.idEnd);
  }

  /** The value of a field that came with the request; empty where there is none. */
  String field(String lowerName) {
    for (String line : head().split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(lowerName)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  @Nullable MemorySegment texts() {
    Block block = slip.texts;
    return block == null ? null : block.memory();
  }
}
