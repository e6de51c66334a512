package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.AccessLog.Format;
import dev.goodgate.vocabulary.plan.Admin;
import dev.goodgate.vocabulary.plan.Buffers;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.LoopGuard;
import dev.goodgate.vocabulary.plan.Network;
import dev.goodgate.vocabulary.plan.Resolver;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every setting a plan can hold, in the order in which the documentation shows them: the one place
 * that says how each is written, between which bounds, and what holds where it is not.
 */
final class Settings {
  static final EditSettings HEADERS = EditSettings.under("headers", "on every route");

  static final List<Section> SECTIONS =
      Stream.of(
              ListenerSettings.SECTIONS,
              RouteSettings.SECTIONS,
              HEADERS.sections(),
              List.of(new Section("upstreams", true, "Groups of endpoints, each by its name.")),
              UpstreamSettings.SECTIONS,
              List.of(
                  new Section("resolver", false, "Who is asked for the addresses of names."),
                  new Section("admin", false, "Where console, API and metrics are served."),
                  new Section("ledger", false, "Where what must be remembered is kept."),
                  new Section("access-log", false, "A line for every finished exchange."),
                  TracingSettings.SECTION,
                  new Section("limits", false, "What the gateway allows itself and clients."),
                  new Section(
                      "buffers",
                      false,
                      "Where that is held of requests, on routes with `buffer`, which does not fit"
                          + " into memory: in files without a name.")))
          .flatMap(List::stream)
          .toList();

  static final Setting<String> NAME =
      Setting.of(
          "name",
          Texts.matching(
              "a letter, then up to 63 letters, digits, `.`, `_` or `-`",
              "[A-Za-z][A-Za-z0-9._-]{0,63}"),
          "goodgate",
          "What the gateway calls itself in Proxy-Status.");
  static final Setting<OrWord.Said<Integer>> LOOPS =
      Setting.of(
          "loops",
          new OrWord<>("auto", new Counts(1, 256)),
          new OrWord.Said<>(null),
          "How many event loops carry traffic; `auto` is one for each processor.");

  static final Setting<Network> TRUSTED =
      Setting.optional(
          "trusted[]",
          new Networks(),
          "nobody",
          "Gateways in front of this one: what they say of where a request came from is believed,"
              + " X-Forwarded-For before Forwarded; Proxy-Status tells them the next hop.");
  static final Setting<LoopGuard> LOOP_GUARD =
      Setting.of(
          "loop-guard",
          new Choices<>(List.of(LoopGuard.values()), LoopGuard::key),
          LoopGuard.VIA,
          "The field by which a request that comes round is known again. Some endpoints do not"
              + " compress what they are asked for with `via`, nginx among them where it is without"
              + " `gzip_proxied any`.");

  static final Setting<HostPort> RESOLVER_SERVER =
      Setting.optional(
          "resolver.servers[]",
          new Addresses(Addresses.Use.NAME_SERVER),
          "the system's servers",
          "Name servers to ask, at port 53 where none is written.");
  static final Setting<Duration> RESOLVER_STALE =
      Setting.of(
          "resolver.stale",
          Spans.between(Duration.ZERO, Duration.ofDays(7)),
          Resolver.DEFAULT.stale(),
          "How long an answer may serve after its end where no newer one can be had.");

  static final Setting<HostPort> ADMIN_ADDRESS =
      Setting.of(
          "admin.address",
          new Addresses(Addresses.Use.LISTENED_AT),
          Admin.DEFAULT.address(),
          "Off loopback the gateway starts only with a token.");

  static final Setting<String> LEDGER_PATH =
      Setting.optional("ledger.path", Texts.file(), "./goodgate.db", "A file of its own.");
  static final Setting<String> LEDGER_URL =
      Setting.optional(
          "ledger.url",
          Texts.matching("a URL that begins with jdbc:postgresql:", "jdbc:postgresql:[!-~]+"),
          "not used",
          "A PostgreSQL database instead of a file.");

  static final Setting<String> ACCESS_LOG =
      Setting.optional(
          "access-log",
          new Choices<>(List.of("off"), word -> word),
          "on",
          "The word `off` in place of the section turns the log off.");
  static final Setting<String> ACCESS_LOG_PATH =
      Setting.of(
          "access-log.path",
          Texts.file(),
          "-",
          "A file; `-` is standard output, `off` turns the log off.");
  static final Setting<Format> ACCESS_LOG_FORMAT =
      Setting.of(
          "access-log.format",
          new Choices<>(List.of(Format.values()), f -> f.name().toLowerCase(Locale.ROOT)),
          ((AccessLog.Stdout) AccessLog.DEFAULT).format(),
          "JSON with every attempt, or the common format of web servers.");

