package dev.goodgate.gateway.wire;

import org.jspecify.annotations.Nullable;

/**
 * One alarm of one owner, set again and again. Moving it later or turning it off costs a field: the
 * wheel finds out when it comes by. Rings on the loop's thread, never early, at most about a tick
 * late.
 */
public final class Timer {
  static final long OFF = Long.MAX_VALUE;

  private final TimerWheel wheel;
  private final Runnable alarm;
  private long deadline = OFF;

  // The wheel's own: where this timer hangs, and when the wheel will look at it.
  @Nullable Timer previous;
  @Nullable Timer next;
  int slot = -1;
  long looksAt = OFF;

  Timer(TimerWheel wheel, Runnable alarm) {
    this.wheel = wheel;
    this.alarm = alarm;
  }

  /** Rings once at {@code nanos} of the loop's clock; an earlier setting is forgotten. */
  public void set(long nanos) {
    deadline = nanos;
    if (slot < 0 || nanos < looksAt) {
      wheel.hang(this);
    }
  }

  /** Does not ring until it is set again. */
  public void off() {
    deadline = OFF;
  }

  /** Off for good, and out of the wheel: for an owner who ends. */
  public void drop() {
    deadline = OFF;
    wheel.unhang(this);
  }

  long deadline() {
    return deadline;
  }

  void ring() {
    deadline = OFF;
    alarm.run();
  }
}
