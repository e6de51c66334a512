package dev.goodgate.trials.soak;

/** What one kind of client does, over and over; {@code guests} do it at the same time. */
record Habit(String name, int guests, Round round) {
  /** From coming to leaving: no connection is left open behind it. */
  @FunctionalInterface
  interface Round {
    /** Returns how many requests were answered as was due. */
    int go(Site site) throws Exception;
  }

  /** What was not due. */
  static final class Surprise extends Exception {
    private static final long serialVersionUID = 1;

    Surprise(String message) {
      super(message);
    }
  }
}
