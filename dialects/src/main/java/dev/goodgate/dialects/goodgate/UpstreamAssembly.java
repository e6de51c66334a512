package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.FastCgi;
import dev.goodgate.vocabulary.plan.Health;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.plan.Limit;
import dev.goodgate.vocabulary.plan.Retry;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.plan.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one upstream from values that were found to be without error. */
final class UpstreamAssembly {
  private final Values.Scope written;
  private final Folder folder;

  UpstreamAssembly(Values.Scope written, Folder folder) {
    this.written = written;
    this.folder = folder;
  }

  Upstream upstream(String name) {
    return new Upstream(
        name,
        endpoints(written).stream().map(Values.Found::value).toList(),
        written.get(UpstreamSettings.HOST),
        timeouts(),
        new Retry(written.get(UpstreamSettings.ATTEMPTS), written.get(UpstreamSettings.BUDGET)),
        health(),
        balance(),
        new KeepAlive(
            written.get(UpstreamSettings.KEEP_IDLE).valueUnlessWord(),
            written.get(UpstreamSettings.KEEP_MAX)),
        limit(),
        tls(),
        fastCgi(),
        written.written(UpstreamSettings.PROXY_PROTOCOL).orElse(null));
  }

  /** Each with its spot, as far as they were understood. */
  static List<Values.Found<Endpoint>> endpoints(Values.Scope upstream) {
    return upstream.itemsBelow("endpoints").stream()
        .flatMap(item -> endpoint(item).stream())
        .toList();
  }

  private static Optional<Values.Found<Endpoint>> endpoint(Values.Scope item) {
    Setting<Endpoint> address =
        item.wrote(UpstreamSettings.ENDPOINT_ADDRESS)
            ? UpstreamSettings.ENDPOINT_ADDRESS
            : UpstreamSettings.ENDPOINT;
    int weight = item.effective(UpstreamSettings.ENDPOINT_WEIGHT).orElse(1);
    return item.written(address)
        .map(endpoint -> new Values.Found<>(endpoint.weighing(weight), item.spot(address)));
  }

  private Balance balance() {
    return switch (written.get(UpstreamSettings.BALANCE)) {
      case Balance.RoundRobin inTurn -> inTurn;
      case Balance.LeastRequests least -> least;
      case Balance.Hash _ ->
          new Balance.Hash(
              written.get(UpstreamSettings.HASH_BY), written.get(UpstreamSettings.HASH_BOUNDED));
    };
  }

  private Timeouts timeouts() {
    Duration total = written.get(UpstreamSettings.TOTAL);
    return new Timeouts(
        atMost(total, written.get(UpstreamSettings.CONNECT)),
        atMost(total, written.get(UpstreamSettings.FIRST_BYTE)),
        written.get(UpstreamSettings.IDLE),
        total,
        written.get(UpstreamSettings.TUNNEL));
  }

  private static Duration atMost(Duration total, Duration part) {
    return part.compareTo(total) > 0 ? total : part;
  }

  private Health health() {
    return new Health(
        written.written(UpstreamSettings.HEALTH_PATH).orElse(null),
        written.get(UpstreamSettings.INTERVAL),
        written.get(UpstreamSettings.FALL),
        written.get(UpstreamSettings.RISE));
  }

  private @Nullable Limit limit() {
    return written.wrote(UpstreamSettings.CONCURRENT)
        ? new Limit(
            written.get(UpstreamSettings.CONCURRENT),
            written.get(UpstreamSettings.QUEUE),
            written.get(UpstreamSettings.QUEUE_TIMEOUT))
        : null;
  }

  private @Nullable ClientTls tls() {
    if (!written.wroteSection("tls")) {
      return null;
    }
    return new ClientTls(
        written.written(UpstreamSettings.CA).map(folder::path).orElse(null),
        written.written(UpstreamSettings.SERVER_NAME).orElse(null),
        written.get(UpstreamSettings.VERIFY),
        written.get(UpstreamSettings.TLS_MIN),
        written.get(UpstreamSettings.TLS_MAX),
        written.written(UpstreamSettings.CERTIFICATE).map(folder::path).orElse(null),
        written.written(UpstreamSettings.KEY).map(folder::path).orElse(null),
        written.get(UpstreamSettings.TLS_HTTP2));
  }

  private @Nullable FastCgi fastCgi() {
    return written.wrote(UpstreamSettings.FASTCGI_ROOT)
        ? new FastCgi(
            written.get(UpstreamSettings.FASTCGI_ROOT),
            written.get(UpstreamSettings.FASTCGI_INDEX),
            written.written(UpstreamSettings.FASTCGI_SCRIPT).orElse(""),
            written.get(UpstreamSettings.FASTCGI_SPLIT),
            written.byName(UpstreamSettings.FASTCGI_PARAM))
        : null;
  }
}
