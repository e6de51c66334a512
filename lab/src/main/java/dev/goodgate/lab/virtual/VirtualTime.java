package dev.goodgate.lab.virtual;

import dev.goodgate.vocabulary.time.NanoClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that stands still while something happens, and then jumps to what happens next. Two things
 * meant for the same instant come in an order that the choices decide, so that nothing can rely on
 * one. Used by one thread.
 */
public final class VirtualTime implements NanoClock {
  private static final Comparator<Appointment> ORDER =
      Comparator.comparingLong(Appointment::at)
          .thenComparingInt(Appointment::tie)
          .thenComparingLong(Appointment::number);

  private final Choices choices;
  private final PriorityQueue<Appointment> agenda = new PriorityQueue<>(ORDER);
  private long now;
  private long made;

  /** Something that will happen unless it is cancelled. */
  public static final class Appointment {
    private final long at;
    private final int tie;
    private final long number;
    private final Runnable what;
    private boolean cancelled;

    private Appointment(long at, int tie, long number, Runnable what) {
      this.at = at;
      this.tie = tie;
      this.number = number;
      this.what = what;
    }

    public void cancel() {
      cancelled = true;
    }

    private long at() {
      return at;
    }

    private int tie() {
      return tie;
    }

    private long number() {
      return number;
    }
  }

  /** Begins anywhere: only differences mean anything. */
  public VirtualTime(Choices choices) {
    this.choices = choices;
    this.now = choices.between(-Duration.ofDays(100).toNanos(), Duration.ofDays(100).toNanos());
  }

  @Override
  public long nanos() {
    return now;
  }

  public Appointment after(Duration span, Runnable what) {
    return at(now + span.toNanos(), what);
  }

  /** What should have been already comes now. */
  public Appointment at(long nanos, Runnable what) {
    Appointment appointment =
        new Appointment(Math.max(now, nanos), choices.number(1 << 30), made++, what);
    agenda.add(appointment);
    return appointment;
  }

  /** Lets the next thing happen; false where nothing is left. */
  public boolean next() {
    for (Appointment next = agenda.poll(); next != null; next = agenda.poll()) {
      if (!next.cancelled) {
        now = next.at;
        next.what.run();
        return true;
      }
    }
    return false;
  }

  /** Lets everything happen, and whatever comes of it. */
  public void runOut() {
    boolean more = true;
    while (more) {
      more = next();
    }
  }
}