  static final Setting<Integer> CONNECTIONS =
      Setting.of(
          "limits.connections",
          new Counts(1, 10_000_000),
          Limits.DEFAULT.connections(),
          "Connections of clients at one time; each loop has its equal part.");
  static final Setting<Integer> HEAD =
      Setting.of(
          "limits.head",
          new SmallSizes(1 << 10, 1 << 16),
          Limits.DEFAULT.head(),
          "The head of a request, its request line included.");
  static final Setting<Integer> FIELDS =
      Setting.of(
          "limits.fields",
          new Counts(8, 10_000),
          Limits.DEFAULT.fields(),
          "Header fields of a request.");
  static final Setting<Integer> REPLY_HEAD =
      Setting.of(
          "limits.reply-head",
          new SmallSizes(1 << 10, 1 << 16),
          Limits.DEFAULT.replyHead(),
          "The head of an endpoint's answer.");
  static final Setting<Integer> STREAMS =
      Setting.of(
          "limits.streams",
          new Counts(1, 10_000),
          Limits.DEFAULT.streams(),
          "Requests under way at one time on one connection of HTTP/2.");
  static final Setting<Duration> HEAD_TIMEOUT =
      Setting.of(
          "limits.head-timeout",
          Spans.between(Duration.ofMillis(100), Duration.ofHours(1)),
          Limits.DEFAULT.headTimeout(),
          "How long a client may take to send a head.");
  static final Setting<Duration> KEEP_ALIVE =
      Setting.of(
          "limits.keep-alive",
          Spans.between(Duration.ZERO, Duration.ofDays(1)),
          Limits.DEFAULT.keepAlive(),
          "How long a client's idle connection is kept.");
  static final Setting<Duration> STALL =
      Setting.of(
          "limits.stall",
          Spans.between(Duration.ofMillis(100), Duration.ofDays(1)),
          Limits.DEFAULT.stall(),
          "How long a client may neither send the body it announced nor read its answer.");
  static final Setting<Integer> LEAST_RATE =
      Setting.of(
          "limits.least-rate",
          new SmallSizes(0, 1 << 20),
          Limits.DEFAULT.leastRate(),
          "How many bytes a second a client must send of the body it announced, or read of its"
              + " answer, while it is waited for, beyond a credit of `stall`; `0B` lets one go on"
              + " that sends or reads a byte each time. All requests under way on a connection of"
              + " HTTP/2 owe it together; gRPC, Connect, and what has switched to another protocol"
              + " do not.");
  static final Setting<Duration> DRAIN =
      Setting.of(
          "limits.drain",
          Spans.between(Duration.ZERO, Duration.ofDays(1)),
          Limits.DEFAULT.drain(),
          "How long exchanges in flight may take to end when the gateway stops.");
  static final Setting<Integer> FAILURES_KEPT =
      Setting.of(
          "limits.failures-kept",
          new Counts(0, 1_000_000),
          Limits.DEFAULT.failuresKept(),
          "Failed exchanges that `why` remembers.");

  static final Setting<String> BUFFER_DIRECTORY =
      Setting.optional(
          "buffers.directory",
          Texts.file(),
          "the system's for temporary files",
          "The directory of these files: one that is in memory itself, as `/tmp` is on some"
              + " systems, gains nothing.");
  static final Setting<Long> BUFFERS_MOST =
      Setting.of(
          "buffers.most",
          new Sizes(0, 1L << 50),
          Buffers.DEFAULT.most(),
          "How much may be there at one time; a request for which there is no room is refused with"
              + " 503.");

  static final List<Setting<?>> ALL =
      Stream.of(
              List.<Setting<?>>of(NAME, LOOPS, TRUSTED, LOOP_GUARD),
              ListenerSettings.ALL,
              RouteSettings.ALL,
              HEADERS.all(),
              UpstreamSettings.ALL,
              List.<Setting<?>>of(RESOLVER_SERVER, RESOLVER_STALE, ADMIN_ADDRESS),
              List.<Setting<?>>of(LEDGER_PATH, LEDGER_URL),
              List.<Setting<?>>of(ACCESS_LOG, ACCESS_LOG_PATH, ACCESS_LOG_FORMAT),
              TracingSettings.ALL,
              List.<Setting<?>>of(CONNECTIONS, HEAD, FIELDS, REPLY_HEAD, STREAMS, HEAD_TIMEOUT),
              List.<Setting<?>>of(KEEP_ALIVE, STALL, LEAST_RATE, DRAIN, FAILURES_KEPT),
              List.<Setting<?>>of(BUFFER_DIRECTORY, BUFFERS_MOST))
          .flatMap(List::stream)
          .toList();

  /** The paths of what has to be written: of lists as well as of their items. */
  static final Set<String> REQUIRED =
      Stream.concat(
              SECTIONS.stream().filter(Section::required).map(Section::path),
              ALL.stream()
                  .filter(Setting::required)
                  .map(each -> each.path().replaceFirst("\\[]$", "")))
          .collect(Collectors.toUnmodifiableSet());

  private Settings() {}
}
