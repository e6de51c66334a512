package dev.goodgate.trials.conformance;

import dev.goodgate.dialects.goodgate.Complaint;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.gateway.Figures;
import dev.goodgate.gateway.Gateway;
import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A gateway of ours with one loop, in this process, in front of the origins of a test. */
final class LiveGateway implements AutoCloseable {
  /** The host that is routed; any other finds no route. */
  static final String HOST = "lab.test";

  private final AwaitedLines log = new AwaitedLines();
  private final Gateway gateway;

  private LiveGateway(Plan plan) {
    this(plan, 1);
  }

  private LiveGateway(Plan plan, long seed) {
    this(plan, seed, UnaryOperator.identity());
  }

  private LiveGateway(Plan plan, long seed, UnaryOperator<Gateway.Surroundings> among) {
    Gateway.Surroundings usual =
        new Gateway.Surroundings(
            System::nanoTime,
            InstantSource.system(),
            new Random(seed),
            log,
            Transport.chosen(System.getenv()).orElseThrow());
    gateway =
        switch (Gateway.start(plan, among.apply(usual))) {
          case Gateway.Start.Running(Gateway running) -> running;
          case Gateway.Start.CannotListen(var address, String reason) ->
              throw new AssertionError(address + ": " + reason);
          case Gateway.Start.CannotUseFiles(var complaints) -> throw new AssertionError(complaints);
        };
  }

  static LiveGateway before(ActingOrigin... origins) {
    return with("", "", origins);
  }

  /** {@code upstream} and {@code limits} are settings of these sections, in one line of YAML. */
  static LiveGateway with(String upstream, String limits, ActingOrigin... origins) {
    return with(upstream, limits, Arrays.stream(origins).map(ActingOrigin::address).toList());
  }

  /** As above, with the endpoints' addresses. */
  static LiveGateway with(String upstream, String limits, List<String> endpoints) {
    return new LiveGateway(plan(upstream, limits, endpoints));
  }

  /** By a plan that is all the caller's; where it does not say how many loops, there is one. */
  static LiveGateway by(String plan) {
    return new LiveGateway(read(plan.contains("loops:") ? plan : "loops: 1\n" + plan));
  }

  /** As above, in surroundings that are not all the usual ones. */
  static LiveGateway by(String plan, UnaryOperator<Gateway.Surroundings> among) {
    return new LiveGateway(read(plan), 1, among);
  }

  /** By these routes and whatever else a plan may hold; the upstream {@code web} is there. */
  static LiveGateway routing(String routes, ActingOrigin... origins) {
    String endpoints =
        Arrays.stream(origins)
            .map(each -> '"' + each.address() + '"')
            .collect(Collectors.joining(", "));
    return new LiveGateway(
        read(
            """
            %s
            loops: 1
            listeners: [{ address: "127.0.0.1:0" }]
            upstreams: { web: { endpoints: [%s] } }
            """
                .formatted(routes, endpoints)));
  }

  /** By a plan as no file could hold it. */
  static LiveGateway altered(UnaryOperator<Plan> alteration, ActingOrigin origin) {
    return new LiveGateway(alteration.apply(plan("", "", List.of(origin.address()))));
  }

  /** Whose random numbers, and so whose mark, are not those of other gateways here. */
  static LiveGateway marked(long seed, ActingOrigin origin) {
    return new LiveGateway(plan("", "", List.of(origin.address())), seed);
  }

  /** With more event loops than one. */
  static LiveGateway onLoops(int loops, ActingOrigin origin) {
    String written = written("", "", List.of(origin.address()));
    return new LiveGateway(read(written.replace("loops: 1", "loops: " + loops)));
  }

  private static Plan plan(String upstream, String limits, List<String> endpoints) {
    return read(written(upstream, limits, endpoints));
  }

  private static String written(String upstream, String limits, List<String> endpoints) {
    return """
    loops: 1
    listeners: [{ address: "127.0.0.1:0" }]
    routes: [{ match: { host: lab.test }, upstream: web }]
    upstreams: { web: { endpoints: [%s]%s } }
    limits: { %s }
    """
        .formatted(
            endpoints.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", ")),
            upstream.isEmpty() ? "" : ", " + upstream,
            limits.isEmpty() ? "failures-kept: 1000" : limits);
  }

  /** Goes by a plan with these origins from the next exchange on. */
  Optional<? extends Gateway.Start.Trouble> turnTo(ActingOrigin... origins) {
    return gateway.reload(plan("", "", Arrays.stream(origins).map(ActingOrigin::address).toList()));
  }

  /** Goes by a plan that is all the caller's. */
  Optional<? extends Gateway.Start.Trouble> turnTo(String plan) {
    return gateway.reload(read(plan));
  }

  private static Plan read(String plan) {
    return switch (PlanReader.read("plan of the test", plan)) {
      case Reading.Understood<Plan>(Plan understood, var warnings) -> understood;
      case Reading.Refused<Plan>(List<Complaint> complaints) ->
          throw new AssertionError(
              complaints.stream().map(Complaint::render).collect(Collectors.joining("\n")));
    };
  }

  List<SocketAddress> addresses() {
    return gateway.addresses();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) gateway.addresses().getFirst();
  }

  /** A client that reads replies. */
  RawClient client() throws IOException {
    return RawClient.connect(address(), Wire.PATIENCE);
  }

  /** A client that reads bytes. */
  Wire wire() throws IOException {
    return Wire.connect(address());
  }

  /** A client that hardly takes what it is sent. */
  Wire narrowWire() throws IOException {
    return Wire.connectNarrow(address());
  }

  /** The access line that holds {@code text}; empty where none comes. */
  String line(String text) throws InterruptedException {
    return log.lineWith(text, Wire.PATIENCE);
  }

  /** What is remembered of a failed exchange, once its access line is there. */
  Optional<Exchange> failed(String id) throws InterruptedException {
    String written = line("\"id\":\"" + id + "\"");
    return written.isEmpty() ? Optional.empty() : gateway.reporter().find(id);
  }

  /** The connections to the first endpoint, of its one loop. */
  Figures.OfEndpoint connections() {
    return gateway.figures(Wire.PATIENCE).loops().getFirst().endpoints().getFirst();
  }

  /** How much room requests take that are held whole. */
  Figures.Buffered buffered() {
    return gateway.buffered();
  }

  CompletableFuture<Void> drain() {
    return gateway.drain();
  }

  /** Waits for the latch of a part, for as long as anything is waited for. */
  static boolean await(CountDownLatch latch) throws InterruptedException {
    return latch.await(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
