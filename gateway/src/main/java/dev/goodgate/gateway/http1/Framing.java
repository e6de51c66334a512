package dev.goodgate.gateway.http1;

import dev.goodgate.vocabulary.traffic.Defect;
import org.jspecify.annotations.Nullable;

/**
 * Whether a head leaves no doubt about where its message ends and whom it is for (RFC 9112 3.2,
 * 6.3).
 */
final class Framing {
  private Framing() {}

  static @Nullable Defect checkRequest(Fields fields, int minor) {
    if (fields.hosts() > 1) {
      return Defect.DUPLICATE_HOST;
    }
    if (fields.hosts() == 0 && minor == 1) {
      return Defect.MISSING_HOST; // whatever the target says: RFC 9112 3.2
    }
    if (fields.hosts() == 1 && !fields.hasSoundHost()) {
      return Defect.BAD_HOST;
    }
    if (fields.lengths() > 1) {
      return Defect.LENGTHS_DISAGREE; // even when they agree: another reader may see a list
    }
    if (fields.codings() > 0 && !fields.endsChunked()) {
      return Defect.ENDLESS_CODING;
    }
    return checkCoding(fields, minor);
  }

  static @Nullable Defect checkReply(Fields fields, int minor) {
    return checkCoding(fields, minor);
  }

  private static @Nullable Defect checkCoding(Fields fields, int minor) {
    if (fields.codings() == 0) {
      return null;
    }
    if (fields.lengths() > 0) {
      return Defect.BOTH_LENGTHS;
    }
    if (fields.codings() > 1) {
      return Defect.DUPLICATE_CODING;
    }
    if (!fields.isChunked()) {
      return Defect.UNKNOWN_CODING;
    }
    return minor == 0 ? Defect.CODING_IN_HTTP10 : null;
  }
}
