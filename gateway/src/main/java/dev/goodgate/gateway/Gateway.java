package dev.goodgate.gateway;

import static java.util.Objects.requireNonNull;

import dev.goodgate.gateway.certificate.CertificateWatch;
import dev.goodgate.gateway.certificate.ListenerCertificates;
import dev.goodgate.gateway.connect.AddressBook;
import dev.goodgate.gateway.report.Reporter;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Trusted;
import dev.goodgate.vocabulary.plan.Upstream;
import dev.goodgate.vocabulary.time.NanoClock;
import dev.goodgate.vocabulary.traffic.Traced;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One running gateway: as many event loops as the plan says, each with its own listeners and
 * upstream connections, and a reporter. Its methods may be called from any thread but its own;
 * reload from one at a time.
 */
public final class Gateway implements AutoCloseable {
  private static final Duration FIRST_LOOKUP = Duration.ofSeconds(2);

  /**
   * What clients are offered within TLS, the best first; {@code listen} turns to what is agreed.
   */
  private static final List<String> PROTOCOLS = List.of("h2", "http/1.1", "http/1.0");

  private final Surroundings surroundings;
  private final Reporter reporter;
  private final int count;
  private final String mark;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Berth, SocketAddress> listening = new HashMap<>();
  private AddressBook addressBook = new AddressBook();
  private volatile Secrets secrets;
  private final Spools spools;

  private volatile List<SocketAddress> addresses = List.of();

  private Gateway(Plan plan, Secrets secrets, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.secrets = secrets;
    spools = new Spools(plan.buffers());
    reporter = new Reporter(plan, surroundings.accessLog(), surroundings.traces());
    mark = "-" + HexFormat.of().toHexDigits(surroundings.random().nextInt());
    count =
        surroundings.transport().sharesListeners()
            ? plan.loops().orElse(Runtime.getRuntime().availableProcessors())
            : 1;
    Map<String, List<AddressBook.Entry>> entries = lookUp(plan, addressBook);
    for (int number = 0; number < count; number++) {
      open(number, told(plan, entries));
    }
  }

  /** How a start went. */
  public sealed interface Start {
    /** It carries traffic. */
    record Running(Gateway gateway) implements Start {}

    /** It does not, or not by that plan. */
    sealed interface Trouble extends Start {}

    /** The system did not let it listen there. */
    record CannotListen(SocketAddress address, String reason) implements Trouble {}

    /** Files and folders that the plan names are of no use: a sentence for each. */
    record CannotUseFiles(List<String> complaints) implements Trouble {}
  }

  /**
   * What a gateway is given from outside: clocks, where random numbers come from, where access
   * lines go, by what transport bytes do, who is told the exchanges that are traced, whose engines
   * speak TLS (asked only where it is spoken), who hears sentences for people, and how often files
   * of certificates are looked at.
   */
  public record Surroundings(
      NanoClock clock,
      InstantSource wallClock,
      RandomGenerator random,
      OutputStream accessLog,
      Transport transport,
      Consumer<Traced> traces,
      Supplier<EngineLibrary> engines,
      Consumer<String> tell,
      Duration looks) {
    /** Seldom enough to cost nothing, often enough for whoever waits for a renewed certificate. */
    public static final Duration USUAL_LOOKS = Duration.ofSeconds(10);

    /** With the best engines there are, and nobody to hear. */
    public Surroundings(
        NanoClock clock,
        InstantSource wallClock,
        RandomGenerator random,
        OutputStream accessLog,
        Transport transport) {
      this(
          clock,
          wallClock,
          random,
          accessLog,
          transport,
          _ -> {},
          () -> EngineLibrary.here().getFirst(),
          _ -> {},
          USUAL_LOOKS);
    }
  }

  /**
   * Starts. What the plan asks for and is not possible yet is not looked at: the caller refuses it.
   */
  public static Start start(Plan plan, Surroundings surroundings) {
    return switch (Secrets.read(plan, PROTOCOLS, null, surroundings)) {
      case Secrets.Reading.Refused(var complaints) -> new Start.CannotUseFiles(complaints);
      case Secrets.Reading.Read(var secrets) -> start(plan, secrets, surroundings);
    };
  }

