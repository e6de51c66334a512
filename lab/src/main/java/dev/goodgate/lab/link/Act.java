package dev.goodgate.lab.link;

import dev.goodgate.lab.link.LinkFault.End;
import dev.goodgate.lab.link.LinkFault.Told;
import java.time.Duration;

/** What is done with the next bytes of one way, or with the connection. */
sealed interface Act {
  /** Not before that long after they came. */
  record Pass(int bytes, Duration after) implements Act {}

  /** At that pace, and no sooner than those before them. */
  record Trickle(int bytes, Duration span) implements Act {}

  record Flip() implements Act {}

  record Lose(int bytes) implements Act {}

  record Finish(End by, Told told) implements Act {}
}
