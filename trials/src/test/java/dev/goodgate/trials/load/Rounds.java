package dev.goodgate.trials.load;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Carries out the workloads, one gateway after the other. */
final class Rounds {
  private static final Duration SETTLING = Duration.ofMillis(500);
  private static final Duration REST = Duration.ofSeconds(2);
  private static final double MICROS = 1_000_000;

  private final Options options;
  private final LoadSide load;
  private final List<Contestant> contestants;
  private final PrintStream progress;

  Rounds(Options options, LoadSide load, List<Contestant> contestants, PrintStream progress) {
    this.options = options;
    this.load = load;
    this.contestants = contestants;
    this.progress = progress;
  }

  List<Sample> startUps(Workload.StartUp workload)
      throws IOException, Trouble, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      for (Contestant each : inTurn(round)) {
        double millis = each.start().toNanos() / MICROS;
        each.stop();
        String name = each.kind().title();
        samples.add(new Sample(workload.name(), name, round, millis, 1, 0, 0, 0, 0));
        say("%d start  %-9s %8.0f ms", round + 1, name, millis);
      }
    }
    return samples;
  }

  /** A fresh process each; the pause lets it come to rest after its start. */
  List<Memory> memory() throws IOException, Trouble, InterruptedException {
    List<Memory> all = new ArrayList<>();
    for (Contestant each : contestants) {
      each.start();
      each.mustLive(REST);
      long fresh = each.tree().residentKib();
      Count held = load.hold(each.port(Way.PLAIN), options.idle());
      each.mustLive(REST);
      long full = each.tree().residentKib();
      load.letGo();
      each.stop();
      double perConnection = (full - fresh) * 1024.0 / Math.max(1, held.answered());
      String name = each.kind().title();
      all.add(new Memory(name, fresh / 1024.0, perConnection, held.flawed()));
      say("  idle   %-9s %8.1f MiB, %.0f bytes a connection", name, fresh / 1024.0, perConnection);
    }
    return all;
  }

  /** All gateways are up; who begins changes from round to round. */
  Asked requests(List<Workload.Asking> workloads)
      throws IOException, Trouble, InterruptedException {
    for (Contestant each : contestants) {
      each.start();
    }
    for (Contestant each : contestants) {
      warmUp(each, workloads);
    }
    List<Sample> samples = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      for (Workload.Asking workload : workloads) {
        for (Contestant each : inTurn(round)) {
          measure(each, workload, round, samples);
        }
      }
    }
    List<Pauses> pauses = new ArrayList<>();
    for (Contestant each : contestants) {
      each.pauses().ifPresent(pauses::add);
      each.stop();
    }
    return new Asked(samples, pauses);
  }

  /** What all that load has shown; virtual machines have pauses. */
  record Asked(List<Sample> samples, List<Pauses> pauses) {}

  private void warmUp(Contestant contestant, List<Workload.Asking> workloads)
      throws IOException, Trouble, InterruptedException {
    Duration each = contestant.kind().warmUp(options.warmUp()).dividedBy(workloads.size());
    long before = contestant.logBytes();
    for (Workload.Asking workload : workloads) {
      load.ask(
          contestant.port(workload.way()),
          workload,
          new LoadSide.Span(Duration.ZERO, each),
          () -> {});
    }
    contestant.mustLive(REST);
    if (contestant.logBytes() <= before) {
      throw new Trouble(contestant.kind().title() + " writes no access log: that flatters it");
    }
    contestant.emptyLogs();
  }

  private void measure(
      Contestant contestant, Workload.Asking workload, int round, List<Sample> samples)
      throws IOException, Trouble, InterruptedException {
    contestant.mustLive(Duration.ofMillis(1));
    ProcessTree tree = contestant.tree();
    List<Mark> marks = new ArrayList<>();
    LoadSide.Span span = new LoadSide.Span(SETTLING, options.span());
    LoadSide.Answers answers =
        load.ask(contestant.port(workload.way()), workload, span, () -> marks.add(mark(tree)));
    contestant.emptyLogs();
    Count count = answers.count();
    Mark spent = marks.getLast().since(marks.getFirst());
    double wall = spent.wallNanos() / 1_000.0;
    Sample cost =
        new Sample(
            workload.name(),
            contestant.kind().title(),
            round,
            count.answered() == 0 ? Double.NaN : (double) spent.ownMicros() / count.answered(),
            count.answered(),
            count.flawed(),
            spent.ownMicros() / wall,
            Math.max(0, spent.coreMicros() - spent.ownMicros()) / wall,
            count.answered() * MICROS / wall);
    samples.add(cost);
    if (workload instanceof Workload.Paced paced) {
      samples.add(cost.with(paced.median(), answers.median()));
      samples.add(cost.with(paced.percentile99(), answers.percentile99()));
    }
    say(
        "%d %-6s %-9s %8.2f us, %d flawed",
        round + 1, workload.name(), cost.gateway(), cost.figure(), cost.flawed());
  }

  private Mark mark(ProcessTree tree) {
    return new Mark(
        tree.processorMicros(), ProcessTree.busyMicros(options.core()), System.nanoTime());
  }

  /** The clocks at one moment, or what passed between two. */
  private record Mark(long ownMicros, long coreMicros, long wallNanos) {
    private Mark since(Mark earlier) {
      return new Mark(
          ownMicros - earlier.ownMicros,
          coreMicros - earlier.coreMicros,
          wallNanos - earlier.wallNanos);
    }
  }

  private List<Contestant> inTurn(int round) {
    return round % 2 == 0 ? contestants : contestants.reversed();
  }

  private void say(String format, Object... values) {
    progress.println(String.format(Locale.ROOT, format, values));
  }
}
