package dev.goodgate.trials.load;

import com.sun.management.ThreadMXBean;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.gateway.Gateway;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.LinuxKernel;
import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * How many bytes of heap a request costs: a whole gateway in this process, its JSON access log
 * written to nowhere, asked by the generator of the load trial. The Java machine counts exactly
 * what each thread allocates; counted are the gateway's event loop and the thread that reads its
 * records.
 */
final class Allocation {
  private static final int CONNECTIONS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(8);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Duration span;

  /** One thing to measure; {@code more} is a line of the plan. */
  private record Round(String name, int bytes, boolean fresh, String more) {}

  private static final List<Round> ROUNDS =
      List.of(
          new Round("small GET, 64 keep-alive connections", 128, false, ""),
          new Round("10 KiB body", 10_240, false, ""),
          new Round("new client connection for each request", 128, true, ""),
          new Round(
              "small GET, traced, 1 % sampled",
              128, false, "tracing: { endpoint: \"http://127.0.0.1:1\", sample: 1% }"));

  /** Bytes for each request, and of how many requests that is the mean. */
  record Cost(long requests, double loop, double reporter) {}

  Allocation(Duration span) {
    this.span = span;
  }

  static void run(Duration span, PrintStream out) throws Exception {
    out.println(
        "| workload | requests | event loop, bytes/request | record reader, bytes/request |");
    out.println("|---|---|---|---|");
    for (Round each : ROUNDS) {
      Cost cost = new Allocation(span).measure(each);
      out.println(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %.2f | %.2f |",
              each.name(),
              cost.requests(),
              cost.loop(),
              cost.reporter()));
      out.flush();
    }
  }

  private Cost measure(Round round) throws Exception {
    CompletableFuture<LoadUpstream> opened = new CompletableFuture<>();
    CompletableFuture<Loop> turning = new CompletableFuture<>();
    Thread upstream = Thread.ofPlatform().name("upstream").start(() -> serve(opened, turning));
    try (Gateway gateway = start(plan(opened.get().address().getPort(), round.more()))) {
      return load(round, (InetSocketAddress) gateway.addresses().getFirst());
    } finally {
      turning.get().stop();
      upstream.join();
    }
  }

  private static void serve(
      CompletableFuture<LoadUpstream> opened, CompletableFuture<Loop> turning) {
    try (Arena arena = Arena.ofConfined();
        Loop loop = new Loop(new LinuxKernel(), System::nanoTime)) {
      turning.complete(loop);
      opened.complete(new LoadUpstream(loop, arena));
      loop.run();
    }
  }

  private Cost load(Round round, InetSocketAddress at) {
    Question question = new Question(at, round.bytes(), round.bytes(), round.fresh());
    long[] before = new long[2];
    try (Loop loop = new Loop(new LinuxKernel(), System::nanoTime)) {
      ClosedLoop load =
          new ClosedLoop(
              loop,
              question,
              () -> {
                before[0] = allocated("goodgate-loop-");
                before[1] = allocated("goodgate-report");
              });
      Count count = load.run(CONNECTIONS, WARM_UP, span);
      if (count.flawed() > 0) {
        throw new IllegalStateException("answers that are wrong: " + count.flaws());
      }
      double answered = count.answered();
      return new Cost(
          count.answered(),
          (allocated("goodgate-loop-") - before[0]) / answered,
          (allocated("goodgate-report") - before[1]) / answered);
    }
  }

  private long allocated(String name) {
    long[] ids =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(each -> each != null && each.getThreadName().startsWith(name))
            .mapToLong(each -> each.getThreadId())
            .toArray();
    return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
  }

  private static Gateway start(Plan plan) {
    Gateway.Surroundings surroundings =
        new Gateway.Surroundings(
            System::nanoTime,
            InstantSource.system(),
            new Random(1),
            OutputStream.nullOutputStream(),
            Transport.chosen(System.getenv()).orElseThrow());
    return switch (Gateway.start(plan, surroundings)) {
      case Gateway.Start.Running(Gateway running) -> running;
      case Gateway.Start.Trouble trouble -> throw new IllegalStateException(trouble.toString());
    };
  }

  private static Plan plan(int upstream, String more) {
    String text =
        """
        loops: 1
        listeners: [{ address: "127.0.0.1:0" }]
        routes: [{ upstream: web }]
        upstreams: { web: { endpoints: ["127.0.0.1:%d"] } }
        %s
        """
            .formatted(upstream, more);
    return switch (PlanReader.read("plan of the trial", text)) {
      case Reading.Understood<Plan>(Plan understood, var _) -> understood;
      case Reading.Refused<Plan> refused ->
          throw new IllegalStateException(refused.complaints().toString());
    };
  }
}
