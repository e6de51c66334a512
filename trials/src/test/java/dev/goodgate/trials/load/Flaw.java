package dev.goodgate.trials.load;

/** Why an answer does not count. */
enum Flaw {
  /** It is not HTTP/1.1 with status 200. */
  STATUS,
  /** Its body has more or fewer bytes than asked for, or does not say how many. */
  LENGTH,
  /** The connection failed, or ended before the answer was whole. */
  BROKEN,
  /** A connection that got no answer all the time. */
  SILENT
}
