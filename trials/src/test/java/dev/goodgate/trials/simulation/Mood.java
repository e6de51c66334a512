package dev.goodgate.trials.simulation;

/** What an endpoint is like for a while. */
enum Mood {
  WELL,
  /** Answers, often too late. */
  SLOW,
  /** Accepts and takes requests, and never says a word. */
  HANGING,
  /** Nothing listens. */
  REFUSING,
  /** Nothing comes back, not even a refusal. */
  UNREACHABLE,
  /** Resets once it has the request. */
  CRASHING,
  /** Begins its answer, then breaks off. */
  CUTTING,
  /** Answers with what is no HTTP. */
  GARBLING
}
