package dev.goodgate.trials.subject;

import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's HAProxy. */
record Haproxy() implements Product {
  /** HAProxy's HTTP log format, with what was captured of the request in braces. */
  private static final Pattern ACCESS =
      Pattern.compile(
          ".* fe \\S+/(\\S+) \\S+ (-?\\d+) .* \\d+/\\d+/\\d+/\\d+/\\+?(\\d+) \\d+/\\d+ \\{(.*?)}"
              + " \".*");

  private static final Paper LOG = new Paper("haproxy.log", "haproxy-log");

  @Override
  public String name() {
    return "haproxy";
  }

  @Override
  public Optional<String> lacksWordsFor(Plan plan) {
    return Words.missing(plan);
  }

  @Override
  public Paper config() {
    return new Paper("haproxy.cfg", "haproxy-cfg");
  }

  @Override
  public List<Program> programs(Stand stand) {
    return List.of(
        new Program(
            List.of("haproxy", "-db", "-f", stand.folder() + "/haproxy.cfg"),
            LOG,
            new Paper("haproxy-notices.log", "haproxy-log")));
  }

  @Override
  public AccountReader accounts() {
    return line -> {
      Matcher access = ACCESS.matcher(line);
      return access.matches()
          ? Optional.of(
              new Entry(
                  access.group(4),
                  new Subject.Account(
                      Integer.parseInt(access.group(2)),
                      Optional.empty(),
                      OptionalInt.of(
                          access.group(1).equals("<NOSRV>")
                              ? 0
                              : 1 + Integer.parseInt(access.group(3))),
                      Optional.empty())))
          : Optional.empty();
    };
  }

  /** It tries again by setting only; which methods may be, a rule has to say. */
  @Override
  public String config(Plan plan, Stand stand) {
    return Words.lines(
        "global",
        "  log stdout format raw local0 info",
        "  maxconn 256",
        "  nbthread 1",
        "defaults",
        "  mode http",
        "  log global",
        "  option httplog",
        "  option dontlognull",
        "  option redispatch",
        "  timeout client " + Words.millis(plan.limits().stall()),
        "  timeout http-request " + Words.millis(plan.limits().headTimeout()),
        "  timeout http-keep-alive " + Words.millis(plan.limits().keepAlive()),
        "  timeout connect 3s",
        "  timeout server 30s",
        "frontend fe",
        "  bind 127.0.0.1:" + stand.port(),
        "  capture request header X-Request-Id len 64",
        "  option forwardfor",
        plan.routes().stream().anyMatch(route -> condition(route).isEmpty())
            ? ""
            : "  http-request return status 404 unless " + anyRoute(plan),
        Words.each(
            plan.routes(),
            route -> "  use_backend " + route.upstream().orElseThrow() + " " + condition(route)),
        Words.each(plan.upstreams().values(), Haproxy::backend));
  }

  private static String anyRoute(Plan plan) {
    return String.join(" or ", plan.routes().stream().map(Haproxy::condition).toList())
        .replace("if ", "");
  }

  private static String condition(Route route) {
    List<String> tests = new ArrayList<>();
    route
        .match()
        .path()
        .ifPresent(
            path -> tests.add((path.endsWith("/") ? "{ path_beg " : "{ path ") + path + " }"));
    route
        .match()
        .host()
        .ifPresent(host ->
            tests.add(
                host.startsWith("*")
                    ? "{ hdr_end(host) -i " + host.substring(1) + " }"
                    : "{ hdr(host) -i " + host + " }"));
    return tests.isEmpty() ? "" : "if " + String.join(" ", tests);
  }

  private static String backend(Upstream upstream) {
    boolean scripts = Words.speaks(upstream, Endpoint.Protocol.FASTCGI);
    List<String> servers = new ArrayList<>();
    for (Endpoint each : upstream.endpoints()) {
      servers.add(
          "  server " + upstream.name() + "-" + (servers.size() + 1) + " " + words(each, upstream));
    }
    return Words.lines(
        scripts ? fastCgi(upstream) : "",
        "backend " + upstream.name(),
        "  balance roundrobin",
        "  retries " + (upstream.retry().attempts() - 1),
        "  retry-on conn-failure empty-response response-timeout",
        "  http-request disable-l7-retry unless METH_GET",
        "  timeout connect " + Words.millis(upstream.timeouts().connect()),
        "  timeout server " + Words.millis(upstream.timeouts().firstByte()),
        scripts ? "  use-fcgi-app fcgi-" + upstream.name() : "",
        String.join("\n", servers));
  }

  private static String words(Endpoint endpoint, Upstream upstream) {
    String address =
        switch (endpoint.address()) {
          case Endpoint.Address.Tcp(var hostPort) -> hostPort.toString();
          case Endpoint.Address.Unix(String path) -> "unix@" + path;
        };
    return switch (endpoint.protocol()) {
      case HTTP -> address;
      case H2C -> address + " proto h2";
      case FASTCGI -> address + " proto fcgi";
      case HTTPS -> address + " " + tls(Words.tls(upstream));
    };
  }

  private static String tls(ClientTls tls) {
    return "ssl verify "
        + (tls.verify() ? "required" : "none")
        + tls.ca().or(Words::systemAuthorities).map(" ca-file %s"::formatted).orElse("")
        + tls.serverName()
            .map(name -> " sni str(%s) verifyhost %s".formatted(name, name))
            .orElse("")
        + tls.certificate().map(" crt %s"::formatted).orElse("")
        + " ssl-min-ver TLSv"
        + tls.min()
        + " ssl-max-ver TLSv"
        + tls.max();
  }

  private static String fastCgi(Upstream upstream) {
    return Words.lines(
        "fcgi-app fcgi-" + upstream.name(),
        "  docroot " + upstream.fastCgi().map(each -> each.root()).orElse("/srv"),
        "  index " + upstream.fastCgi().map(each -> each.index()).orElse("index.php"),
        "  option keep-conn");
  }

  @Override
  public boolean tellsOfExchange(String line) {
    return line.contains("] fe ");
  }
}
