package dev.goodgate.gateway.relay;

/** How far a flow has come, and what it waits for. */
enum Progress {
  /** More has to come in. */
  WAITS_FOR_SOURCE,
  /** What is there has to go out first. */
  WAITS_FOR_SINK,
  /** It has had its share of this turn. */
  PAUSED,
  /** The reply was that both sides go on in another protocol. */
  SWITCHED,
  /** All of it has been handed to the other connection. */
  DONE,
  /** Where it comes from has ended or broken: see {@code ended()}. */
  SOURCE_ENDED,
  /** Where it goes to is broken. */
  SINK_BROKEN,
  /** It brought what it must not: see {@code failure()}. */
  REFUSED
}
