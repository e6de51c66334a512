package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Trace;
import dev.goodgate.vocabulary.traffic.Traced;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the event loops hand on, on a thread of its own: writes the access log, counts, and
 * remembers the last failures for {@code why}. The questions may be asked from any thread.
 */
public final class Reporter implements AutoCloseable {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(4);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

  private Plan named;
  private Names names;
  private final @Nullable AccessLines lines;
  private final LineWriter writer;
  private final Memory memory;
  private final Consumer<Traced> traces;
  private final Tally tally = new Tally();
  private final Noted noted = new Noted();
  private final List<Journal> journals = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Journal> retired = new ConcurrentLinkedQueue<>();
  private final AtomicLong droppedBefore = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private int defects;

  /** {@code out} is where access lines go, if the plan wants any. */
  public Reporter(Plan plan, OutputStream out) {
    this(plan, out, _ -> {});
  }

  /** {@code traces} is told every exchange of which spans are to be made. It must not wait. */
  public Reporter(Plan plan, OutputStream out, Consumer<Traced> traces) {
    this.traces = traces;
    named = plan;
    names = Names.of(plan);
    writer = new LineWriter(out);
    lines =
        switch (plan.accessLog()) {
          case AccessLog.Off _ -> null;
          case AccessLog.Stdout(var format) -> lines(format, writer);
          case AccessLog.ToFile(_, var format) -> lines(format, writer);
        };
    memory = new Memory(plan.limits().failuresKept());
    thread = Thread.ofPlatform().name("goodgate-report").daemon().start(this::run);
  }

  private static AccessLines lines(AccessLog.Format format, LineWriter writer) {
    return switch (format) {
      case JSON -> new JsonLines(writer);
      case COMMON -> new CommonLines(writer);
    };
  }

  /** Where one more event loop hands on what is over. */
  public Journal journal(long wallOffsetMillis) {
    return open(new Journal(wallOffsetMillis, names));
  }

  /** The same for a plan other than the first; loops that go by one plan share its names. */
  public Journal journal(long wallOffsetMillis, Plan plan) {
    if (!plan.equals(named)) {
      named = plan;
      names = Names.of(plan);
    }
    return journal(wallOffsetMillis);
  }

  private Journal open(Journal journal) {
    journals.add(journal);
    return journal;
  }

  /** Nothing will be written to this journal any more: it is read to the end and forgotten. */
  public void retire(Journal journal) {
    retired.add(journal);
  }

  /** One of the last exchanges that went wrong. */
  public Optional<Exchange> find(String id) {
    return memory.find(id);
  }

  /** The last exchanges that went wrong, newest first. */
  public List<Exchange> failures(int most) {
    return memory.newest(most);
  }

  /** What has been counted so far. */
  public Counts counts() {
    return tally.read();
  }

  /** How many bytes of records wait to be read, and how many the rings have room for. */
  public Waiting waiting() {
    long used = 0;
    long capacity = 0;
    for (Journal journal : journals) {
      used += journal.fill().used();
      capacity += journal.fill().capacity();
    }
    return new Waiting(used, capacity);
  }

  /** Bytes of records. */
  public record Waiting(long used, long capacity) {}

  /** When each endpoint, as it was written, last answered with less than 500. */
  public Map<String, Instant> lastAnswers() {
    Map<String, Instant> all = new TreeMap<>();
    for (Journal journal : journals) {
      journal
          .lastAnswers()
          .read()
          .forEach((endpoint, at) -> all.merge(endpoint, at, (a, b) -> a.isAfter(b) ? a : b));
    }
    return all;
  }

  /** How many exchanges were not recorded because reading did not keep up. */
  public long dropped() {
    return droppedBefore.get() + journals.stream().mapToLong(Journal::dropped).sum();
  }

  /** How many times a piece of the access log could not be written. */
  public long lostWrites() {
    return writer.lost();
  }

  /** Reads what is there to the end, and ends. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    boolean last = false;
    while (!last) {
      last = pause(pause);
      boolean read = false;
      Journal leaving = retired.poll();
      for (Journal journal : journals) {
        read |= readAll(journal);
      }
      if (leaving != null) {
        journals.remove(leaving);
        droppedBefore.addAndGet(leaving.dropped());
      }
      if (read && lines != null) {
        lines.flush();
      }
      Duration longer = pause.multipliedBy(2);
      pause = read || longer.compareTo(LONGEST_PAUSE) > 0 ? shorter(read) : longer;
    }
  }

  private static Duration shorter(boolean read) {
    return read ? SHORTEST_PAUSE : LONGEST_PAUSE;
  }

  private boolean pause(Duration pause) {
    try {
      return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }

  private boolean readAll(Journal journal) {
    boolean read = false;
    while (journal.ring().next()) {
      read = true;
      try {
        tellNoted(journal);
      } catch (RuntimeException | AssertionError defect) {
        survive(defect);
      }
    }
    for (Traced wrong = journal.pollWrong(); wrong != null; wrong = journal.pollWrong()) {
      read = true;
      try {
        tellWrong(wrong);
      } catch (RuntimeException | AssertionError defect) {
        survive(defect);
      }
    }
    return read;
  }

  private void tellNoted(Journal journal) {
    noted.read(journal.ring());
    journal.ring().release();
    tally.count(noted, journal.ways());
    journal.lastAnswers().note(noted);
    if (lines != null) {
      lines.write(noted, journal.names());
    }
    if (noted.sampled) {
      traces.accept(Retelling.of(noted, journal.names()));
    }
  }

  private void tellWrong(Traced wrong) {
    tally.count(wrong.exchange());
    memory.keep(wrong.exchange());
    if (lines != null) {
      lines.write(wrong);
    }
    if (wrong.trace().filter(trace -> trace.sampled() || hasFailed(trace, wrong)).isPresent()) {
      traces.accept(wrong);
    }
  }

  /** What failed is worth its spans, also where nobody chose it. */
  private static boolean hasFailed(Trace trace, Traced wrong) {
    return trace.isTraced() && !(wrong.exchange().ending() instanceof Ending.Abandoned);
  }

  /** A defect of ours loses one record; as in a loop, it is not told each time. */
  private void survive(Throwable defect) {
    if (lines != null) {
      lines.forgetLine();
    }
    if (Integer.bitCount(++defects) == 1) {
      Thread mine = Thread.currentThread();
      mine.getUncaughtExceptionHandler().uncaughtException(mine, defect);
    }
  }
}
