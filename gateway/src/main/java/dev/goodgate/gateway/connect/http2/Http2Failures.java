package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;

/** Says what it means for one stream that it, or its connection, has ended. */
final class Http2Failures {
  private Http2Failures() {}

  /** {@code turnedAway} tells that it was refused for its version of HTTP alone. */
  static Failure reset(Http2Stream stream, int code, boolean turnedAway) {
    boolean refused = turnedAway || Code.of(code) == Code.REFUSED_STREAM;
    boolean untouched = refused && !stream.progress.isHeadDone();
    return new Failure(
        waiting(stream),
        Actor.ENDPOINT,
        Symptom.RESET,
        new Detail.GivenUp("RST_STREAM", Code.name(code), untouched));
  }

  static Failure goneAway(Http2Stream stream, int code, boolean untouched) {
    return new Failure(
        waiting(stream),
        Actor.ENDPOINT,
        Symptom.CLOSED_EARLY,
        new Detail.GivenUp("GOAWAY", Code.name(code), untouched));
  }

  /** What it means to one who has no stream yet. */
  static Failure goneAway(int code) {
    return new Failure(
        Phase.CONNECT,
        Actor.ENDPOINT,
        Symptom.CLOSED_EARLY,
        new Detail.GivenUp("GOAWAY", Code.name(code), true));
  }

  static Failure malformed(Http2Stream stream, Defect defect, String sample) {
    Phase phase = stream.progress.isHeadDone() ? Phase.STREAM_BODY : Phase.PARSE_HEAD;
    return malformed(phase, defect, sample);
  }

  static Failure malformed(Phase phase, Defect defect, String sample) {
    return new Failure(phase, Actor.ENDPOINT, Symptom.MALFORMED, new Detail.Wrong(defect, sample));
  }

  static Failure tooLarge(String setting, long limit) {
    return new Failure(
        Phase.PARSE_HEAD, Actor.ENDPOINT, Symptom.TOO_LARGE, new Detail.Limit(setting, limit));
  }

  private static Phase waiting(Http2Stream stream) {
    if (stream.progress.isHeadDone()) {
      return Phase.STREAM_BODY;
    }
    return stream.isRequestOver() ? Phase.WAIT_FIRST_BYTE : Phase.WRITE_REQUEST;
  }
}
