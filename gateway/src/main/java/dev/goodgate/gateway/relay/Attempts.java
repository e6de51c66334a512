package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.balance.Balancer;
import dev.goodgate.gateway.balance.Tried;
import dev.goodgate.gateway.connect.ConnectionUser;
import dev.goodgate.gateway.connect.UpstreamConnection;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.vocabulary.traffic.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one exchange: which endpoint is asked, over which connection. At most one is
 * alive.
 */
final class Attempts implements ConnectionUser {
  private static final byte[] NOBODY = {};

  private final LiveExchange exchange;
  private final Tried tried = new Tried();
  private @Nullable LoopUpstream upstream;
  private @Nullable UpstreamConnection connection;
  private boolean begun;
  private boolean connecting;
  private boolean drewBudget;
  private boolean metDeadOne;
  private int endpoint = Balancer.NONE;
  private long key;
  private long began;

  Attempts(LiveExchange exchange) {
    this.exchange = exchange;
  }

  /** For a new exchange, which may be one that is not passed on. */
  void beginNone() {
    upstream = null;
    connection = null;
    begun = connecting = drewBudget = metDeadOne = false;
    endpoint = Balancer.NONE;
    tried.clear();
  }

  /** It is passed on; {@code hashed} is its key for whoever chooses by one. */
  void begin(LoopUpstream to, long hashed) {
    upstream = to;
    key = hashed;
    to.budget().exchangeBegins();
  }

  /**
   * Asks an endpoint that has not been asked; {@code repeatable} tells whether a connection that
   * proves dead does no harm. Only one does: where one idle connection has died unseen, others may
   * have, and a row of them would use up all attempts.
   */
  void another(boolean repeatable, long now) {
    LoopUpstream to = upstream();
    begun = true;
    choose(to.balancer());
    UpstreamConnection idle =
        metDeadOne ? null : to.connections(endpoint).takeIdle(this, repeatable);
    if (idle == null) {
      fresh(now);
    } else {
      began = now;
      connection = idle;
      exchange.attemptBegins(true);
      exchange.attemptConnected();
    }
  }

  /** The next endpoint, or the same again where none is left. */
  private void choose(Balancer balancer) {
    if (endpoint != Balancer.NONE) {
      balancer.ends(endpoint);
    }
    int next = balancer.next(key, tried);
    endpoint = next == Balancer.NONE ? endpoint : next;
    tried.add(endpoint);
    balancer.begins(endpoint);
  }

  /** Asks the same endpoint on a connection that nobody has used. */
  void fresh(long now) {
    began = now;
    UpstreamConnection to = upstream().connections(endpoint).fresh(this);
    connection = to;
    connecting = true;
    exchange.attemptBegins(false);
    to.connect();
  }

  @Override
  public void dialling(int left) {
    exchange.addressDialled(left);
  }

  /** The address that is dialled has had its share of the time. */
  void turnToNextAddress() {
    if (connection != null) {
      connection.turnToNextAddress();
    }
  }

  @Override
  public void greeting() {
    exchange.attemptGreets();
  }

  @Override
  public void connected(UpstreamConnection there) {
    connecting = false;
    exchange.attemptConnected();
  }

  @Override
  public void notConnected(Failure failure) {
    connecting = false;
    exchange.attemptFailed(failure);
  }

  @Override
  public void upstreamReady() {
    try {
      exchange.upstreamReady();
    } catch (RuntimeException | Error defect) {
      exchange.lost();
      throw defect;
    }
  }

  @Override
  public Ends ends() {
    return exchange.standing().ends();
  }

  @Override
  public boolean asksToSwitch() {
    return !exchange.standing().asked().protocols().isEmpty();
  }

  /** The attempt that fails was made on a connection that had died while it was idle. */
  void meetDeadOne() {
    metDeadOne = true;
  }

  boolean anotherLeft() {
    return tried.count() < upstream().settings().endpoints().size();
  }

  boolean budgetAllows() {
    return drewBudget || upstream().budget().allows();
  }

  /** A request that may have been acted on is about to be sent again. */
  void drawBudget() {
    if (!drewBudget) {
      drewBudget = true;
      upstream().budget().draw();
    }
  }

  /** The connection can carry another exchange. */
  void giveBack(int keepAliveSeconds) {
    if (connection != null) {
      connection.giveBack(keepAliveSeconds);
      connection = null;
    }
  }

  void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  /** Ends the attempt that is alive, if one is, so that its endpoint stops working for nobody. */
  void abort() {
    UpstreamConnection last = connection;
    connection = null;
    connecting = false;
    if (last != null) {
      last.abort();
    }
  }

  /** The exchange is over. */
  void end() {
    if (upstream != null) {
      upstream.budget().exchangeEnds(drewBudget);
      if (endpoint != Balancer.NONE) {
        upstream.balancer().ends(endpoint);
      }
      upstream = null;
    }
  }

  /** The connection of the attempt that is alive: null where there is none, or none yet. */
  @Nullable UpstreamConnection connection() {
    return connection;
  }

  /** Whether anyone has been asked. */
  boolean haveBegun() {
    return begun;
  }

  boolean isConnecting() {
    return connecting;
  }

  int endpoint() {
    return endpoint;
  }

  String endpointName() {
    return upstream == null || endpoint < 0 ? "" : upstream.endpointName(endpoint);
  }

  /** What the endpoint that was asked last may call itself; empty where none was. */
  byte[] authority() {
    return upstream == null || endpoint < 0 ? NOBODY : upstream.authority(endpoint);
  }

  /** The Host that the endpoint is to be shown instead of the one asked for; null for that. */
  byte @Nullable [] shownHost() {
    return upstream().shownHost(endpoint);
  }

  long began() {
    return began;
  }

  private LoopUpstream upstream() {
    if (upstream == null) {
      throw new IllegalStateException("no upstream is chosen");
    }
    return upstream;
  }
}
