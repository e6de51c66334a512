package dev.goodgate.lab.origin;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/** What the connections of an origin have in common. */
interface House {
  /** As many as the first who asks says, first come, first served. */
  Semaphore workers(int count);

  Duration sinceStart();

  /** Ends every connection; refuses, then closes what comes, then is as before. */
  void die(Duration refusing, Duration closing);
}
