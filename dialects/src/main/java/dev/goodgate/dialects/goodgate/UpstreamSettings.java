package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Authority;
import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Health;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.plan.PrefaceVersion;
import dev.goodgate.vocabulary.plan.Retry;
import dev.goodgate.vocabulary.plan.Timeouts;
import java.time.Duration;
import java.util.List;

/** The settings of an upstream: {@link Settings} tells what that means. */
final class UpstreamSettings {
  /** Without dots, so that the path of a setting reads in one way only. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,62}";

  static final String NAME_EXPECTED =
      "a letter or digit, then up to 62 letters, digits, `_` or `-`";

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  static final List<Section> SECTIONS =
      List.of(
          new Section("upstreams.*.timeouts", false, "How long an exchange may wait."),
          new Section("upstreams.*.retry", false, "How often an exchange may be tried."),
          new Section("upstreams.*.health", false, "How endpoints are checked."),
          new Section(
              "upstreams.*.keep-alive",
              false,
              "How connections to endpoints are kept; those that speak FastCGI only where this is"
                  + " written, as each occupies a worker."),
          new Section("upstreams.*.hash", false, "What `balance: hash` goes by."),
          new Section("upstreams.*.limit", false, "How many exchanges it may have at once."),
          new Section("upstreams.*.tls", false, "TLS towards https:// endpoints."),
          new Section("upstreams.*.fastcgi", false, "Scripts of fastcgi:// endpoints."),
          new Section("upstreams.*.fastcgi.params", false, "Variables of your own."));

  static final Setting<Endpoint> ENDPOINT =
      Setting.required(
          "upstreams.*.endpoints[]",
          new Endpoints(),
          "The addresses that answer the same; each alone, or as a mapping with what follows.");
  static final Setting<Endpoint> ENDPOINT_ADDRESS =
      Setting.required(
          "upstreams.*.endpoints[].address", new Endpoints(), "The address of one that says more.");
  static final Setting<Integer> ENDPOINT_WEIGHT =
      Setting.of(
          "upstreams.*.endpoints[].weight",
          new Counts(1, 100),
          1,
          "Its share: one of weight 3 gets three times what one of weight 1 gets.");

  static final Setting<Authority> HOST =
      Setting.of(
          "upstreams.*.host",
          new Authorities(),
          new Authority.Asked(),
          "The Host that endpoints are shown: what the client has asked, the endpoint itself, or"
              + " always the same. X-Forwarded-Host is what the client has asked.");

  static final Setting<Duration> CONNECT =
      Setting.of(
          "upstreams.*.timeouts.connect",
          Spans.between(MILLI, DAY),
          Timeouts.DEFAULT.connect(),
          "For a connection with its TLS handshake, shared out among the addresses of a name; never"
              + " more than `total` where unwritten.");
  static final Setting<Duration> FIRST_BYTE =
      Setting.of(
          "upstreams.*.timeouts.first-byte",
          Spans.between(MILLI, DAY),
          Timeouts.DEFAULT.firstByte(),
          "For the first byte of an answer; unwritten it is never more than `total`.");
  static final Setting<Duration> IDLE =
      Setting.of(
          "upstreams.*.timeouts.idle",
          Spans.between(MILLI, DAY),
          Timeouts.DEFAULT.idle(),
          "Between two bytes.");
  static final Setting<Duration> TOTAL =
      Setting.of(
          "upstreams.*.timeouts.total",
          Spans.between(MILLI, DAY),
          Timeouts.DEFAULT.total(),
          "For all attempts with the pauses between them, until the reply begins: one that flows is"
              + " never cut for being long.");

  static final Setting<Duration> TUNNEL =
      Setting.of(
          "upstreams.*.timeouts.tunnel",
          Spans.between(MILLI, DAY),
          Timeouts.DEFAULT.tunnel(),
          "Between two bytes, either way, after a change of protocol such as to WebSocket; once one"
              + " side has ended its stream, `idle` is the limit.");

  static final Setting<Integer> ATTEMPTS =
      Setting.of(
          "upstreams.*.retry.attempts",
          new Counts(1, 100),
          Retry.DEFAULT.attempts(),
          "Attempts for one exchange; the first counts.");
  static final Setting<Double> BUDGET =
      Setting.of(
          "upstreams.*.retry.budget",
          new Shares(),
          Retry.DEFAULT.budget(),
          "The share of active exchanges that may be retries.");

  static final Setting<String> HEALTH_PATH =
      Setting.optional(
          "upstreams.*.health.path",
          new Paths(true),
          "a TCP connect",
          "What is asked for over HTTP instead.");
  static final Setting<Duration> INTERVAL =
      Setting.of(
          "upstreams.*.health.interval",
          Spans.between(Duration.ofMillis(100), DAY),
          Health.DEFAULT.interval(),
          "The time between two checks.");
  static final Setting<Integer> FALL =
      Setting.of(
          "upstreams.*.health.fall",
          new Counts(1, 100),
          Health.DEFAULT.fall(),
          "Bad checks in a row that take an endpoint out.");
  static final Setting<Integer> RISE =
      Setting.of(
          "upstreams.*.health.rise",
          new Counts(1, 100),
          Health.DEFAULT.rise(),
          "Good checks in a row that bring it back.");

  static final Setting<PrefaceVersion> PROXY_PROTOCOL =
      Setting.optional(
          "upstreams.*.proxy-protocol",
          new Choices<>(List.of(PrefaceVersion.values()), PrefaceVersion::key),
          "nothing is said",
          "Tells endpoints first who the client is; each connection is one client's then, and none"
              + " is kept.");

  static final Setting<Balance> BALANCE =
      Setting.of(
          "upstreams.*.balance",
          new Choices<>(
              List.of(new Balance.RoundRobin(), new Balance.LeastRequests(), Balance.Hash.DEFAULT),
              Balance::key),
          new Balance.RoundRobin(),
          "How an endpoint is chosen: in turn; of two the one with fewer requests under way for its"
              + " weight; or the same for requests with the same key, see `hash`.");
  static final Setting<Balance.By> HASH_BY =
      Setting.of(
          "upstreams.*.hash.by",
          new HashKeys(),
          Balance.Hash.DEFAULT.by(),
          "The key: the client's address, as `trusted` gateways tell it; the path without the"
              + " query; the first field or the cookie of that name. Requests without it go by"
              + " `client`.");
  static final Setting<Boolean> HASH_BOUNDED =
      Setting.of(
          "upstreams.*.hash.bounded",
          Choices.yesOrNo(),
          Balance.Hash.DEFAULT.bounded(),
          "Whether an endpoint that has a quarter more under way than its share, and more than a"
              + " few, passes requests on to the next; `false` where endpoints keep sessions in"
              + " memory.");

  static final Setting<OrWord.Said<Duration>> KEEP_IDLE =
      Setting.of(
          "upstreams.*.keep-alive.idle",
          new OrWord<>("learned", Spans.between(Duration.ZERO, DAY)),
          OrWord.Said.of(KeepAlive.DEFAULT.idle()),
          "How long an idle connection is kept; `learned` stays below what the endpoint allows.");
  static final Setting<Integer> KEEP_MAX =
      Setting.of(
          "upstreams.*.keep-alive.max",
          new Counts(0, 1_000_000),
          KeepAlive.DEFAULT.max(),
          "Idle connections kept for each endpoint.");

  static final Setting<Integer> CONCURRENT =
      Setting.required(
          "upstreams.*.limit.concurrent", new Counts(1, 10_000_000), "Exchanges at one time.");
  static final Setting<Integer> QUEUE =
      Setting.of(
          "upstreams.*.limit.queue",
          new Counts(0, 10_000_000),
          100,
          "Exchanges that may wait for their turn.");
  static final Setting<Duration> QUEUE_TIMEOUT =
      Setting.of(
          "upstreams.*.limit.queue-timeout",
          Spans.between(MILLI, DAY),
          Duration.ofSeconds(2),
          "How long each may wait.");

  static final Setting<String> CA =
      Setting.optional(
          "upstreams.*.tls.ca",
          Texts.file(),
          "the system's",
          "Whom to trust, a PEM file of certificates.");
  static final Setting<String> SERVER_NAME =
      Setting.optional(
          "upstreams.*.tls.server-name",
          new Texts("a host name such as `origin.internal`", HostName.NAME, HostName::isNameOrIpv4),
          "the endpoint's host",
          "The name that is sent and looked for in the certificate.");
  static final Setting<Boolean> VERIFY =
      Setting.of(
          "upstreams.*.tls.verify",
          Choices.yesOrNo(),
          true,
          "Whether the certificate must be good.");
  static final Setting<String> TLS_MIN =
      Setting.of(
          "upstreams.*.tls.min",
          new Choices<>(List.of("1.2", "1.3"), version -> version),
          "1.2",
          "The oldest version spoken.");
  static final Setting<String> TLS_MAX =
      Setting.of(
          "upstreams.*.tls.max",
          new Choices<>(List.of("1.2", "1.3"), version -> version),
          "1.3",
          "The newest version spoken.");
  static final Setting<String> CERTIFICATE =
      Setting.optional(
          "upstreams.*.tls.certificate",
          Texts.file(),
          "none",
          "The certificate chain shown to the endpoint, a PEM file.");
  static final Setting<String> KEY =
      Setting.optional(
          "upstreams.*.tls.key",
          Texts.file(),
          "none",
          "Its private key, a PEM file without a passphrase.");

  static final Setting<Boolean> TLS_HTTP2 =
      Setting.of(
          "upstreams.*.tls.http2",
          Choices.yesOrNo(),
          true,
          "Whether HTTP/2 is offered: where an endpoint chooses it, exchanges share connections."
              + " Never offered to an endpoint that is told `proxy-protocol`, nor where"
              + " `keep-alive` keeps nothing.");

  static final Setting<String> FASTCGI_ROOT =
      Setting.required(
          "upstreams.*.fastcgi.root",
          Texts.matching("an absolute path of a folder", "/.*"),
          "The folder of the scripts, as the endpoint sees it.");
  static final Setting<String> FASTCGI_INDEX =
      Setting.of(
          "upstreams.*.fastcgi.index",
          Texts.matching("the name of a file", "[^/]*[^/\\s][^/]*"),
          "index.php",
          "The script for a path that ends in `/`.");
  static final Setting<String> FASTCGI_SCRIPT =
      Setting.optional(
          "upstreams.*.fastcgi.script",
          Texts.matching("the path of a script such as `/index.php`", "/.*[^/]"),
          "the path asked for",
          "The script under `root` for every path that names none, as a front controller.");
  static final Setting<String> FASTCGI_SPLIT =
      Setting.of(
          "upstreams.*.fastcgi.split",
          Texts.matching("the end of a file name such as `.php`", "\\.[A-Za-z0-9._-]{1,16}"),
          ".php",
          "How the name of a script ends; what follows in the path is PATH_INFO.");
  static final Setting<String> FASTCGI_PARAM =
      Setting.optional(
          "upstreams.*.fastcgi.params.*",
          Texts.matching("a text that is not blank", ".*\\S.*"),
          "as nginx's fastcgi_params",
          "A variable by its name, told to the application in place of what the gateway would"
              + " tell.");

  static final List<Setting<?>> ALL =
      List.of(
          ENDPOINT,
          ENDPOINT_ADDRESS,
          ENDPOINT_WEIGHT,
          HOST,
          CONNECT,
          FIRST_BYTE,
          IDLE,
          TOTAL,
          TUNNEL,
          ATTEMPTS,
          BUDGET,
          HEALTH_PATH,
          INTERVAL,
          FALL,
          RISE,
          BALANCE,
          HASH_BY,
          HASH_BOUNDED,
          PROXY_PROTOCOL,
          KEEP_IDLE,
          KEEP_MAX,
          CONCURRENT,
          QUEUE,
          QUEUE_TIMEOUT,
          CA,
          SERVER_NAME,
          VERIFY,
          TLS_MIN,
          TLS_MAX,
          CERTIFICATE,
          KEY,
          TLS_HTTP2,
          FASTCGI_ROOT,
          FASTCGI_INDEX,
          FASTCGI_SCRIPT,
          FASTCGI_SPLIT,
          FASTCGI_PARAM);

  private UpstreamSettings() {}
}
