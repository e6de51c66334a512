package dev.goodgate.trials.corpus;

import dev.goodgate.trials.subject.Subject.Document;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What log lines say beyond time, place, name: two exchanges with the same trace cannot be told
 * apart by these papers.
 */
final class Trace {
  private static final Pattern NGINX =
      Pattern.compile(".*? \\[(\\w+)] \\d+#\\d+: (?:\\*\\d+ )?(.*?), client: .*");
  private static final Pattern NGINX_ACCESS =
      Pattern.compile(".*\" (\\d{3}) .*upstream_status=(.*?) upstream_connect_time.*");
  private static final Pattern APACHE =
      Pattern.compile("\\[.*?] \\[(\\S+)] \\[pid .*?] (?:(\\(.*?\\).*?: )?\\[client .*?] )?(.*)");
  private static final Pattern APACHE_ACCESS =
      Pattern.compile(".*\" (\\d{3}) (\\S+) request_id=.*");
  private static final Pattern HAPROXY =
      Pattern.compile(
          ".*\\] fe \\S*?/(\\S+) (\\S+) (-?\\d+) \\S+ - - (\\S+) \\d+/\\d+/\\d+/\\d+/(\\+?)(\\d+)"
              + " .*");
  private static final Pattern VARNISH =
      Pattern.compile(
          "-+ +(FetchError|RespStatus|BerespStatus|BerespReason|BackendClose|Error|VCL_Error|BogoHeader|LostHeader|HttpGarbage)"
              + " +(.*)");

  /** What a program, or the kernel on its behalf, does not say on a good day. */
  private static final Pattern TROUBLE =
      Pattern.compile(
          "(?i)kill|timeout|harakiri|signal|exception|oom|max_children|\\bboot|exited|error");

  private Trace() {}

  static SortedSet<String> of(List<Document> papers) {
    SortedSet<String> all = new TreeSet<>();
    for (Document each : papers) {
      each.text().lines().flatMap(line -> told(each.kind(), line)).forEach(all::add);
    }
    return all;
  }

  private static Stream<String> told(String kind, String line) {
    return switch (kind) {
      case "nginx-error" -> nginx(line);
      case "nginx-access" ->
          match(NGINX_ACCESS, line)
              .map(it -> "status " + it.group(1) + ", upstream " + it.group(2));
      case "apache-error" -> apache(line);
      case "apache-access" -> match(APACHE_ACCESS, line).map(it -> "status " + it.group(1));
      case "haproxy-log" -> match(HAPROXY, line).map(Trace::haproxy);
      case "caddy-log" -> caddy(line);
      case "varnish-log" -> match(VARNISH, line).map(it -> masked(it.group(1) + " " + it.group(2)));
      case "gunicorn-log", "uwsgi-log", "php-fpm-log", "tomcat-log", "app-log", "kernel-log" ->
          TROUBLE.matcher(line).find() ? Stream.of(kind + ": " + wordsOf(line)) : Stream.empty();
      default -> Stream.empty();
    };
  }

  /** Times, processes, sizes: nothing with a digit in it. */
  private static String wordsOf(String line) {
    return line.replaceAll("\\S*\\d\\S*", "").replaceAll("\\s+", " ").strip();
  }

  private static Stream<String> nginx(String line) {
    return match(NGINX, line).map(it -> "[" + it.group(1) + "] " + masked(it.group(2)));
  }

  private static Stream<String> apache(String line) {
    return match(APACHE, line)
        .map(it ->
            "["
                + it.group(1)
                + "] "
                + (it.group(2) == null ? "" : it.group(2))
                + masked(it.group(3)));
  }

  /** Which timers ran is told by their sign alone. */
  private static String haproxy(Matcher found) {
    String server = found.group(1).equals("<NOSRV>") ? "<NOSRV>" : "server";
    String timers = found.group(2).replaceAll("(?<!-)\\b\\d+", "n").replaceAll("-\\d+", "-1");
    String retries =
        found.group(6).equals("0") ? "" : ", retries " + found.group(5) + found.group(6);
    return server + " " + timers + " " + found.group(3) + " " + found.group(4) + retries;
  }

  private static Stream<String> caddy(String line) {
    try {
      JsonNode told = JsonMapper.shared().readTree(line);
      return Stream.of(
          told.path("level").asString("")
              + " "
              + masked(told.path("msg").asString(""))
              + (told.has("error") ? ": " + masked(told.path("error").asString("")) : "")
              + (told.has("status") ? ", status " + told.path("status").asInt(0) : ""));
    } catch (JacksonException half) {
      return Stream.of("half a line");
    }
  }

  private static Stream<Matcher> match(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? Stream.of(matcher) : Stream.empty();
  }

  /**
   * Addresses, descriptors, sizes and the like; an errno or a status is no such number, nor are
   * sizes that are text: {@code HTT} read by HTTP/2.
   */
  private static String masked(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z", "TIME")
        .replaceAll("stream ID \\d+", "stream ID N")
        .replaceAll("\\b\\d+\\.\\d+\\.\\d+\\.\\d+(:\\d+)?", "ADDRESS")
        .replaceAll("^BackendClose \\d+ \\S+", "BackendClose")
        .replaceAll("\\b(?!4740180\\b)\\d{4,}\\b", "N")
        .replaceAll("returned by /\\S*", "returned by PATH")
        .strip();
  }
}
