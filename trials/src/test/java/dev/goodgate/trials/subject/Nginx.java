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

/** Debian's nginx. */
record Nginx() implements Product {
  private static final Pattern ACCESS =
      Pattern.compile(".*\" (\\d{3}) \\d+ .* upstream_addr=(.*) upstream_status=.* id=(\\S*)");

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Optional<String> lacksWordsFor(Plan plan) {
    return Words.missing(plan);
  }

  @Override
  public Paper config() {
    return new Paper("nginx.conf", "nginx-conf");
  }

  @Override
  public List<Program> programs(Stand stand) {
    return List.of(
        new Program(
            List.of("nginx", "-e", "stderr", "-c", stand.folder() + "/nginx.conf"),
            new Paper("access.log", "nginx-access"),
            new Paper("error.log", "nginx-error")));
  }

  @Override
  public AccountReader accounts() {
    return line -> {
      Matcher access = ACCESS.matcher(line);
      return access.matches()
          ? Optional.of(
              new Entry(
                  access.group(3),
                  new Subject.Account(
                      Integer.parseInt(access.group(1)),
                      Optional.empty(),
                      OptionalInt.of(attempts(access.group(2))),
                      Optional.empty())))
          : Optional.empty();
    };
  }

  @Override
  public String config(Plan plan, Stand stand) {
    return Words.lines(
        Words.asRoot() ? "user root;" : "",
        "master_process off;",
        "pid " + stand.folder() + "/nginx.pid;",
        "daemon off;",
        "error_log stderr notice;",
        "events { worker_connections 256; }",
        "http {",
        "  error_log stderr info;",
        temporary(stand, "client_body"),
        temporary(stand, "proxy"),
        temporary(stand, "fastcgi"),
        temporary(stand, "uwsgi"),
        temporary(stand, "scgi"),
        "  log_format named '$remote_addr - - [$time_local] \"$request\" $status $body_bytes_sent"
            + " '",
        "    'request_time=$request_time upstream_addr=$upstream_addr '",
        "    'upstream_status=$upstream_status upstream_connect_time=$upstream_connect_time '",
        "    'upstream_header_time=$upstream_header_time '",
        "    'upstream_response_time=$upstream_response_time id=$http_x_request_id';",
        "  access_log /dev/stdout named;",
        "  client_header_timeout " + Words.millis(plan.limits().headTimeout()) + ";",
        "  client_body_timeout " + Words.millis(plan.limits().stall()) + ";",
        "  send_timeout " + Words.millis(plan.limits().stall()) + ";",
        "  keepalive_timeout " + Words.millis(plan.limits().keepAlive()) + ";",
        "  large_client_header_buffers 4 " + plan.limits().head() + ";",
        Words.each(plan.upstreams().values(), Nginx::upstream),
        "  server {",
        "    listen 127.0.0.1:" + stand.port() + ";",
        "    client_max_body_size 0;",
        Words.each(plan.routes(), route -> location(route, Words.upstream(plan, route))),
        plan.routes().stream().anyMatch(route -> path(route).equals("/"))
            ? ""
            : "    location / { return 404; }",
        "  }",
        "}");
  }

  /** {@code a, b : c} where it went on to another group. */
  private static int attempts(String addresses) {
    return addresses.equals("-") ? 0 : addresses.split(", | : ", -1).length;
  }

  private static String temporary(Stand stand, String what) {
    return "  " + what + "_temp_path " + stand.folder() + "/" + what + ";";
  }

  private static String upstream(Upstream upstream) {
    return Words.lines(
        "  upstream " + upstream.name() + " {",
        Words.each(upstream.endpoints(), endpoint -> "    server " + address(endpoint) + ";"),
        "    keepalive 16;",
        "  }");
  }

  private static String address(Endpoint endpoint) {
    return switch (endpoint.address()) {
      case Endpoint.Address.Tcp(var hostPort) -> hostPort.toString();
      case Endpoint.Address.Unix(String path) -> "unix:" + path;
    };
  }

  private static String location(Route route, Upstream upstream) {
    String prefix = prefix(upstream);
    boolean streams = prefix.equals("grpc");
    return Words.lines(
        "    location " + path(route) + " {",
        pass(upstream),
        streams ? "" : "      " + prefix + "_buffering off;",
        streams ? "" : "      " + prefix + "_request_buffering off;",
        "      " + prefix + "_connect_timeout " + Words.millis(upstream.timeouts().connect()) + ";",
        "      " + prefix + "_read_timeout " + Words.millis(upstream.timeouts().firstByte()) + ";",
        "      " + prefix + "_send_timeout " + Words.millis(upstream.timeouts().idle()) + ";",
        "      " + prefix + "_next_upstream_tries " + upstream.retry().attempts() + ";",
        "    }");
  }

  /** Its module for gRPC is the one that speaks HTTP/2 to endpoints, and cares for no content. */
  private static String prefix(Upstream upstream) {
    return switch (upstream.endpoints().getFirst().protocol()) {
      case FASTCGI -> "fastcgi";
      case H2C -> "grpc";
      case HTTP, HTTPS -> "proxy";
    };
  }

  private static String pass(Upstream upstream) {
    return switch (upstream.endpoints().getFirst().protocol()) {
      case FASTCGI -> fastCgi(upstream);
      case H2C -> "      grpc_pass grpc://" + upstream.name() + ";";
      case HTTP, HTTPS -> http(upstream);
    };
  }

  private static String http(Upstream upstream) {
    boolean secured = Words.speaks(upstream, Endpoint.Protocol.HTTPS);
    return Words.lines(
        "      proxy_pass " + (secured ? "https://" : "http://") + upstream.name() + ";",
        "      proxy_http_version 1.1;",
        "      proxy_set_header Connection \"\";",
        secured ? tls(Words.tls(upstream)) : "");
  }

  private static String tls(ClientTls tls) {
    return Words.lines(
        "      proxy_ssl_server_name on;",
        "      proxy_ssl_verify " + (tls.verify() ? "on;" : "off;"),
        "      proxy_ssl_verify_depth 5;",
        tls.ca()
            .or(Words::systemAuthorities)
            .map("      proxy_ssl_trusted_certificate %s;"::formatted)
            .orElse(""),
        tls.serverName().map("      proxy_ssl_name %s;"::formatted).orElse(""),
        tls.certificate().map("      proxy_ssl_certificate %s;"::formatted).orElse(""),
        tls.key().map("      proxy_ssl_certificate_key %s;"::formatted).orElse(""),
        "      proxy_ssl_protocols "
            + (tls.min().equals("1.2") ? "TLSv1.2 " : "")
            + (tls.max().equals("1.3") ? "TLSv1.3" : "")
            + ";");
  }

  private static String fastCgi(Upstream upstream) {
    return Words.lines(
        "      fastcgi_pass " + upstream.name() + ";",
        "      fastcgi_keep_conn on;",
        "      include /etc/nginx/fastcgi_params;",
        "      fastcgi_param SCRIPT_FILENAME "
            + upstream.fastCgi().map(each -> each.root()).orElse("/srv")
            + "$fastcgi_script_name;");
  }

  private static String path(Route route) {
    String path = route.match().path().orElse("/");
    return path.endsWith("/") ? path : "= " + path;
  }

  @Override
  public boolean tellsOfExchange(String line) {
    return !line.contains(" [notice] ")
        && !line.contains("while waiting for request")
        && !line.contains("closed keepalive connection");
  }
}
