package dev.goodgate.trials.subject;

import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Caddy. */
record Caddy() implements Product {
  private static final Paper LOG = new Paper("caddy.log", "caddy-log");

  @Override
  public String name() {
    return "caddy";
  }

  @Override
  public Optional<String> lacksWordsFor(Plan plan) {
    boolean bounds =
        plan.upstreams().values().stream()
            .map(Words::tls)
            .anyMatch(tls -> !tls.min().equals("1.2") || !tls.max().equals("1.3"));
    return bounds ? Optional.of("other versions of TLS than 1.2 and 1.3") : Words.missing(plan);
  }

  @Override
  public Paper config() {
    return new Paper("Caddyfile", "caddyfile");
  }

  @Override
  public List<Program> programs(Stand stand) {
    String config = stand.folder() + "/Caddyfile";
    return List.of(
        new Program(
            List.of("caddy", "run", "--config", config, "--adapter", "caddyfile"), LOG, LOG));
  }

  /** It does not count attempts in its access log. */
  @Override
  public AccountReader accounts() {
    return line -> {
      if (!line.contains("\"msg\":\"handled request\"")) {
        return Optional.empty();
      }
      try {
        JsonNode access = JsonMapper.shared().readTree(line);
        JsonNode ids = access.path("request").path("headers").path("X-Request-Id");
        return Optional.of(
            new Entry(
                ids.path(0).asString(""),
                new Subject.Account(
                    access.path("status").asInt(0),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty())));
      } catch (JacksonException half) {
        return Optional.empty();
      }
    };
  }

  @Override
  public String config(Plan plan, Stand stand) {
    return Words.lines(
        "{",
        "\tadmin off",
        "\tauto_https off",
        "\tgrace_period 1s",
        "\tservers {",
        "\t\ttimeouts {",
        "\t\t\tread_header " + Words.millis(plan.limits().headTimeout()),
        "\t\t\tread_body " + Words.millis(plan.limits().stall()),
        "\t\t\tidle " + Words.millis(plan.limits().keepAlive()),
        "\t\t}",
        "\t\tmax_header_size " + plan.limits().head(),
        "\t}",
        "}",
        ":" + stand.port() + " {",
        "\tbind 127.0.0.1",
        "\tlog {",
        "\t\toutput stderr",
        "\t\tformat json",
        "\t}",
        Words.each(plan.routes(), route -> handle(plan, route)),
        "\thandle {",
        "\t\trespond 404",
        "\t}",
        "}");
  }

  private static String handle(Plan plan, Route route) {
    Match match = route.match();
    String matcher = "@" + route.upstream().orElseThrow() + plan.routes().indexOf(route);
    return Words.lines(
        "\t" + matcher + " {",
        "\t\tpath " + match.path().map(path -> path.endsWith("/") ? path + "*" : path).orElse("*"),
        match.host().map("\t\thost %s"::formatted).orElse(""),
        "\t}",
        "\thandle " + matcher + " {",
        upstream(Words.upstream(plan, route)),
        "\t}");
  }

  private static String upstream(Upstream upstream) {
    return Words.lines(
        "\t\treverse_proxy {",
        Words.each(upstream.endpoints(), endpoint -> "\t\t\tto " + address(endpoint)),
        "\t\t\tlb_policy round_robin",
        "\t\t\tlb_retries " + (upstream.retry().attempts() - 1),
        Words.speaks(upstream, Endpoint.Protocol.FASTCGI) ? fastCgi(upstream) : http(upstream),
        "\t\t}");
  }

  private static String address(Endpoint endpoint) {
    return switch (endpoint.address()) {
      case Endpoint.Address.Tcp(var hostPort) -> hostPort.toString();
      case Endpoint.Address.Unix(String path) -> "unix/" + path;
    };
  }

  private static String http(Upstream upstream) {
    return Words.lines(
        "\t\t\ttransport http {",
        "\t\t\t\tdial_timeout " + Words.millis(upstream.timeouts().connect()),
        "\t\t\t\tresponse_header_timeout " + Words.millis(upstream.timeouts().firstByte()),
        "\t\t\t\tread_timeout " + Words.millis(upstream.timeouts().idle()),
        "\t\t\t\twrite_timeout " + Words.millis(upstream.timeouts().idle()),
        Words.speaks(upstream, Endpoint.Protocol.H2C) ? "\t\t\t\tversions h2c" : "",
        Words.speaks(upstream, Endpoint.Protocol.HTTPS) ? tls(upstream) : "",
        "\t\t\t}");
  }

  private static String tls(Upstream upstream) {
    ClientTls tls = Words.tls(upstream);
    return Words.lines(
        "\t\t\t\ttls",
        "\t\t\t\ttls_timeout " + Words.millis(upstream.timeouts().connect()),
        tls.verify() ? "" : "\t\t\t\ttls_insecure_skip_verify",
        tls.ca().map("\t\t\t\ttls_trusted_ca_certs %s"::formatted).orElse(""),
        tls.serverName().map("\t\t\t\ttls_server_name %s"::formatted).orElse(""),
        tls.certificate()
            .flatMap(each -> tls.key().map(key -> "\t\t\t\ttls_client_auth " + each + " " + key))
            .orElse(""));
  }

  private static String fastCgi(Upstream upstream) {
    return Words.lines(
        "\t\t\ttransport fastcgi {",
        "\t\t\t\troot " + upstream.fastCgi().map(each -> each.root()).orElse("/srv"),
        "\t\t\t\tdial_timeout " + Words.millis(upstream.timeouts().connect()),
        "\t\t\t\tread_timeout " + Words.millis(upstream.timeouts().firstByte()),
        "\t\t\t\twrite_timeout " + Words.millis(upstream.timeouts().idle()),
        "\t\t\t}");
  }

  @Override
  public boolean tellsOfExchange(String line) {
    return line.contains("\"request\":") || line.contains("\"logger\":\"http.handlers");
  }
}
