package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.http2.body.BodyText;
import dev.goodgate.vocabulary.traffic.Defect;
import org.jspecify.annotations.Nullable;

/** How far one reply has come, and whether what comes next may come: RFC 9113 8.1. */
final class ReplyProgress {
  private final BodyText body;
  private boolean headDone;
  private boolean bodiless;

  ReplyProgress(BodyText body) {
    this.body = body;
  }

  void begin() {
    headDone = false;
    bodiless = false;
    body.open(false);
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
    long declared = bodiless ? ReplyText.NO_LENGTH : head.contentLength();
    body.begin(declared, bodiless || ends);
    return ends && declared > 0 ? Defect.LENGTH_NOT_KEPT : null;
  }

  /** A part of its body has come. */
  @Nullable Defect data(int bytes, boolean ends) {
    if (!headDone) {
      return Defect.FRAME_OUT_OF_PLACE;
    }
    if (bodiless) {
      return bytes > 0 ? Defect.BODY_ON_BODYLESS : null;
    }
    return body.counts(bytes, ends) ? null : Defect.LENGTH_NOT_KEPT;
  }

  /** Another head has come behind the reply's. */
  @Nullable Defect trailer(boolean ends) {
    return ends ? data(0, true) : Defect.FRAME_OUT_OF_PLACE;
  }
}
