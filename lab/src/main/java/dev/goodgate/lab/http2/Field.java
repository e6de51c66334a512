package dev.goodgate.lab.http2;

/** A field of a head, as it is written. */
public record Field(String name, String value) {
  /** What HPACK counts for it, RFC 7541 4.1. */
  int size() {
    return name.length() + value.length() + 32;
  }
}
