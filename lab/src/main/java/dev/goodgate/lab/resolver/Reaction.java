package dev.goodgate.lab.resolver;

import java.time.Duration;
import java.util.List;

/** What is done about one question; bytes are one character each. */
sealed interface Reaction {
  /** These, one after the other; none is silence. */
  record Sends(List<Sending> sendings) implements Reaction {
    public Sends {
      sendings = List.copyOf(sendings);
    }
  }

  /** The connection is closed; by UDP it is silence. */
  record Closes() implements Reaction {}

  record Sending(Duration after, Sender by, String bytes) {}

  /** Whose socket sends it. */
  enum Sender {
    ASKED,
    OTHER_PORT,
    OTHER_ADDRESS
  }

  static Reaction silence() {
    return new Sends(List.of());
  }

  static Reaction send(String bytes) {
    return new Sends(List.of(sending(Duration.ZERO, bytes)));
  }

  static Sending sending(Duration after, String bytes) {
    return new Sending(after, Sender.ASKED, bytes);
  }
}
