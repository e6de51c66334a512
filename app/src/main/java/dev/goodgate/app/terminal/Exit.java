package dev.goodgate.app.terminal;

/** The exit codes that scripts may rely on; the same for every command. */
public enum Exit {
  /** Done, healthy, or nothing found where nothing is good news. */
  DONE(0),
  /** Findings, a verdict other than healthy, or a thing asked for that does not exist. */
  FINDINGS(1),
  /** Wrong use of the command line, or an invalid plan at serve. */
  WRONG_USE(2),
  /** It could not be done: cannot bind, cannot read, no answer. */
  COULD_NOT(3);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
