package dev.goodgate.lab.flaw;

/** What can be wrong in FastCGI. Some of it is only unusual. */
public final class FastCgiFlaw {
  private FastCgiFlaw() {}

  public enum Framing {
    WRONG_VERSION,
    WRONG_TYPE,
    WRONG_ID,
    SHORT,
    END_SHORT
  }

  /** The last is allowed, and not every gateway can read it. */
  public enum Head {
    NO_COLON,
    BAD_STATUS,
    NO_END,
    EMPTY,
    SPLIT
  }

  /** All of them are allowed. */
  public enum Pieces {
    ONE_BYTE,
    FULL_PADDING
  }

  /** What follows words on stderr. */
  public enum AfterStderr {
    NOT_FOUND,
    NOTHING,
    ANSWER
  }
}
