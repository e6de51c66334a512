package dev.goodgate.vocabulary.plan;

/**
 * How the path that was asked for becomes the path that an endpoint is asked for: {@code strip} is
 * taken off its front where it ends at the end of a segment, then {@code prepend} is put there.
 * Either may be empty; neither ends in a slash.
 */
public record PathEdit(String strip, String prepend) {
  public PathEdit {
    if (strip.endsWith("/") || prepend.endsWith("/")) {
      throw new IllegalArgumentException("a prefix that ends in a slash");
    }
  }
}
