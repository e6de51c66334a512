package dev.goodgate.app.serve;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Signals;
import dev.goodgate.app.terminal.Terminal;
import java.util.concurrent.CountDownLatch;

/**
 * Keeps a program running until the process is told to end: the first signal drains, a second one
 * ends at once.
 */
public final class Running {
  private Running() {}

  /**
   * Returns when the program is closed. Installs the handlers first, so that no signal is missed.
   */
  public static Exit untilTold(Program program, Terminal terminal, Runnable onHangUp) {
    CountDownLatch told = new CountDownLatch(1);
    Signals.onEnd(() -> {
      if (told.getCount() == 0) {
        terminal.err().println("goodgate: ending at once");
        terminal.err().flush();
        Runtime.getRuntime().halt(Exit.COULD_NOT.code());
      }
      told.countDown();
    });
    Signals.onHangUp(onHangUp);
    try {
      told.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    terminal.err().println("goodgate: draining; a second signal ends at once");
    terminal.err().flush();
    boolean drained = program.drain();
    program.close();
    if (!drained) {
      terminal.err().println("goodgate: the drain limit has passed; what was left is cut");
    }
    return drained ? Exit.DONE : Exit.COULD_NOT;
  }
}
