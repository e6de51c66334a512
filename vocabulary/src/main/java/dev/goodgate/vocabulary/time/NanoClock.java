package dev.goodgate.vocabulary.time;

/**
 * Monotonic time, for measuring spans. Handed to whoever needs it, so that a test can move it by
 * hand. Only differences mean anything.
 */
@FunctionalInterface
public interface NanoClock {
  long nanos();
}
