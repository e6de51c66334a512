package dev.goodgate.trials.subject;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** Says in nginx's words what a plan of ours says, as far as scenarios need it. */
record NginxWording(Path folder, int port, int logPort) {
  String config(Plan plan) {
    return lines(
        System.getProperty("user.name").equals("root") ? "user root;" : "",
        "master_process off;",
        "pid " + folder + "/nginx.pid;",
        "daemon off;",
        "error_log stderr notice;",
        "events { worker_connections 256; }",
        "http {",
        "  error_log " + folder + "/error.log info;",
        temporary("client_body"),
        temporary("proxy"),
        temporary("fastcgi"),
        temporary("uwsgi"),
        temporary("scgi"),
        "  log_format trial '|$http_x_request_id|$status|$upstream_addr|';",
        "  access_log syslog:server=127.0.0.1:" + logPort + ",nohostname trial;",
        plan.upstreams().values().stream()
            .map(NginxWording::upstream)
            .collect(Collectors.joining("\n")),
        "  server {",
        "    listen 127.0.0.1:" + port + ";",
        "    client_max_body_size 0;",
        plan.routes().stream()
            .map(route -> location(route, plan.upstreams().get(route.upstream())))
            .collect(Collectors.joining("\n")),
        plan.routes().stream().anyMatch(route -> path(route).equals("/"))
            ? ""
            : "    location / { return 404; }",
        "  }",
        "}");
  }

  private String temporary(String what) {
    return "  " + what + "_temp_path " + folder + "/" + what + ";";
  }

  private static String upstream(Upstream upstream) {
    String endpoints =
        upstream.endpoints().stream()
            .map(endpoint -> "    server " + address(endpoint) + ";\n")
            .collect(Collectors.joining());
    return "  upstream " + upstream.name() + " {\n" + endpoints + "    keepalive 16;\n  }";
  }

  private static String address(Endpoint endpoint) {
    return switch (endpoint.address()) {
      case Endpoint.Address.Tcp(var hostPort) -> hostPort.toString();
      case Endpoint.Address.Unix(String path) -> "unix:" + path;
    };
  }

  private static String location(Route route, Upstream upstream) {
    return lines(
        "    location " + path(route) + " {",
        "      proxy_pass http://" + upstream.name() + ";",
        "      proxy_http_version 1.1;",
        "      proxy_set_header Connection \"\";",
        "      proxy_buffering off;",
        "      proxy_request_buffering off;",
        "      proxy_connect_timeout " + millis(upstream.timeouts().connect()) + ";",
        "      proxy_read_timeout " + millis(upstream.timeouts().firstByte()) + ";",
        "      proxy_send_timeout " + millis(upstream.timeouts().idle()) + ";",
        "      proxy_next_upstream_tries " + upstream.retry().attempts() + ";",
        "    }");
  }

  private static String path(Route route) {
    String path = route.match().path().orElse("/");
    return path.endsWith("/") ? path : "= " + path;
  }

  private static String millis(Duration span) {
    return span.toMillis() + "ms";
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
