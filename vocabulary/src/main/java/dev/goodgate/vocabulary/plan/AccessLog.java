package dev.goodgate.vocabulary.plan;

/** Where finished exchanges are written to. */
public sealed interface AccessLog {
  AccessLog DEFAULT = new Stdout(Format.JSON);

  /** How a line looks. */
  enum Format {
    JSON,
    COMMON
  }

  record Off() implements AccessLog {}

  record Stdout(Format format) implements AccessLog {}

  record ToFile(String path, Format format) implements AccessLog {}
}
