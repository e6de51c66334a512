package dev.goodgate.app.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A terminal that keeps what was written. */
public final class RecordingTerminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Terminal terminal;

  public RecordingTerminal(boolean coloured, int columns) {
    terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), coloured, columns);
  }

  public Terminal terminal() {
    return terminal;
  }

  public String out() {
    terminal.out().flush();
    return out.toString();
  }

  public String err() {
    terminal.err().flush();
    return err.toString();
  }
}