  private static Start start(Plan plan, Secrets secrets, Surroundings surroundings) {
    Gateway gateway = new Gateway(plan, secrets, surroundings);
    Optional<Start.CannotListen> trouble =
        gateway.listenAt(plan, Berth.of(plan), secrets.certificates());
    if (trouble.isPresent()) {
      gateway.close();
      return trouble.get();
    }
    gateway.tellAddresses(plan);
    secrets.certificates().start();
    return new Start.Running(gateway);
  }

  /**
   * Goes by another plan from the next exchange on; what is under way ends by the old one. Where it
   * cannot listen as the new plan says, or has no use for its files, it says so and stays with the
   * old plan. The number of loops and what the reporter was told stay.
   */
  public Optional<? extends Start.Trouble> reload(Plan plan) {
    return switch (Secrets.read(plan, PROTOCOLS, secrets.certificates(), surroundings)) {
      case Secrets.Reading.Refused(var complaints) ->
          Optional.of(new Start.CannotUseFiles(complaints));
      case Secrets.Reading.Read(var next) -> reload(plan, next);
    };
  }

  private Optional<Start.CannotListen> reload(Plan plan, Secrets next) {
    List<Berth> wanted = Berth.of(plan);
    Optional<Start.CannotListen> trouble =
        listenAt(
            plan,
            wanted.stream().filter(each -> !listening.containsKey(each)).toList(),
            next.certificates());
    if (trouble.isPresent()) {
      next.certificates().close();
      return trouble;
    }
    CertificateWatch oldCertificates = secrets.certificates();
    secrets = next;
    spools.turnTo(plan.buffers());
    AddressBook old = addressBook;
    addressBook = new AddressBook();
    Map<String, List<AddressBook.Entry>> entries = lookUp(plan, addressBook);
    for (Lane lane : lanes) {
      Lane.Told told = told(plan, entries);
      on(
          lane,
          () -> {
            lane.change(told, reporter::retire);
            return told;
          });
    }
    old.close();
    oldCertificates.close();
    next.certificates().start();
    stopListening(
        List.copyOf(listening.keySet()).stream().filter(each -> !wanted.contains(each)).toList());
    tellAddresses(plan);
    return Optional.empty();
  }

  private void tellAddresses(Plan plan) {
    addresses = Berth.of(plan).stream().map(each -> requireNonNull(listening.get(each))).toList();
  }

  private static Map<String, List<AddressBook.Entry>> lookUp(Plan plan, AddressBook book) {
    return plan.upstreams().values().stream()
        .collect(Collectors.toMap(Upstream::name, upstream -> lookUp(upstream, book)));
  }

  private static List<AddressBook.Entry> lookUp(Upstream upstream, AddressBook book) {
    return upstream.endpoints().stream()
        .map(endpoint -> book.entry(endpoint.address(), FIRST_LOOKUP))
        .toList();
  }

  private Lane.Told told(Plan plan, Map<String, List<AddressBook.Entry>> entries) {
    long offset = surroundings.wallClock().millis() - surroundings.clock().nanos() / 1_000_000;
    return new Lane.Told(
        plan,
        entries,
        secrets.certificates().byListener(),
        secrets.upstreams(),
        reporter.journal(offset, plan),
        surroundings.random().nextLong(),
        plan.name() + mark,
        spools.current());
  }

  /** All lanes listen at all of these, or none at any. */
  private Optional<Start.CannotListen> listenAt(
      Plan plan, List<Berth> wanted, CertificateWatch shown) {
    List<Berth> all = Berth.of(plan);
    List<Berth> done = new ArrayList<>();
    for (Berth berth : wanted) {
      HostPort written = berth.written();
      SocketAddress where = new InetSocketAddress(written.host(), written.port());
      int number = all.indexOf(berth);
      done.add(berth);
      for (Lane lane : lanes) {
        SocketAddress here = listening.getOrDefault(berth, where);
        ListenerCertificates secured = shown.byListener().get(number);
        Trusted believed = Lane.believed(plan, number);
        Lane.Bound bound = on(lane, () -> lane.listen(berth, here, secured, believed));
        if (bound.result() < 0) {
          stopListening(done);
          return Optional.of(
              new Start.CannotListen(bound.address(), reason(Errno.of(-bound.result()))));
        }
        listening.putIfAbsent(berth, bound.address());
      }
    }
    return Optional.empty();
  }

