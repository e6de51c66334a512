package dev.goodgate.gateway;

import dev.goodgate.gateway.connect.EndpointConnections.Dress;
import dev.goodgate.gateway.connect.http2.Http2Connection;
import dev.goodgate.gateway.fastcgi.FastCgi;
import dev.goodgate.gateway.fastcgi.Scripts;
import dev.goodgate.gateway.secure.Handshakes;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.PrefaceVersion;
import dev.goodgate.vocabulary.plan.Upstream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is spoken to the endpoints of one upstream on one loop, put together from the plan. */
final class Wardrobe implements AutoCloseable {
  private final Loop loop;
  private final @Nullable PrefaceVersion preface;
  private final Dress fastCgi;
  private final Dress h2c;
  private final Optional<Handshakes> handshakes;

  /** {@code handshakes} are there where an endpoint speaks TLS. */
  Wardrobe(Loop loop, Plan plan, Upstream upstream, Optional<Handshakes> handshakes) {
    this.handshakes = handshakes;
    this.loop = loop;
    preface = upstream.preface().orElse(null);
    fastCgi =
        upstream
            .fastCgi()
            .map(scripts -> fastCgi(loop, plan, upstream, scripts))
            .orElse(Dress.NONE);
    h2c = new H2cDress(terms("http", false, plan.limits()));
  }

  Dress dress(Endpoint endpoint) {
    Dress dress = spoken(endpoint);
    return preface == null ? dress : new Introduction(loop, preface, dress);
  }

  private Dress spoken(Endpoint endpoint) {
    return switch (endpoint.protocol()) {
      case HTTP -> Dress.NONE;
      case HTTPS -> handshakes.orElseThrow().with(endpoint);
      case H2C -> h2c;
      case FASTCGI -> fastCgi;
    };
  }

  @Override
  public void close() {
    handshakes.ifPresent(Handshakes::close);
  }

  private static Dress fastCgi(
      Loop loop, Plan plan, Upstream upstream, dev.goodgate.vocabulary.plan.FastCgi of) {
    Scripts scripts = new Scripts(of.root(), of.index(), of.split(), of.script(), of.params());
    FastCgi spoken =
        new FastCgi(
            loop.blocks(),
            new FastCgi.Settings(scripts, keeps(plan, upstream), plan.limits().replyHead()));
    return (socket, connection) -> spoken.over(socket, connection::ends);
  }

  /** HTTP/2 is offered where exchanges of many clients may share a connection that is kept. */
  static Optional<Http2Connection.Terms> withinTls(Plan plan, Upstream upstream) {
    KeepAlive keepAlive = upstream.keepAlive();
    boolean offers =
        upstream.tls().orElse(ClientTls.DEFAULT).http2()
            && upstream.preface().isEmpty()
            && keepsAny(keepAlive);
    return offers ? Optional.of(terms("https", true, plan.limits())) : Optional.empty();
  }

  private static Http2Connection.Terms terms(String scheme, boolean chosen, Limits limits) {
    return new Http2Connection.Terms(scheme, chosen, limits.replyHead(), limits.fields());
  }

  /** Only where it is asked for: a connection that is kept occupies a worker of the application. */
  private static boolean keeps(Plan plan, Upstream upstream) {
    KeepAlive keepAlive = upstream.keepAlive();
    return plan.places().wrote("upstreams." + upstream.name() + ".keep-alive")
        && keepsAny(keepAlive);
  }

  private static boolean keepsAny(KeepAlive keepAlive) {
    return keepAlive.max() > 0 && !keepAlive.idle().map(Duration::isZero).orElse(false);
  }
}
