package dev.goodgate.app.terminal;

import sun.misc.Signal;

/** The signals that a program listens to. */
public final class Signals {
  private Signals() {}

  /** {@code told} runs on a thread of the JVM each time one of them comes. */
  public static void onEnd(Runnable told) {
    Signal.handle(new Signal("TERM"), _ -> told.run());
    Signal.handle(new Signal("INT"), _ -> told.run());
  }

  /** {@code told} runs each time the terminal hangs up, or somebody wants the plan read again. */
  public static void onHangUp(Runnable told) {
    Signal.handle(new Signal("HUP"), _ -> told.run());
  }
}
