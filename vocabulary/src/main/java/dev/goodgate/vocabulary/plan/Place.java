package dev.goodgate.vocabulary.plan;

/** Where something was written. Lines and columns count from 1. */
public record Place(String file, int line, int column) {
  public Place {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("line " + line + ", column " + column);
    }
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
