package dev.goodgate.gateway.listen.http2;

/**
 * Whether a client makes more work than use. What leads nowhere counts: requests that are taken
 * back, pings, settings, frames that hold nothing. What leads somewhere, and time, let it be
 * forgotten. So a client that does something useful may do a lot of the other too, and one that
 * does not is found out soon (CVE-2023-44487 and its kin, RFC 9113 10.5).
 */
final class Patience {
  /** A page that a reader leaves may take back all its requests at once. */
  static final int TAKEN_BACK = 10;

  static final int IDLE_FRAME = 1;

  private static final int MOST = 2_000;
  private static final int FORGOTTEN_A_SECOND = 100;
  private static final int ANSWERED = 20;
  private static final int CARRIED = 2;
  private static final long SECOND = 1_000_000_000;

  private int level;
  private long since;

  Patience(long now) {
    since = now;
  }

  /** Counts; false when it is enough. */
  boolean bears(int cost, long now) {
    level += cost;
    if (level > MOST) {
      long passed = Math.min(now - since, SECOND * MOST);
      level = Math.max(0, level - (int) (passed * FORGOTTEN_A_SECOND / SECOND));
      since = now;
    }
    return level <= MOST;
  }

  /** A request got its whole answer. */
  void answered() {
    level = Math.max(0, level - ANSWERED);
  }

  /** A frame carried a piece of a body. */
  void carried() {
    level = Math.max(0, level - CARRIED);
  }
}
