package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.dialects.goodgate.Complaint.Severity;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of complaint, from a plan whose wrong part stands between two marks: the complaint has
 * to be exactly there, alone, with the suggestion named.
 */
class ComplaintTest {
  private static final String LISTENERS = "listeners: [ { address: \"127.0.0.1:8080\" } ]\n";
  private static final String ROUTES = "routes: [ { upstream: web } ]\n";
  private static final String UPSTREAMS =
      "upstreams: { web: { endpoints: [ \"10.0.0.1:80\" ] } }\n";
  private static final String NOTHING = "";

  @ParameterizedTest
  @MethodSource({
    "slipsAtTheTop",
    "slipsInListeners",
    "slipsInRoutes",
    "slipsInUpstreams",
    "slipsInEndpoints"
  })
  void standsWhereTheSlipIsAndNamesWhatWasMeant(Slip slip) {
    Complaint complaint = onlyError(unmarked(slip.text()));
    assertThat(complaint.message()).contains(slip.says());
    assertThat(complaint.place()).isEqualTo(place(slip.text()));
    assertThat(complaint.nearest().orElse(NOTHING)).isEqualTo(slip.nearest());
    assertThat(complaint.expected()).isNotBlank();
  }

  /** The mark before and after what is wrong. */
  private record Slip(String text, String says, String nearest) {}

  static List<Slip> slipsAtTheTop() {
    return List.of(
        inTop("«limit»: {}", "unknown key `limit` in a plan", "limits"),
        inTop("resolver: {}\n«resolver»: {}", "the key `resolver` is here twice", NOTHING),
        inTop("«connections»: 5", "unknown key", "limits.connections"),
        inTop("limits: «[ 1 ]»", "`limits` is a list", NOTHING),
        inTop("limits: { fields: «many» }", "`many` is not a whole number", NOTHING),
        inTop("limits: { fields: «{ a: 1 }» }", "`limits.fields` is a mapping", NOTHING),
        inTop("limits: { head: «65536» }", "`65536` has no unit", "64KiB"),
        inTop("limits: { head: «64kb» }", "`64kb` is not a size", "64KiB"),
        inTop("limits: { head: «1GiB» }", "`1GiB` is out of range", NOTHING),
        inTop("loops: «300»", "`300` is out of range", NOTHING),
        inTop("loops: «aut»", "`aut` is not a whole number", "auto"),
        inTop("name: «\"a b\"»", "`a b` cannot stand here", NOTHING),
        inTop("name: «~»", "`name` is nothing", NOTHING),
        inTop("admin: { address: «\"127.0.0.1:8080\"» }", "listened at twice", NOTHING),
        inTop("ledger: { path: a.db, url: «\"jdbc:postgresql://h/d\"» }", "both a `path`", NOTHING),
        inTop("access-log: «on»", "`on` is not known here", NOTHING),
        inTop("access-log: { format: «jsn» }", "`jsn` is not known here", "json"),
        inTop(
            "resolver: { servers: [ «dns.example» ] }", "impossible host `dns.example`", NOTHING));
  }

  static List<Slip> slipsInListeners() {
    return List.of(
        inUpstreams(
            "  «we b»: {}\n  web: { endpoints: [ \"a:1\" ] }", "`we b` cannot be a name", NOTHING),
        whole("«routes»: [ { upstream: web } ]\n" + UPSTREAMS, "has no `listeners`", NOTHING),
        whole("«listeners»: [ { address: \":80\" } ]\n" + UPSTREAMS, "has no `routes`", NOTHING),
        inListeners("  - «adress»: \":80\"", "unknown key", "address"),
        inListeners("  «[]»", "`listeners` is empty", NOTHING),
        inListeners("  - address: «8080»", "`8080` has no host", "127.0.0.1:8080"),
        inListeners("  - address: «127.0.0.1»", "`127.0.0.1` has no port", "127.0.0.1:8080"),
        inListeners("  - address: «\"::1:80\"»", "needs brackets", "[::1]:80"),
        inListeners("  - address: «\"[::g]:80\"»", "no IPv6 number", NOTHING),
        inListeners("  - address: «\"127.0.0.1:99999\"»", "impossible port `99999`", NOTHING),
        inListeners("  - address: «\"127.0.0.300:80\"»", "impossible host", NOTHING),
        inListeners("  - address: \":80\"\n  - address: «\":80\"»", "listened at twice", NOTHING),
        inListeners("  - address: «\"127.0.0.1:9502\"»", "admin address is by default", NOTHING),
        inListeners(
            "  - address: \":80\"\n    tls: «{ key: a.key }»", "has no `certificate`", NOTHING));
  }

  static List<Slip> slipsInRoutes() {
    return List.of(
        inRoutes("  - upstream: «wbe»", "there is no upstream `wbe`", "web"),
        inRoutes("  - «match: { path: /a }»", "`routes[0]` has no `upstream`", NOTHING),
        inRoutes(
            "  - match: { path: «api/» }\n    upstream: web", "does not begin with /", "/api/"),
        inRoutes("  - match: { path: «/a/*» }\n    upstream: web", "stands for itself", "/a/"),
        inRoutes("  - match: { path: «/a?b=c» }\n    upstream: web", "is not a path", NOTHING),
        inRoutes(
            "  - match: { host: «\"a.b:80\"» }\n    upstream: web", "cannot be the host", "a.b"),
        inRoutes(
            "  - upstream: web\n  - «upstream»: web", "no request reaches this route", NOTHING),
        inRoutes(
            "  - { name: a, upstream: web, match: { path: /x } }\n  - { name: «a», upstream: web }",
            "is called `a` too",
            NOTHING));
  }

