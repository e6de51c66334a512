package dev.goodgate.gateway;

import dev.goodgate.gateway.connect.EndpointConnections.Dress;
import dev.goodgate.gateway.fastcgi.FastCgi;
import dev.goodgate.gateway.fastcgi.Scripts;
import dev.goodgate.gateway.secure.Handshakes;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Upstream;
import java.time.Duration;
import java.util.Optional;

/** What is spoken to the endpoints of one upstream on one loop, put together from the plan. */
final class Wardrobe implements AutoCloseable {
  private final Dress fastCgi;
  private final Optional<Handshakes> handshakes;

  /** {@code handshakes} are there where an endpoint speaks TLS. */
  Wardrobe(Loop loop, Limits limits, Upstream upstream, Optional<Handshakes> handshakes) {
    this.handshakes = handshakes;
    fastCgi =
        upstream
            .fastCgi()
            .map(plan -> fastCgi(loop, limits, upstream.keepAlive(), plan))
            .orElse(Dress.NONE);
  }

  Dress dress(Endpoint endpoint) {
    return switch (endpoint.protocol()) {
      case HTTP, H2C -> Dress.NONE;
      case HTTPS -> handshakes.orElseThrow().with(endpoint);
      case FASTCGI -> fastCgi;
    };
  }

  @Override
  public void close() {
    handshakes.ifPresent(Handshakes::close);
  }

  private static Dress fastCgi(
      Loop loop, Limits limits, KeepAlive keepAlive, dev.goodgate.vocabulary.plan.FastCgi plan) {
    Scripts scripts =
        new Scripts(plan.root(), plan.index(), plan.split(), plan.script(), plan.params());
    boolean keeps = keepAlive.max() > 0 && !keepAlive.idle().map(Duration::isZero).orElse(false);
    FastCgi spoken =
        new FastCgi(loop.blocks(), new FastCgi.Settings(scripts, keeps, limits.replyHead()));
    return (socket, connection) -> spoken.over(socket, connection::ends);
  }
}
