package dev.goodgate.app.terminal;

import sun.misc.Signal;

/** The signals that end a program. */
public final class Signals {
  private Signals() {}

  /** {@code told} runs on a thread of the JVM each time one of them comes. */
  public static void onEnd(Runnable told) {
    Signal.handle(new Signal("TERM"), _ -> told.run());
    Signal.handle(new Signal("INT"), _ -> told.run());
  }
}
