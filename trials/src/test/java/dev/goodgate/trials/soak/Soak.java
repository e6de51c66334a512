package dev.goodgate.trials.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A gateway as shipped under mixed traffic for many minutes. After each of them all clients leave;
 * what is there then is looked at, the certificate's files are replaced, the plan is read again.
 * Prints a page about it; ends with 0, with 1 where anything grew or went as was not due, with 2
 * for wrong use.
 */
public final class Soak {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What the first clients meet is their own slow beginning. */
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(100);

  /** A pause of this length where a short one was asked for: we were not let run. */
  private static final Duration STANDSTILL = Duration.ofSeconds(2);

  private static final String CAUSES = "goodgate_exchanges_with_cause_total";

  private final GatewayProcess gateway;
  private final Site site;
  private final Crowd crowd;
  private final AtomicLong longestGap = new AtomicLong();
  private final List<Minute> minutes = new ArrayList<>();
  private Map<String, Long> causes = Map.of();

  private Soak(GatewayProcess gateway, Site site, Crowd crowd) {
    this.gateway = gateway;
    this.site = site;
    this.crowd = crowd;
  }

  /** What is done while no client is there. */
  @FunctionalInterface
  interface Look {
    void at() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    String wanted = arguments.length == 0 ? "20" : arguments[0];
    if (arguments.length > 1 || !wanted.matches("[1-9]\\d{0,3}")) {
      System.err.println("soak: takes a number of minutes, 20 unless told");
      System.exit(2);
    }
    System.exit(run(Integer.parseInt(wanted)) ? 0 : 1);
  }

  private static boolean run(int length) throws Exception {
    Path folder = Files.createTempDirectory("goodgate-soak");
    try (SoakOrigin origin = new SoakOrigin();
        GatewayProcess gateway = new GatewayProcess(folder, origin.port())) {
      // For Ctrl-C: what was started ends with us.
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "cleaner"));
      await("the gateway serves", gateway::serves);
      Site site = gateway.site();
      List<Minute> minutes;
      try (Crowd crowd = new Crowd(site, Habits.all())) {
        Soak soak = new Soak(gateway, site, crowd);
        soak.live(length);
        minutes = soak.minutes;
      }
      boolean inOrder = gateway.end();
      SoakPage page = new SoakPage(LocalDate.now(), minutes, inOrder);
      System.out.print(page.text());
      return page.isClean();
    } finally {
      delete(folder);
    }
  }

  private void live(int length) throws Exception {
    Thread watch = Thread.ofPlatform().daemon().name("watch").start(this::watch);
    LockSupport.parkNanos(WARM_UP.toNanos());
    crowd.surprises();
    for (int number = 1; number <= length && gateway.isAlive(); number++) {
      int minute = number;
      LockSupport.parkNanos(MINUTE.toNanos());
      crowd.lull(() -> look(minute));
    }
    watch.interrupt();
  }

  /** How long this process was not let run: who else did then is not to be blamed for it. */
  private void watch() {
    long last = System.nanoTime();
    while (!Thread.interrupted()) {
      LockSupport.parkNanos(LOOK.toNanos());
      long now = System.nanoTime();
      longestGap.accumulateAndGet(now - last, Math::max);
      last = now;
    }
  }

  private void look(int number) throws Exception {
    Map<String, Long> surprises = new TreeMap<>(crowd.surprises());
    expect("all connections of clients end", this::hasNoClients, surprises);
    gateway.collect();
    Metrics told = gateway.metrics();
    surprises.putAll(wrongCauses(told));
    surprises.putAll(losses(told));
    boolean disturbed = longestGap.getAndSet(0) > STANDSTILL.toNanos();
    minutes.add(
        new Minute(
            number,
            told.sum("process_resident_memory_bytes") >> 10,
            told.sum("jvm_memory_used_bytes", each -> each.contains("\"heap\"")) >> 10,
            told.sum("process_open_fds") - told.sum("goodgate_upstream_connections"),
            told.sum("goodgate_loop_sockets") - told.sum("goodgate_upstream_connections"),
            told.sum("goodgate_blocks_lent"),
            told.sum("goodgate_client_connections"),
            crowd.answered(),
            surprises,
            disturbed));
    System.err.println(minutes.getLast());
    X509Certificate next = gateway.renewCertificate();
    expect("the new certificate is shown", () -> site.shown().equals(next), surprises);
    long applied = reloads(told);
    gateway.turnTo(number);
    expect("the new plan is applied", () -> reloads(gateway.metrics()) > applied, surprises);
    gateway.emptyAccessLog();
  }

  private boolean hasNoClients() throws IOException, InterruptedException {
    return gateway.metrics().sum("goodgate_client_connections") == 0;
  }

  private static long reloads(Metrics metrics) {
    return metrics.sum("goodgate_reloads_total", each -> each.contains("applied"));
  }

  /**
   * What the gateway itself has noted, other than what clients did, of the upstream that is well.
   */
  private Map<String, Long> wrongCauses(Metrics told) {
    Map<String, Long> now = told.series(CAUSES);
    Map<String, Long> wrong = new TreeMap<>();
    now.forEach((labels, count) -> {
      long more = count - causes.getOrDefault(labels, 0L);
      boolean ours = labels.contains("cause=\"gateway-");
      boolean well = labels.contains("upstream=\"well\"") && !labels.contains("cause=\"client-");
      if (more > 0 && (ours || well)) {
        wrong.put("cause " + labels, more);
      }
    });
    causes = now;
    return wrong;
  }

  private static Map<String, Long> losses(Metrics told) {
    Map<String, Long> lost = new TreeMap<>();
    for (String name :
        List.of("goodgate_records_dropped_total", "goodgate_access_log_lost_writes_total")) {
      if (told.sum(name) > 0) {
        lost.put(name, told.sum(name));
      }
    }
    return lost;
  }

  private static void expect(String what, Callable<Boolean> isSo, Map<String, Long> surprises)
      throws Exception {
    try {
      await(what, isSo);
    } catch (IOException late) {
      surprises.merge(String.valueOf(late.getMessage()), 1L, Long::sum);
    }
  }

  private static void await(String what, Callable<Boolean> isSo) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.call()) {
      if (System.nanoTime() > end) {
        throw new IOException("it did not come that " + what);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
