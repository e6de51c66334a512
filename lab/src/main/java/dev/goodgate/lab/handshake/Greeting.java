package dev.goodgate.lab.handshake;

import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.socket.Connection;

/** What came of a client's hello. {@code how} is a clause for people. */
public sealed interface Greeting {
  String how();

  /** What is read from and written to {@code inside} goes through TLS from now on. */
  record Secured(String how, Connection inside) implements Greeting {}

  /** What was to be said is said; the connection is to be left like this. */
  record Over(String how, Finish finish) implements Greeting {}
}
