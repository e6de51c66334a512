package dev.goodgate.trials.load;

import java.io.Serial;

/** The run cannot go on; the message is for who started it. */
final class Trouble extends Exception {
  @Serial private static final long serialVersionUID = 1;

  Trouble(String message) {
    super(message);
  }
}
