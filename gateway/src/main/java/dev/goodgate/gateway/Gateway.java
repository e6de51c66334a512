package dev.goodgate.gateway;

import dev.goodgate.gateway.connect.AddressBook;
import dev.goodgate.gateway.report.Reporter;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Listener;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Upstream;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One running gateway: as many event loops as the plan says, each with its own listeners and
 * upstream connections, and a reporter. Its methods may be called from any thread but its own.
 */
public final class Gateway implements AutoCloseable {
  private static final Duration FIRST_LOOKUP = Duration.ofSeconds(2);

  private final Plan plan;
  private final Surroundings surroundings;
  private final Reporter reporter;
  private final AddressBook addressBook = new AddressBook();
  private final Map<String, List<AddressBook.Entry>> entries;
  private final int count;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<SocketAddress> addresses = new ArrayList<>();

  private Gateway(Plan plan, Surroundings surroundings) {
    this.plan = plan;
    this.surroundings = surroundings;
    reporter = new Reporter(plan, surroundings.accessLog());
    count = plan.loops().orElse(Runtime.getRuntime().availableProcessors());
    entries =
        plan.upstreams().values().stream().collect(Collectors.toMap(Upstream::name, this::lookUp));
  }

  private List<AddressBook.Entry> lookUp(Upstream upstream) {
    return upstream.endpoints().stream()
        .map(endpoint -> addressBook.entry(endpoint.address(), FIRST_LOOKUP))
        .toList();
  }

  /** How a start went. */
  public sealed interface Start {
    /** It carries traffic. */
    record Running(Gateway gateway) implements Start {}

    /** It does not: the system did not let it listen there. */
    record CannotListen(SocketAddress address, String reason) implements Start {}
  }

  /**
   * What a gateway is given from outside: clocks, where random numbers come from, and where access
   * lines go.
   */
  public record Surroundings(
      NanoClock clock, InstantSource wallClock, RandomGenerator random, OutputStream accessLog) {}

  /**
   * Starts. What the plan asks for beyond HTTP/1 in clear text is not looked at: the caller refuses
   * it.
   */
  public static Start start(Plan plan, Surroundings surroundings) {
    Gateway gateway = new Gateway(plan, surroundings);
    List<SocketAddress> wanted =
        plan.listeners().stream().map(Listener::address).map(Gateway::socketAddress).toList();
    for (int number = 0; number < gateway.count; number++) {
      for (Lane.Bound bound : gateway.open(number, number == 0 ? wanted : gateway.addresses)) {
        if (bound.result() < 0) {
          gateway.close();
          return new Start.CannotListen(bound.address(), reason(Errno.of(-bound.result())));
        }
        if (number == 0) {
          gateway.addresses.add(bound.address());
        }
      }
    }
    return new Start.Running(gateway);
  }

  private static SocketAddress socketAddress(HostPort address) {
    return new InetSocketAddress(address.host(), address.port());
  }

  /** Makes a lane on a thread of its own and has it listen. */
  private List<Lane.Bound> open(int number, List<SocketAddress> where) {
    CompletableFuture<List<Lane.Bound>> opened = new CompletableFuture<>();
    long offset = surroundings.wallClock().millis() - surroundings.clock().nanos() / 1_000_000;
    Lane.Tools tools =
        new Lane.Tools(
            surroundings.clock(), reporter.journal(offset), surroundings.random().nextLong());
    threads.add(
        Thread.ofPlatform()
            .name("goodgate-loop-" + number)
            .start(() -> {
              try (Lane lane = new Lane(plan, number, count, entries, tools)) {
                lanes.add(lane);
                opened.complete(
                    where.stream()
                        .map(address -> lane.listen(address, count > 1, number == 0))
                        .toList());
                lane.run();
              } catch (RuntimeException | Error broken) {
                opened.completeExceptionally(broken);
                throw broken;
              }
            }));
    return opened.join();
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
    return List.copyOf(addresses);
  }

  /** What is over: failures, counts. */
  public Reporter reporter() {
    return reporter;
  }

  /** No new exchange begins; completes when the last one is over. */
  public CompletableFuture<Void> drain() {
    return CompletableFuture.allOf(
        lanes.stream()
            .map(lane -> {
              CompletableFuture<Void> idle = new CompletableFuture<>();
              lane.drain(() -> idle.complete(null));
              return idle;
            })
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Stops at once; what is under way is cut. */
  @Override
  public void close() {
    lanes.forEach(Lane::stop);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    addressBook.close();
    reporter.close();
  }
}
