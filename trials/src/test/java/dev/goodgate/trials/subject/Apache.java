package dev.goodgate.trials.subject;

import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Debian's Apache httpd. */
record Apache() implements Product {
  private static final String MODULES = "/usr/lib/apache2/modules/";
  private static final Pattern ACCESS =
      Pattern.compile(".*\" (\\d{3}) \\S+ request_id=(\\S+) time_us=\\d+");

  @Override
  public String name() {
    return "apache";
  }

  @Override
  public Optional<String> lacksWordsFor(Plan plan) {
    boolean shows =
        plan.upstreams().values().stream()
            .anyMatch(each -> Words.tls(each).certificate().isPresent());
    return shows ? Optional.of("a client certificate in two files") : Words.missing(plan);
  }

  @Override
  public Paper config() {
    return new Paper("apache2.conf", "apache-conf");
  }

  @Override
  public List<Program> programs(Stand stand) {
    return List.of(
        new Program(
            List.of("apache2", "-DFOREGROUND", "-f", stand.folder() + "/apache2.conf"),
            new Paper("access.log", "apache-access"),
            new Paper("error.log", "apache-error")));
  }

  /** It does not count attempts in its access log. */
  @Override
  public AccountReader accounts() {
    return line -> {
      Matcher access = ACCESS.matcher(line);
      return access.matches()
          ? Optional.of(
              new Entry(
                  access.group(2),
                  new Subject.Account(
                      Integer.parseInt(access.group(1)),
                      Optional.empty(),
                      OptionalInt.empty(),
                      Optional.empty())))
          : Optional.empty();
    };
  }

  @Override
  public String config(Plan plan, Stand stand) {
    return Words.lines(
        "ServerRoot " + stand.folder(),
        "DefaultRuntimeDir " + stand.folder(),
        "PidFile " + stand.folder() + "/apache2.pid",
        "ServerName localhost",
        Words.asRoot() ? "User www-data\nGroup www-data" : "",
        "Listen 127.0.0.1:" + stand.port(),
        modules(),
        "StartServers 1",
        "ThreadsPerChild 16",
        "MinSpareThreads 1",
        "MaxSpareThreads 16",
        "MaxRequestWorkers 16",
        "ErrorLog /dev/stderr",
        "LogLevel warn",
        "LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b request_id=%{X-Request-Id}i time_us=%D\" trial",
        "CustomLog /dev/stdout trial",
        "RequestReadTimeout header="
            + Math.max(1, plan.limits().headTimeout().toSeconds())
            + " body="
            + Math.max(1, plan.limits().stall().toSeconds()),
        "KeepAliveTimeout " + Words.millis(plan.limits().keepAlive()),
        "Timeout " + Math.max(1, plan.limits().stall().toSeconds()),
        "LimitRequestFieldSize " + plan.limits().head(),
        "LimitRequestFields " + plan.limits().fields(),
        Words.each(plan.upstreams().values(), Apache::upstream),
        Words.each(plan.routes(), route -> pass(plan, route)));
  }

  private static String modules() {
    return Words.each(
        List.of(
            "mpm_event",
            "authz_core",
            "reqtimeout",
            "socache_shmcb",
            "ssl",
            "slotmem_shm",
            "proxy",
            "proxy_http",
            "proxy_http2",
            "proxy_fcgi",
            "proxy_balancer",
            "lbmethod_byrequests"),
        each -> "LoadModule " + each + "_module " + MODULES + "mod_" + each + ".so");
  }

  /** With one endpoint a balancer would only hide what is said of it. */
  private static String upstream(Upstream upstream) {
    if (upstream.endpoints().size() == 1) {
      return "";
    }
    return Words.lines(
        "<Proxy \"balancer://" + upstream.name() + "\">",
        Words.each(
            upstream.endpoints(),
            endpoint ->
                "  BalancerMember \"" + address(endpoint, upstream) + "\" " + settings(upstream)),
        "  ProxySet maxattempts=" + (upstream.retry().attempts() - 1),
        "</Proxy>");
  }

  private static String pass(Plan plan, Route route) {
    Upstream upstream = Words.upstream(plan, route);
    String path = route.match().path().orElse("/");
    boolean single = upstream.endpoints().size() == 1;
    String target =
        single
            ? address(upstream.endpoints().getFirst(), upstream)
            : "balancer://" + upstream.name();
    boolean secured = Words.speaks(upstream, Endpoint.Protocol.HTTPS);
    return Words.lines(
        secured ? tls(Words.tls(upstream)) : "",
        "ProxyPass \""
            + path
            + "\" \""
            + target
            + path
            + "\""
            + (single ? " " + settings(upstream) : ""));
  }

  private static String settings(Upstream upstream) {
    return "connectiontimeout="
        + Words.millis(upstream.timeouts().connect())
        + " timeout="
        + Math.max(1, upstream.timeouts().firstByte().toSeconds())
        + " retry="
        + Math.max(1, upstream.health().interval().toSeconds());
  }

  private static String address(Endpoint endpoint, Upstream upstream) {
    String scheme =
        switch (endpoint.protocol()) {
          case HTTP -> "http://";
          case HTTPS -> "https://";
          case H2C -> "h2c://";
          case FASTCGI -> "fcgi://";
        };
    String root =
        endpoint.protocol() == Endpoint.Protocol.FASTCGI
            ? upstream.fastCgi().map(each -> each.root()).orElse("/srv")
            : "";
    return switch (endpoint.address()) {
      case Endpoint.Address.Tcp(var hostPort) -> scheme + hostPort + root;
      case Endpoint.Address.Unix(String path) -> "unix:" + path + "|" + scheme + "localhost" + root;
    };
  }

  private static String tls(ClientTls tls) {
    return Words.lines(
        "SSLProxyEngine on",
        "SSLProxyVerify " + (tls.verify() ? "require" : "none"),
        "SSLProxyCheckPeerName " + (checksName(tls) ? "on" : "off"),
        "SSLProxyCheckPeerCN " + (checksName(tls) ? "on" : "off"),
        "SSLProxyCheckPeerExpire " + (tls.verify() ? "on" : "off"),
        "SSLProxyVerifyDepth 5",
        "SSLProxyCACertificateFile " + tls.ca().or(Words::systemAuthorities).orElse(""),
        "SSLProxyProtocol "
            + String.join(
                " ",
                Stream.of("1.2", "1.3")
                    .filter(
                        each -> each.compareTo(tls.min()) >= 0 && each.compareTo(tls.max()) <= 0)
                    .map("+TLSv%s"::formatted)
                    .toList()));
  }

  /** It has no words for another name than that of the address. */
  private static boolean checksName(ClientTls tls) {
    return tls.verify() && tls.serverName().isEmpty();
  }

  @Override
  public boolean tellsOfExchange(String line) {
    return !line.contains(":notice]") && !line.contains(": Init: ");
  }
}
