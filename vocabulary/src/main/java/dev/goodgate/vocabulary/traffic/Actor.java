package dev.goodgate.vocabulary.traffic;

/** Who did the thing that ended an attempt. */
public enum Actor {
  CLIENT("client"),
  GATEWAY("gateway"),
  ENDPOINT("endpoint"),
  NETWORK("network"),
  UNKNOWN("unknown");

  private final String id;

  Actor(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
