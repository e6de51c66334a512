package dev.goodgate.vocabulary.plan;

import java.util.List;

/**
 * Which replies are compressed: those of the media types in {@code types}, in which a {@code *}
 * after the slash stands for all, that are not known to be shorter than {@code min}; by the first
 * of {@code encodings} among those the client likes best.
 */
public record Compression(List<Encoding> encodings, List<String> types, int min) {
  public static final Compression DEFAULT =
      new Compression(
          List.of(Encoding.values()),
          List.of(
              "text/*",
              "application/json",
              "application/javascript",
              "application/xml",
              "application/xhtml+xml",
              "application/rss+xml",
              "application/atom+xml",
              "application/ld+json",
              "application/manifest+json",
              "application/problem+json",
              "application/wasm",
              "image/svg+xml"),
          1_024);

  public Compression {
    encodings = List.copyOf(encodings);
    types = List.copyOf(types);
  }

  /** A content coding (RFC 9110 8.4.1), the one that makes replies smallest first. */
  public enum Encoding {
    BROTLI("br"),
    ZSTD("zstd"),
    GZIP("gzip");

    private final String key;

    Encoding(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }
}
