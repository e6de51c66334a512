package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.report.Journal;
import dev.goodgate.gateway.route.RouteTable;
import dev.goodgate.gateway.spool.Spool;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.traffic.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the exchanges of one loop share: its tools, its upstreams, and the exchanges themselves,
 * which are used again. One thread.
 */
public final class Workbench {
  /** More than any head that is let through, with what the gateway adds. */
  private static final int WRITER_BYTES = Loop.SCRATCH + 8 * 1024;

  private static final int MAX_SPARE = 1_024;

  /** Replies that are compressed at one time: each costs up to a few MiB. */
  private static final int MOST_SQUEEZED = 256;

  private final Loop loop;
  private final Plan plan;
  private final Journal journal;
  private final Spool spool;
  private final RouteTable routes;
  private final List<LoopRoute> loopRoutes;
  private final @Nullable FieldLines everyReply;
  private final Squeeze.Press press;
  private final byte[] headBytes = new byte[Loop.SCRATCH];
  private final Head requestHead;
  private final Head replyHead;
  private final HeadWriter writer = new HeadWriter(WRITER_BYTES);
  private final Identity identity;
  private final Mark mark;
  private final RequestRewrite requestRewrite;
  private final DateLine date = new DateLine();
  private final ArrayDeque<LiveExchange> spare = new ArrayDeque<>();
  private final ArrayDeque<LiveExchange> toSend = new ArrayDeque<>();
  private final Set<LiveExchange> tunnels = new HashSet<>();
  private int live;
  private boolean draining;
  private @Nullable Runnable whenIdle;

  /**
   * What one loop is given: {@code seed} is where new ids begin, {@code mark} what the gateway
   * calls itself, and no other gateway does, {@code spool} all loops'.
   */
  public record Given(Loop loop, Journal journal, long seed, String mark, Spool spool) {}

  /** {@code upstreams} has those of the plan by their names. */
  public Workbench(Given given, Plan plan, Map<String, LoopUpstream> upstreams) {
    this.loop = given.loop();
    this.plan = plan;
    this.journal = given.journal();
    this.spool = given.spool();
    this.routes = new RouteTable(plan.routes());
    this.loopRoutes =
        plan.routes().stream()
            .map(route ->
                LoopRoute.of(
                    route, plan.headers(), route.upstream().map(upstreams::get).orElse(null)))
            .toList();
    this.press =
        new Squeeze.Press(
            MOST_SQUEEZED,
            plan.routes().stream()
                .flatMap(route -> route.treatment().compression().stream())
                .flatMap(compression -> compression.encodings().stream())
                .collect(Collectors.toSet()));
    this.everyReply = FieldLines.of(plan.headers().reply());
    this.requestHead = new Head(plan.limits().fields());
    this.replyHead = new Head(plan.limits().fields());
    this.identity = new Identity(given.seed(), plan.tracing());
    this.mark = new Mark(given.mark(), plan.loopGuard());
    this.requestRewrite = new RequestRewrite(writer, identity, mark, plan.trusted());
  }

  public Loop loop() {
    return loop;
  }

  public Limits limits() {
    return plan.limits();
  }

  /** Bytes on the heap for the head that is being read right now. */
  public byte[] headBytes() {
    return headBytes;
  }

  /** The request's head that was read last. */
  public Head requestHead() {
    return requestHead;
  }

  /** A Date field of now, with its end of line. */
  byte[] date() {
    return date.at(journal.wallMillis(loop.now()));
  }

  /** Tells of a client with whom it did not come to an exchange, nor to a reply. */
  public void tellOf(byte[] address, Failure failure) {
    journal.write(Story.unspoken(this, address, failure));
  }

  /** An exchange to begin. */
  public LiveExchange take() {
    live++;
    LiveExchange exchange = spare.pollFirst();
    return exchange == null ? new LiveExchange(this) : exchange;
  }

  /**
   * Requests are sent at the end of the turn, one behind the other: the first wakes the endpoint's
   * machine or process, the others find it awake, and a wake-up is dear.
   */
  void sendLater(LiveExchange exchange) {
    if (toSend.isEmpty()) {
      loop.execute(this::sendAll);
    }
    toSend.addLast(exchange);
  }

  private void sendAll() {
    try {
      for (int due = toSend.size(); due > 0; due--) {
        send(toSend.removeFirst());
      }
    } finally {
      if (!toSend.isEmpty()) {
        loop.execute(this::sendAll); // a defect in one must not hold up the others
      }
    }
  }

  private static void send(LiveExchange exchange) {
    try {
      exchange.sendNow();
    } catch (RuntimeException | Error defect) {
      exchange.lost();
      throw defect;
    }
  }

  void giveBack(LiveExchange exchange) {
    live--;
    if (exchange.isSound() && spare.size() < MAX_SPARE) {
      spare.addFirst(exchange);
    }
    tellWhenIdle();
  }

  /** It is over, and not used again. */
  void forsake(LiveExchange exchange) {
    live--;
    tunnels.remove(exchange);
    tellWhenIdle();
  }

  /**
   * No new exchange begins from now on; {@code told} runs when the last one is over, perhaps at
   * once.
   */
  public void drain(Runnable told) {
    draining = true;
    tunnels.forEach(LiveExchange::endSoon);
    retire(told);
  }

  /** Tunnels have no end of their own that could be waited for. */
  void tunnelBegins(LiveExchange exchange) {
    tunnels.add(exchange);
    if (draining) {
      exchange.endSoon();
    }
  }

  void tunnelEnds(LiveExchange exchange) {
    tunnels.remove(exchange);
  }

  /**
   * Another bench takes new exchanges from now on; {@code told} runs when the last one here is
   * over, perhaps at once.
   */
  public void retire(Runnable told) {
    whenIdle = told;
    tellWhenIdle();
  }

  private void tellWhenIdle() {
    Runnable told = whenIdle;
    if (live == 0 && told != null) {
      whenIdle = null;
      told.run();
    }
  }

  /** Whether a client of this address is a gateway whose word is believed. */
  public boolean trusts(byte[] address) {
    return plan.trusted().holds(address);
  }

  public boolean isDraining() {
    return draining;
  }

  /** An id for an exchange whose request could not be read. */
  String newId() {
    writer.clear();
    identity.newId(writer);
    return new String(writer.bytes(), 0, writer.length(), StandardCharsets.US_ASCII);
  }

  /** What this gateway calls itself. */
  Mark mark() {
    return mark;
  }

  Plan plan() {
    return plan;
  }

  Spool spool() {
    return spool;
  }

  Journal journal() {
    return journal;
  }

  /** The number of the route that takes a request, or {@link RouteTable#NONE}. */
  int route(Head head) {
    return routes.find(head);
  }

  /** The route of this number; null where it is {@link RouteTable#NONE}. */
  @Nullable LoopRoute loopRoute(int number) {
    return number == RouteTable.NONE ? null : loopRoutes.get(number);
  }

  /** What comes into replies to requests that no route took. */
  @Nullable FieldLines everyReply() {
    return everyReply;
  }

  /** With what replies are compressed. */
  Squeeze.Press press() {
    return press;
  }

  Head replyHead() {
    return replyHead;
  }

  HeadWriter writer() {
    return writer;
  }

  RequestRewrite requestRewrite() {
    return requestRewrite;
  }
}
