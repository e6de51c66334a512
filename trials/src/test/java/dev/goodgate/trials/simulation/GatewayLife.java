package dev.goodgate.trials.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.route.RouteTable;
import dev.goodgate.lab.virtual.Choices;
import dev.goodgate.lab.virtual.VirtualTime;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Route;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The life of one loop of a gateway with a few upstreams: quiet, with rushes of requests that an
 * outage may well meet. At its end nothing may be left of any exchange.
 */
final class GatewayLife {
  private static final int UPSTREAMS = 3;
  private static final List<String> HOSTS =
      List.of("shop.example.com", "API.example.com:8080", "a.b.example.com", "elsewhere.test");
  private static final List<String> PATHS = List.of("/", "/api/cart?x=/static/", "/static/a.css");

  private final Choices choices;
  private final VirtualTime time;
  private final Tally tally;
  private final Duration length;
  private final List<VirtualUpstream> upstreams;
  private final RouteTable routes;
  private final Head head = new Head(8);
  private long end;

  GatewayLife(long seed, Duration length, Tally tally) {
    this.choices = new Choices(seed);
    this.time = new VirtualTime(choices);
    this.length = length;
    this.tally = tally;
    this.upstreams =
        Stream.generate(() -> VirtualUpstream.of(time, choices)).limit(UPSTREAMS).toList();
    this.routes =
        new RouteTable(
            List.of(
                new Route("api", new Match("api.example.com", null), "0"),
                new Route("static", new Match("*.example.com", "/static/"), "1"),
                new Route("rest", new Match("*.example.com", null), "2")));
  }

  void live() {
    end = time.nanos() + length.toNanos();
    rushLater();
    time.at(
        end, () -> upstreams.forEach(each -> each.endpoints().forEach(VirtualEndpoint::retire)));
    time.runOut();
    for (VirtualUpstream upstream : upstreams) {
      checkThatNothingIsLeft(upstream);
    }
  }

  private void rushLater() {
    Duration quiet = choices.untilNext(Duration.ofDays(4));
    if (time.nanos() + quiet.toNanos() < end) {
      time.after(
          quiet,
          () -> {
            int requests = 1 + choices.number(300);
            Duration rush = choices.span(Duration.ofMillis(1), Duration.ofMinutes(10));
            IntStream.range(0, requests).forEach(i -> time.after(within(rush), this::request));
            rushLater();
          });
    }
  }

  private Duration within(Duration span) {
    return Duration.ofNanos(choices.between(0, span.toNanos()));
  }

  private void request() {
    String host = choices.oneOf(HOSTS);
    String path = choices.oneOf(PATHS);
    byte[] bytes = ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(US_ASCII);
    int found = head.readRequest(bytes, 0, bytes.length) > 0 ? routes.find(head) : -2;
    int wanted = wanted(host, path);
    if (found != wanted) {
      throw new AssertionError(host + path + " went to route " + found + " instead of " + wanted);
    }
    if (found == RouteTable.NONE) {
      tally.ends("no route");
    } else {
      new ExchangeLife(time, choices, upstreams.get(found), tally).begin();
    }
  }

  private static int wanted(String host, String path) {
    if (host.startsWith("API")) {
      return 0;
    }
    if (host.equals("elsewhere.test")) {
      return RouteTable.NONE;
    }
    return path.startsWith("/static/") ? 1 : 2;
  }

  /** What was drawn has come back: of a quiet upstream's budget exactly the floor is free. */
  private static void checkThatNothingIsLeft(VirtualUpstream upstream) {
    int free = 0;
    while (free < 100 && upstream.budget().allows()) {
      upstream.budget().draw();
      free++;
    }
    int floor = upstream.share() > 0 ? 3 : 0;
    if (free != floor) {
      throw new AssertionError("a quiet budget has " + free + " retries instead of " + floor);
    }
  }
}
