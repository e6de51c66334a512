package dev.goodgate.dialects.goodgate;

/** Where a piece of text stands, counted from 1 in code points, with the width to underline. */
record Spot(int line, int column, int width) {
  static final Spot START = new Spot(1, 1, 1);
}
