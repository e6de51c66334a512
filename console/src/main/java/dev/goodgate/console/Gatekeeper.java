package dev.goodgate.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says no: to a Host that is not ours (a foreign page may have bound its own name to our address),
 * to whoever lacks the token, and to anything but reading.
 */
final class Gatekeeper {
  private static final int MAX_PATH = 512;
  private static final Set<String> OPEN_TO_ALL = Set.of("/healthz", "/readyz");
  private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]]+)(:\\d{1,5})?");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|\\[::1]|127(\\.\\d{1,3}){3}");

  private final String configured;
  private final Optional<byte[]> token;

  Gatekeeper(String configured, Optional<String> token) {
    String name = configured.toLowerCase(Locale.ROOT);
    this.configured = name.contains(":") ? "[" + name + "]" : name;
    this.token = token.map(it -> it.getBytes(StandardCharsets.UTF_8));
  }

  /** The refusal, where there is one. */
  Optional<Answer> refuses(HttpExchange asked) {
    Headers fields = asked.getRequestHeaders();
    if (!isOurHost(fields.getOrDefault("Host", List.of()), asked)) {
      return Optional.of(Answer.problem(421, "this Host is not served here"));
    }
    if (!Set.of("GET", "HEAD").contains(asked.getRequestMethod())) {
      return Optional.of(Answer.problem(405, "only GET and HEAD").with("Allow", "GET, HEAD"));
    }
    if (hasBody(fields)) {
      return Optional.of(Answer.problem(413, "no body is expected"));
    }
    String path = asked.getRequestURI().getRawPath();
    if (path == null || path.length() > MAX_PATH) {
      return Optional.of(Answer.problem(414, "the path is too long"));
    }
    if (!OPEN_TO_ALL.contains(path)
        && !isAllowed(fields.getOrDefault("Authorization", List.of()))) {
      return Optional.of(
          Answer.problem(401, "a token is needed").with("WWW-Authenticate", "Bearer"));
    }
    return Optional.empty();
  }

  private boolean isOurHost(List<String> values, HttpExchange asked) {
    if (values.size() != 1) {
      return false;
    }
    Matcher host = HOST.matcher(values.getFirst().toLowerCase(Locale.ROOT));
    if (!host.matches()) {
      return false;
    }
    String name = host.group(1);
    return LOOPBACK.matcher(name).matches()
        || name.equals(configured)
        || name.equals(numberOf(asked));
  }

  /** The number that was dialled; as a Host it is no name, so nobody can bind it elsewhere. */
  private static String numberOf(HttpExchange asked) {
    String number = asked.getLocalAddress().getAddress().getHostAddress().replaceFirst("%.*", "");
    return number.contains(":") ? "[" + number + "]" : number;
  }

  private static boolean hasBody(Headers fields) {
    String length = fields.getFirst("Content-Length");
    return fields.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
  }

  private boolean isAllowed(List<String> values) {
    if (token.isEmpty()) {
      return true;
    }
    if (values.size() != 1 || !values.getFirst().startsWith("Bearer ")) {
      return false;
    }
    byte[] shown = values.getFirst().substring(7).strip().getBytes(StandardCharsets.UTF_8);
    // Takes as long for a near miss as for a wild guess.
    return MessageDigest.isEqual(shown, token.get());
  }
}
