package dev.goodgate.lab.origin;

import java.io.IOException;

/** Holds a connection's whole talk in one protocol, playing faults. */
interface Talk {
  /** Returns how it ended, for people. */
  String hold() throws IOException, InterruptedException;
}