  private void stopListening(List<Berth> leaving) {
    for (Berth berth : leaving) {
      listening.remove(berth);
      lanes.forEach(lane -> lane.execute(() -> lane.stopListening(berth)));
    }
  }

  /** Makes a lane on a thread of its own. */
  private void open(int number, Lane.Told told) {
    CompletableFuture<Lane> opened = new CompletableFuture<>();
    threads.add(
        Thread.ofPlatform()
            .name("goodgate-loop-" + number)
            .start(() -> {
              Loop loop = new Loop(surroundings.transport().open(), surroundings.clock());
              try (Lane lane = new Lane(loop, number, count, told)) {
                opened.complete(lane);
                lane.run();
              } catch (RuntimeException | Error broken) {
                opened.completeExceptionally(broken);
                throw broken;
              }
            }));
    lanes.add(opened.join());
  }

  private static <T> T on(Lane lane, Supplier<T> what) {
    CompletableFuture<T> done = new CompletableFuture<>();
    lane.execute(() -> {
      try {
        done.complete(what.get());
      } catch (RuntimeException defect) {
        done.completeExceptionally(defect);
      }
    });
    return done.join();
  }

  private static String reason(Errno errno) {
    if (errno == Errno.EADDRINUSE) {
      return "another program listens there already";
    }
    if (errno == Errno.EACCES || errno == Errno.EPERM) {
      return "it is not allowed to: ports under 1024 need a privilege";
    }
    return errno == Errno.EADDRNOTAVAIL ? "this machine has no such address" : errno.name();
  }

  /**
   * Where it listens, in the order of the plan's listeners, with the ports that were chosen for
   * those written as 0.
   */
  public List<SocketAddress> addresses() {
    return addresses;
  }

  /** What is over: failures, counts. */
  public Reporter reporter() {
    return reporter;
  }

  /** The certificates that clients are shown now. */
  public List<CertificateWatch.Term> certificates() {
    return secrets.certificates().terms();
  }

  /**
   * How its loops are doing. Each answers on its own thread, between two turns; who has not done so
   * after {@code patience} is told as silent.
   */
  public Figures figures(Duration patience) {
    List<CompletableFuture<Figures.OfLoop>> asked =
        lanes.stream().map(lane -> ask(lane, patience)).toList();
    List<Figures.OfLoop> told = new ArrayList<>();
    List<Integer> silent = new ArrayList<>();
    for (int number = 0; number < asked.size(); number++) {
      try {
        told.add(asked.get(number).join());
      } catch (CompletionException late) {
        silent.add(number);
      }
    }
    return new Figures(told, silent);
  }

  private CompletableFuture<Figures.OfLoop> ask(Lane lane, Duration patience) {
    CompletableFuture<Figures.OfLoop> answer = new CompletableFuture<>();
    long asked = surroundings.clock().nanos();
    lane.execute(() -> answer.complete(lane.figures(surroundings.clock().nanos() - asked)));
    return answer.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How much room requests take that are held whole. */
  public Figures.Buffered buffered() {
    return spools.buffered();
  }

  /** No new exchange begins; completes when the last one is over. */
  public CompletableFuture<Void> drain() {
    return CompletableFuture.allOf(
        lanes.stream()
            .map(lane -> {
              CompletableFuture<Void> idle = new CompletableFuture<>();
              lane.execute(() -> lane.drain(() -> idle.complete(null)));
              return idle;
            })
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Stops at once; what is under way is cut. */
  @Override
  public void close() {
    lanes.forEach(lane -> lane.execute(lane::stop));
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    addressBook.close();
    secrets.certificates().close();
    spools.close();
    reporter.close();
  }
}