  static List<Slip> slipsInUpstreams() {
    return List.of(
        inUpstream("timeouts: { connect: «3» }", "`3` has no unit", "3s"),
        inUpstream("timeouts: { connect: «3 seconds» }", "`3 seconds` is not a duration", "3s"),
        inUpstream("timeouts: { connect: «1m30s» }", "`1m30s` is not a duration", "90s"),
        inUpstream("timeouts: { connect: «0s» }", "`0s` is out of range", NOTHING),
        inUpstream("timeouts: { connect: «-1s» }", "`-1s` is not a duration", NOTHING),
        inUpstream("timeouts: { «firstByte»: 3s }", "unknown key `firstByte`", "first-byte"),
        inUpstream("«connect»: 3s", "unknown key `connect`", "timeouts.connect"),
        inUpstream(
            "timeouts: { connect: «5s», total: 4s }", "longer than `total`, which is 4s", ""),
        inUpstream("timeouts: { first-byte: «90s» }", "`total`, which is by default 60s", NOTHING),
        inUpstream("retry: { budget: «20» }", "`20` has no unit", "20%"),
        inUpstream("retry: { budget: «0.2» }", "`0.2` has no unit", "20%"),
        inUpstream("retry: { budget: «120%» }", "`120%` is out of range", NOTHING),
        inUpstream("retry: { attempts: «0» }", "`0` is out of range", NOTHING),
        inUpstream("balance: «roundrobin»", "`roundrobin` is not known here", "round-robin"),
        inUpstream("limit: «{ queue: 5 }»", "has no `concurrent`", NOTHING),
        inUpstream("keep-alive: { idle: «lerned» }", "`lerned` is not a duration", "learned"),
        inUpstream("health: { path: «healthz» }", "does not begin with /", "/healthz"),
        inUpstream("tls: { min: «1.3», max: 1.2 }", "is newer than `max` 1.2", NOTHING),
        inUpstream("tls: { certificate: «a.pem» }", "has no `key`", NOTHING),
        inUpstream("tls: { verify: «yes» }", "`yes` is not known here", NOTHING),
        inUpstream("fastcgi: { root: «www» }", "`www` cannot stand here", NOTHING),
        whole(
            LISTENERS + ROUTES + UPSTREAMS.replace("} }", "}, «a.b»: { endpoints: [ \"a:1\" ] } }"),
            "`a.b` cannot be a name",
            NOTHING));
  }

  static List<Slip> slipsInEndpoints() {
    return List.of(
        inUpstreams("  web:\n    endpoints: «[]»", "`upstreams.web.endpoints` is empty", NOTHING),
        asEndpoint("«\"htps://a\"»", "unknown scheme", "https://a"),
        asEndpoint("«\"ftp://a\"»", "unknown scheme", NOTHING),
        asEndpoint("«\"http://a/b\"»", "holds a path", "http://a"),
        asEndpoint("«\"http://a?b\"»", "holds a query or fragment", "http://a"),
        asEndpoint("«\"http://u:p@a\"»", "holds a name or password", NOTHING),
        asEndpoint("«\":3000\"»", "has no host", "127.0.0.1:3000"),
        asEndpoint("«\"a:0\"»", "impossible port `0`", NOTHING),
        asEndpoint("«\"a\"»", "`a` has no port", "a:80"),
        asEndpoint("«\"unix:run/x\"»", "no absolute path", NOTHING),
        asEndpoint("«\"unix:/" + "x".repeat(107) + "\"»", "has 108 bytes", NOTHING),
        asEndpoint("«\"127.0.0.1:8080\"»", "the gateway's own listener", NOTHING),
        asEndpoint("«\"http://localhost:8080\"»", "the gateway's own listener", NOTHING),
        asEndpoint("«\"0.0.0.0:8080\"»", "the gateway's own listener", NOTHING));
  }

  private static Slip whole(String text, String says, String nearest) {
    return new Slip(text, says, nearest);
  }

  private static Slip inTop(String text, String says, String nearest) {
    return new Slip(LISTENERS + ROUTES + UPSTREAMS + text, says, nearest);
  }

  private static Slip inListeners(String text, String says, String nearest) {
    return new Slip("listeners:\n" + text + "\n" + ROUTES + UPSTREAMS, says, nearest);
  }

  private static Slip inRoutes(String text, String says, String nearest) {
    return new Slip(LISTENERS + "routes:\n" + text + "\n" + UPSTREAMS, says, nearest);
  }

  private static Slip inUpstreams(String text, String says, String nearest) {
    return new Slip(LISTENERS + ROUTES + "upstreams:\n" + text, says, nearest);
  }

  private static Slip inUpstream(String text, String says, String nearest) {
    return inUpstreams("  web:\n    endpoints: [ \"10.0.0.1:80\" ]\n    " + text, says, nearest);
  }

  private static Slip asEndpoint(String text, String says, String nearest) {
    return inUpstreams("  web:\n    endpoints: [ " + text + " ]\n", says, nearest);
  }

  private static Complaint onlyError(String text) {
    List<Complaint> errors =
        switch (PlanReader.read("plan.yaml", text)) {
          case Reading.Understood<Plan> good -> List.of();
          case Reading.Refused<Plan> bad ->
              bad.complaints().stream().filter(c -> c.severity() == Severity.ERROR).toList();
        };
    assertThat(errors).hasSize(1);
    return errors.getFirst();
  }

  private static String unmarked(String text) {
    return text.replaceAll("[«»]", "");
  }

  private static Place place(String marked) {
    String before = marked.substring(0, marked.indexOf('«'));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Place("plan.yaml", line, before.length() - before.lastIndexOf('\n'));
  }
}
