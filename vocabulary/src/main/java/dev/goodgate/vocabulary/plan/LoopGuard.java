package dev.goodgate.vocabulary.plan;

/** By which field a gateway knows a request again that has been through it. */
public enum LoopGuard {
  /** Via, as RFC 9110 7.6.3 wants it of every gateway. */
  VIA("via"),
  /** CDN-Loop (RFC 8586), which endpoints do not act upon. */
  CDN_LOOP("cdn-loop");

  private final String key;

  LoopGuard(String key) {
    this.key = key;
  }

  /** As a plan writes it. */
  public String key() {
    return key;
  }
}
