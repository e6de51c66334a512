package dev.goodgate.dialects.goodgate;

import java.util.List;

/**
 * What a value looks like from outside, for those who know no more than JSON Schema: as near to
 * what its form reads as a pattern comes, and never narrower.
 */
sealed interface Look {
  /** A text that the whole of a regular expression matches, in the dialect of ECMA-262. */
  record Matching(String pattern) implements Look {}

  record Whole(long min, long max) implements Look {}

  record OneOf(List<String> words) implements Look {}

  record Either(Look one, Look other) implements Look {}
}
