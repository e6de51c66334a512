package dev.goodgate.vocabulary.traffic;

import java.util.Arrays;
import java.util.Optional;

/** How far an exchange had come, in the order in which an attempt goes through them. */
public enum Phase {
  SELECT("select", false),
  RESOLVE("resolve", false),
  BIND("bind", false),
  CONNECT("connect", false),
  TLS("tls", false),
  PROXY_PREFACE("proxy-preface", false),
  WRITE_REQUEST("write-request", true),
  WAIT_FIRST_BYTE("wait-first-byte", true),
  PARSE_HEAD("parse-head", true),
  STREAM_BODY("stream-body", true),
  UPGRADE("upgrade", true),
  DELIVER("deliver", true);

  private final String id;
  private final boolean endpointMayHaveActed;

  Phase(String id, boolean endpointMayHaveActed) {
    this.id = id;
    this.endpointMayHaveActed = endpointMayHaveActed;
  }

  public static Optional<Phase> of(String id) {
    return Arrays.stream(values()).filter(phase -> phase.id.equals(id)).findFirst();
  }

  /** The name that logs, the catalogue and the JSON use. */
  public String id() {
    return id;
  }

  /** Whether an endpoint may already have acted on a request that failed in this phase. */
  public boolean endpointMayHaveActed() {
    return endpointMayHaveActed;
  }
}
