package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Authority;
import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Endpoint.Address;
import dev.goodgate.vocabulary.plan.Endpoint.Protocol;
import dev.goodgate.vocabulary.plan.FastCgi;
import dev.goodgate.vocabulary.plan.Health;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.plan.Ledger;
import dev.goodgate.vocabulary.plan.Limit;
import dev.goodgate.vocabulary.plan.Listener;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Resolver;
import dev.goodgate.vocabulary.plan.Retry;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.plan.Upstream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the public contract, each value of it. */
class ContractPlanTest {
  static final String CONTRACT =
      """
      listeners:
        - address: "127.0.0.1:8080"
        - address: "127.0.0.1:8443"
          tls: { certificate: site.pem, key: site.key }          # ALPN: h2, http/1.1
      routes:                                                     # first match wins
        - match: { host: "shop.example.com", path: "/api/" }      # a prefix
          upstream: api
        - upstream: web                                           # no match: everything
      upstreams:
        api:
          endpoints: ["127.0.0.1:3001", "127.0.0.1:3002"]
          timeouts: { connect: 3s, first-byte: 30s, idle: 60s, total: 60s }
          retry:    { attempts: 3, budget: 20% }                  # attempts counts the first
          health:   { path: /healthz, interval: 5s, fall: 3, rise: 2 }
          balance:  least-requests
          keep-alive: { idle: learned, max: 100 }
          limit:    { concurrent: 200, queue: 100, queue-timeout: 2s }
        web:
          endpoints: ["https://origin.example.com"]
          tls: { ca: internal-ca.pem, server-name: origin.internal, verify: true, min: "1.2", max: "1.3", certificate: client.pem, key: client.key }
        php:
          endpoints: ["fastcgi+unix:/run/php/php-fpm.sock"]       # or fastcgi://host:port
          fastcgi: { root: /var/www/html, index: index.php }
      resolver: { servers: ["127.0.0.1:53"], stale: 1h }
      admin:  { address: "127.0.0.1:9502" }                       # console, API, metrics
      ledger: { path: ./goodgate.db }                             # or url: jdbc:postgresql://...
      access-log: { path: -, format: json }                       # off turns it off
      """;

  private final Reading<Plan> reading = PlanReader.read("goodgate.yaml", CONTRACT);
  private final Plan plan = ((Reading.Understood<Plan>) reading).value();

  @Test
  void isReadWithTheTwoWarningsThatItDeserves() {
    assertThat(reading.complaints())
        .extracting(c -> c.place().line() + " " + c.message())
        .containsExactly(
            "13 3 attempts of 30s may take 90s, and `total` ends them after 60s",
            "21 no route leads to the upstream `php`");
  }

  @Test
  void readsListenersAndRoutes() {
    assertThat(plan.listeners())
        .containsExactly(
            Listener.plain(new HostPort("127.0.0.1", 8080)),
            new Listener(
                new HostPort("127.0.0.1", 8443), Listener.ServerTls.of("site.pem", "site.key")));
    assertThat(plan.routes())
        .containsExactly(
            new Route("shop.example.com/api/", new Match("shop.example.com", "/api/"), "api"),
            new Route("everything", Match.everything(), "web"));
  }

  @Test
  void readsAnUpstreamWithAllItsSettings() {
    assertThat(plan.upstreams().get("api"))
        .isEqualTo(
            new Upstream(
                "api",
                List.of(tcp("127.0.0.1", 3001), tcp("127.0.0.1", 3002)),
                new Authority.Asked(),
                Timeouts.DEFAULT,
                new Retry(3, 0.2),
                new Health("/healthz", Duration.ofSeconds(5), 3, 2),
                new Balance.LeastRequests(),
                new KeepAlive(null, 100),
                new Limit(200, 100, Duration.ofSeconds(2)),
                null,
                null,
                null));
  }

  @Test
  void readsTlsAndFastCgiUpstreams() {
    Upstream web = plan.upstreams().get("web");
    assertThat(web.endpoints())
        .containsExactly(
            new Endpoint(
                "https://origin.example.com",
                Protocol.HTTPS,
                new Address.Tcp(new HostPort("origin.example.com", 443))));
    assertThat(web.tls())
        .contains(
            new ClientTls(
                "internal-ca.pem",
                "origin.internal",
                true,
                "1.2",
                "1.3",
                "client.pem",
                "client.key",
                true));
    Upstream php = plan.upstreams().get("php");
    assertThat(php.endpoints())
        .containsExactly(
            new Endpoint(
                "fastcgi+unix:/run/php/php-fpm.sock",
                Protocol.FASTCGI,
                new Address.Unix("/run/php/php-fpm.sock")));
    assertThat(php.fastCgi()).contains(FastCgi.of("/var/www/html", "index.php"));
  }

  @Test
  void readsWhatSurroundsThem() {
    assertThat(plan.upstreams().keySet()).containsExactly("api", "web", "php");
    assertThat(plan.resolver())
        .isEqualTo(new Resolver(List.of(new HostPort("127.0.0.1", 53)), Duration.ofHours(1)));
    assertThat(plan.admin().address()).isEqualTo(new HostPort("127.0.0.1", 9502));
    assertThat(plan.ledger()).isEqualTo(new Ledger.Embedded("./goodgate.db"));
    assertThat(plan.accessLog()).isEqualTo(new AccessLog.Stdout(AccessLog.Format.JSON));
  }

  @Test
  void remembersWhereEverySettingWasWritten() {
    assertThat(plan.places().of("upstreams.api.timeouts.connect"))
        .contains(new Place("goodgate.yaml", 12, 17));
    assertThat(plan.places().of("routes[0].match.path"))
        .contains(new Place("goodgate.yaml", 6, 40));
    assertThat(plan.places().of("upstreams.api.endpoints[1]"))
        .contains(new Place("goodgate.yaml", 11, 35));
    assertThat(plan.places().wrote("upstreams.php.timeouts.total")).isFalse();
  }

  private static Endpoint tcp(String host, int port) {
    HostPort address = new HostPort(host, port);
    return new Endpoint(address.toString(), Protocol.HTTP, new Address.Tcp(address));
  }
}
