package dev.goodgate.vocabulary.traffic;

/** What was seen when an attempt failed; the {@link Detail} beside it says it exactly. */
public enum Symptom {
  /** There was nothing to send the request to: no route, no endpoint. */
  UNAVAILABLE("unavailable"),
  /** The name could not be turned into an address. */
  UNRESOLVED("unresolved"),
  REFUSED("refused"),
  UNREACHABLE("unreachable"),
  /** The operating system did not allow it. */
  DENIED("denied"),
  RESET("reset"),
  /** The other side ended its stream before it was due. */
  CLOSED_EARLY("closed early"),
  TIMED_OUT("timed out"),
  /** Bytes came that the protocol does not allow. */
  MALFORMED("malformed"),
  TOO_LARGE("too large"),
  CERTIFICATE_REJECTED("certificate rejected"),
  HANDSHAKE_REJECTED("handshake rejected"),
  /** Something of our own, or of the plan's, was used up. */
  LIMIT_REACHED("limit reached"),
  /** The request had been through this gateway before. */
  CAME_ROUND("came round"),
  /** The gateway is shutting down. */
  DRAINING("draining"),
  /** The gateway itself is at fault. */
  INTERNAL("internal");

  private final String id;

  Symptom(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
