package dev.goodgate.gateway.connect.http2;

import dev.goodgate.vocabulary.traffic.Defect;
import org.jspecify.annotations.Nullable;

/** How far one reply has come, and whether what comes next may come: RFC 9113 8.1. */
final class ReplyProgress {
  private boolean headDone;
  private boolean bodiless;
  private long declared;
  private long received;

  void begin() {
    headDone = false;
    bodiless = false;
    declared = ReplyText.NO_LENGTH;
    received = 0;
  }

  boolean isHeadDone() {
    return headDone;
  }

  /** A head has come; {@code ends} tells that nothing follows it. */
  @Nullable Defect head(ReplyText head, boolean forHead, boolean ends) {
    if (head.status() < 200) {
      return ends ? Defect.FRAME_OUT_OF_PLACE : null;
    }
    headDone = true;
    bodiless = forHead || head.status() == 204 || head.status() == 304;
    declared = bodiless ? ReplyText.NO_LENGTH : head.contentLength();
    return ends && declared > 0 ? Defect.LENGTH_NOT_KEPT : null;
  }

  /** Whether its body comes in chunks of HTTP/1. */
  boolean isChunked(boolean ends) {
    return headDone && !bodiless && !ends && declared == ReplyText.NO_LENGTH;
  }

  /** A part of its body has come. */
  @Nullable Defect data(int bytes, boolean ends) {
    if (!headDone) {
      return Defect.FRAME_OUT_OF_PLACE;
    }
    received += bytes;
    if (bodiless) {
      return bytes > 0 ? Defect.BODY_ON_BODYLESS : null;
    }
    boolean kept = declared < 0 || (ends ? received == declared : received <= declared);
    return kept ? null : Defect.LENGTH_NOT_KEPT;
  }

  /** Another head has come behind the reply's. */
  @Nullable Defect trailer(boolean ends) {
    return ends ? data(0, true) : Defect.FRAME_OUT_OF_PLACE;
  }
}
