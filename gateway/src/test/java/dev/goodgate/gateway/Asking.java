package dev.goodgate.gateway;

import java.util.List;

/** A client of the model, whatever it speaks. */
interface Asking {
  /** Goes away, in whatever state it is. */
  void leave();

  boolean isOver();

  List<Ask> asks();

  /** Whether this one of its asks was answered whole. */
  boolean isAnswered(int ask);

  /** What is wrong with what it heard; {@code peace} tells that nobody did anything wrong. */
  List<String> complaints(boolean peace, boolean lied);
}
