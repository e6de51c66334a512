package dev.goodgate.lab.link;

import dev.goodgate.lab.link.LinkFault.End;
import dev.goodgate.lab.link.LinkFault.Told;
import dev.goodgate.lab.link.LinkFault.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Decides what becomes of the bytes of one connection, both ways. Knows no socket and no thread of
 * its own; the fault may be another one at every question.
 */
final class Treatment {
  private static final int PACES = 20;

  private final Supplier<LinkFault> fault;
  private final RandomGenerator chance;
  private final long began;
  private final Map<Way, Long> seen = new EnumMap<>(Map.of(Way.THERE, 0L, Way.BACK, 0L));
  private final Map<Way, Boolean> stalled =
      new EnumMap<>(Map.of(Way.THERE, false, Way.BACK, false));
  private long lastBytes;
  private boolean forgotten;
  private boolean over;

  Treatment(Supplier<LinkFault> fault, RandomGenerator chance, long now) {
    this.fault = fault;
    this.chance = chance;
    this.began = now;
    this.lastBytes = now;
  }

  /** What to do with so many bytes that came; all of them are spoken of. */
  synchronized List<Act> bytes(Way way, int count, long now) {
    long before = seen.getOrDefault(way, 0L);
    seen.put(way, before + count);
    long idle = now - lastBytes;
    lastBytes = now;
    return over ? List.of(new Act.Lose(count)) : treated(way, count, before, idle);
  }

  private List<Act> treated(Way way, int count, long before, long idle) {
    return switch (fault.get()) {
      case LinkFault.Clear() -> pass(count);
      case LinkFault.Gathers gathers -> pass(count);
      case LinkFault.LeadsNowhere() -> List.of(new Act.Lose(count));
      case LinkFault.Delays(Way on, Duration delay, Duration jitter) ->
          on.covers(way) ? List.of(new Act.Pass(count, delay.plus(some(jitter)))) : pass(count);
      case LinkFault.Narrows(Way on, long rate) ->
          on.covers(way) ? trickle(count, rate) : pass(count);
      case LinkFault.Loses(Way on, long after) ->
          on.covers(way) ? lose(count, after - before) : pass(count);
      case LinkFault.Stalls(Way on, long after, Duration span) ->
          on.covers(way) ? stall(way, count, after - before, span) : pass(count);
      case LinkFault.Corrupts(Way on, long after) ->
          on.covers(way) ? flip(count, after - before) : pass(count);
      case LinkFault.Splits(Way on, int piece) ->
          on.covers(way) ? split(count, piece) : pass(count);
      case LinkFault.Ends ends -> end(ends, way, count, before);
      case LinkFault.ForgetsIdle(Duration span, boolean silent) ->
          forget(way, count, idle > span.toNanos(), silent);
    };
  }

  /** From now on nothing passes, whatever the fault becomes; answers whether that is new. */
  synchronized boolean isOverNow() {
    boolean before = over;
    over = true;
    return !before;
  }

  /** Whether the end of what is sent one way reaches the other side. */
  synchronized boolean passesEnd(Way way) {
    if (over) {
      return false;
    }
    return switch (fault.get()) {
      case LinkFault.Loses(Way on, long after) ->
          !on.covers(way) || seen.getOrDefault(way, 0L) < after;
      case LinkFault.LeadsNowhere() -> false;
      case LinkFault.ForgetsIdle forgets -> !forgotten;
      case LinkFault.Clear _,
          LinkFault.Gathers _,
          LinkFault.Delays _,
          LinkFault.Narrows _,
          LinkFault.Stalls _,
          LinkFault.Corrupts _,
          LinkFault.Splits _,
          LinkFault.Ends _ ->
          true;
    };
  }

  /** How long until the connection ends, if bytes are not what ends it. */
  synchronized Optional<Duration> untilEnd(long now) {
    return !over
            && fault.get() instanceof LinkFault.Ends ends
            && (ends.after() == 0 || ends.age().isPositive())
            && isPassed(ends)
        ? Optional.of(ends.age().minusNanos(now - began))
        : Optional.empty();
  }

  private boolean isPassed(LinkFault.Ends ends) {
    long bytes =
        switch (ends.way()) {
          case THERE, BACK -> seen.getOrDefault(ends.way(), 0L);
          case BOTH -> seen.values().stream().mapToLong(Long::longValue).sum();
        };
    return bytes >= ends.after();
  }

  private static List<Act> pass(int count) {
    return count > 0 ? List.of(new Act.Pass(count, Duration.ZERO)) : List.of();
  }

  private Duration some(Duration jitter) {
    return jitter.isZero() ? jitter : Duration.ofNanos(chance.nextLong(jitter.toNanos()));
  }

  private static List<Act> trickle(int count, long rate) {
    int piece = Math.toIntExact(Math.clamp(rate / PACES, 1, count));
    List<Act> all = new ArrayList<>();
    for (int left = count; left > 0; left -= piece) {
      int now = Math.min(piece, left);
      all.add(new Act.Trickle(now, Duration.ofNanos(now * 1_000_000_000L / rate)));
    }
    return all;
  }

  private static List<Act> lose(int count, long room) {
    int passed = Math.toIntExact(Math.clamp(room, 0, count));
    List<Act> all = new ArrayList<>(pass(passed));
    if (passed < count) {
      all.add(new Act.Lose(count - passed));
    }
    return all;
  }

  private List<Act> stall(Way way, int count, long room, Duration span) {
    if (room >= count || Boolean.TRUE.equals(stalled.get(way))) {
      return pass(count);
    }
    stalled.put(way, true);
    int passed = Math.toIntExact(Math.max(room, 0));
    List<Act> all = new ArrayList<>(pass(passed));
    all.add(new Act.Pass(count - passed, span));
    return all;
  }

  private static List<Act> flip(int count, long room) {
    if (room < 0 || room >= count) {
      return pass(count);
    }
    int passed = Math.toIntExact(room);
    List<Act> all = new ArrayList<>(pass(passed));
    all.add(new Act.Flip());
    all.addAll(pass(count - passed - 1));
    return all;
  }

  private static List<Act> split(int count, int piece) {
    List<Act> all = new ArrayList<>();
    for (int left = count; left > 0; left -= piece) {
      all.addAll(pass(Math.min(piece, left)));
    }
    return all;
  }

  /** Bytes over the count are lost; an end that waits for the age only is for others to make. */
  private List<Act> end(LinkFault.Ends ends, Way way, int count, long before) {
    boolean passed = isPassed(ends);
    List<Act> all =
        new ArrayList<>(
            passed && ends.way().covers(way) && ends.age().isZero()
                ? lose(count, ends.after() - before)
                : pass(count));
    if (passed && ends.age().isZero()) {
      all.add(new Act.Finish(ends.by(), ends.told()));
    }
    return all;
  }

  private List<Act> forget(Way way, int count, boolean idle, boolean silent) {
    forgotten |= idle;
    if (!forgotten) {
      return pass(count);
    }
    List<Act> all = new ArrayList<>(List.of(new Act.Lose(count)));
    if (!silent) {
      all.add(new Act.Finish(End.RESET, way == Way.THERE ? Told.CLIENT : Told.ENDPOINT));
    }
    return all;
  }
}
