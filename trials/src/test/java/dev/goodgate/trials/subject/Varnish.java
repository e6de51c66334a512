package dev.goodgate.trials.subject;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.plan.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Debian's Varnish, told to keep nothing. Its log is in shared memory: a second program reads it.
 */
record Varnish() implements Product {
  private static final String TAGS =
      "Begin,Link,ReqMethod,ReqURL,RespStatus,RespReason,Error,FetchError,VCL_Error,BogoHeader,"
          + "LostHeader,HttpGarbage,BackendOpen,BackendReuse,BackendClose,BereqMethod,BereqURL,"
          + "BerespProtocol,BerespStatus,BerespReason,Length";

  private static final Paper NOTICES = new Paper("varnishd.log", "varnish-notices");

  @Override
  public String name() {
    return "varnish";
  }

  @Override
  public Optional<String> lacksWordsFor(Plan plan) {
    return Words.missing(
        plan, Endpoint.Protocol.HTTPS, Endpoint.Protocol.H2C, Endpoint.Protocol.FASTCGI);
  }

  @Override
  public Paper config() {
    return new Paper("default.vcl", "varnish-vcl");
  }

  @Override
  public List<Program> programs(Stand stand) {
    Paper log = new Paper("varnishlog.txt", "varnish-log");
    String folder = stand.folder().toString();
    List<String> serve = new ArrayList<>(List.of("varnishd", "-F", "-n", folder));
    serve.addAll(List.of("-f", folder + "/default.vcl", "-a", "127.0.0.1:" + stand.port()));
    serve.addAll(List.of("-T", "none", "-j", "none", "-s", "malloc,16m", "-l", "8m"));
    serve.addAll(List.of("-p", "thread_pools=1", "-p", "thread_pool_min=8"));
    serve.addAll(List.of("-p", "cc_command=exec gcc -O0 -fPIC -shared -Wl,-x -o %o %s"));
    List<String> tell = new ArrayList<>(List.of("varnishlog", "-n", folder, "-t", "10"));
    tell.addAll(List.of("-g", "request", "-i", TAGS, "-I", "ReqHeader:(?i)^x-request-id"));
    return List.of(new Program(serve, NOTICES, NOTICES), new Program(tell, log, NOTICES));
  }

  @Override
  public List<String> ofExchanges(List<String> lines) {
    List<String> kept = new ArrayList<>();
    List<String> group = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("*   << ")) {
        keep(group, kept);
      }
      if (line.startsWith("*") || line.startsWith("-")) {
        group.add(line);
      }
    }
    keep(group, kept);
    return kept;
  }

  /** Of the one request that is made to see whether it tells: Varnish refuses it by itself. */
  static boolean isRefusal(String line) {
    return line.matches("- +RespStatus +417");
  }

  @Override
  public boolean declines(String line) {
    return line.startsWith("Backend path: ");
  }

  @Override
  public AccountReader accounts() {
    return new VarnishAccounts();
  }

  @Override
  public String config(Plan plan, Stand stand) {
    return Words.lines(
        "vcl 4.1;",
        "import directors;",
        Words.each(plan.upstreams().values(), Varnish::backends),
        "sub vcl_init {",
        Words.each(plan.upstreams().values(), Varnish::director),
        "}",
        "sub vcl_recv {",
        plan.routes().stream().map(Varnish::route).collect(Collectors.joining(" else ", "  ", "")),
        // A route for everything is the end of the chain of conditions.
        plan.routes().stream().anyMatch(route -> condition(route).isEmpty())
            ? ""
            : "  else { return (synth(404)); }",
        "  return (pass);",
        "}",
        "sub vcl_backend_error {",
        "  if (bereq.retries < "
            + (attempts(plan) - 1)
            + " && (bereq.method == \"GET\" || bereq.method == \"HEAD\")) {",
        "    return (retry);",
        "  }",
        "}");
  }

  private static String backends(Upstream upstream) {
    List<String> all = new ArrayList<>();
    for (Endpoint each : upstream.endpoints()) {
      all.add(
          Words.lines(
              "backend " + backend(upstream, all.size()) + " {",
              switch (each.address()) {
                case Endpoint.Address.Tcp(var hostPort) ->
                    "  .host = \""
                        + hostPort.host()
                        + "\";\n  .port = \""
                        + hostPort.port()
                        + "\";";
                case Endpoint.Address.Unix(String path) -> "  .path = \"" + path + "\";";
              },
              timeouts(upstream.timeouts()),
              "}"));
    }
    return String.join("", all);
  }

  private static String timeouts(Timeouts timeouts) {
    return Words.lines(
        "  .connect_timeout = " + Words.seconds(timeouts.connect()) + ";",
        "  .first_byte_timeout = " + Words.seconds(timeouts.firstByte()) + ";",
        "  .between_bytes_timeout = " + Words.seconds(timeouts.idle()) + ";");
  }

  private static String director(Upstream upstream) {
    List<String> lines = new ArrayList<>();
    lines.add("  new " + identifier(upstream) + " = directors.round_robin();");
    for (int index = 0; index < upstream.endpoints().size(); index++) {
      lines.add("  " + identifier(upstream) + ".add_backend(" + backend(upstream, index) + ");");
    }
    return String.join("\n", lines);
  }

  private static String route(Route route) {
    String then =
        "{ set req.backend_hint = u_"
            + route.upstream().orElseThrow().replace('-', '_')
            + ".backend(); }";
    String condition = condition(route);
    return condition.isEmpty() ? "if (true) " + then : "if (" + condition + ") " + then;
  }

  private static String condition(Route route) {
    List<String> tests = new ArrayList<>();
    route
        .match()
        .path()
        .ifPresent(path ->
            tests.add(
                path.endsWith("/")
                    ? "req.url ~ \"^" + path + "\""
                    : "req.url ~ \"^" + path + "([?]|$)\""));
    route
        .match()
        .host()
        .ifPresent(host ->
            tests.add(
                "req.http.host ~ \"(?i)"
                    + host.replace("*", "").replace(".", "[.]")
                    + "(:\\d+)?$\""));
    return String.join(" && ", tests);
  }

  private static int attempts(Plan plan) {
    return plan.upstreams().values().stream()
        .mapToInt(each -> each.retry().attempts())
        .max()
        .orElse(1);
  }

  private static String identifier(Upstream upstream) {
    return "u_" + upstream.name().replace('-', '_');
  }

  private static String backend(Upstream upstream, int index) {
    return upstream.name().replace('-', '_') + "_" + (index + 1);
  }

  private static void keep(List<String> group, List<String> kept) {
    if (group.stream().noneMatch(Varnish::isRefusal)) {
      kept.addAll(group);
    }
    group.clear();
  }
}
