package dev.goodgate.vocabulary.plan;

/** The versions of the PROXY protocol: a line, and bytes. */
public enum PrefaceVersion {
  V1("v1"),
  V2("v2");

  private final String key;

  PrefaceVersion(String key) {
    this.key = key;
  }

  /** As a plan writes it. */
  public String key() {
    return key;
  }
}
