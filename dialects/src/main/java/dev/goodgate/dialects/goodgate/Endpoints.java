package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Endpoint.Address;
import dev.goodgate.vocabulary.plan.Endpoint.Protocol;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.spelling.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An endpoint of an upstream, with or without a scheme before its address. */
record Endpoints() implements Form<Endpoint> {
  /** What can be written before {@code ://}, with the port it stands for where none is written. */
  private enum Scheme {
    HTTP(Protocol.HTTP, 80),
    HTTPS(Protocol.HTTPS, 443),
    H2C(Protocol.H2C, 80),
    /** FastCGI has no port of its own; this one is what PHP is shipped with. */
    FASTCGI(Protocol.FASTCGI, 9000);

    final Protocol protocol;
    final int port;

    Scheme(Protocol protocol, int port) {
      this.protocol = protocol;
      this.port = port;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Addresses ADDRESS = new Addresses(Addresses.Use.ASKED);
  private static final List<String> SCHEMES = List.of("http", "https", "h2c", "fastcgi");

  /** What the kernel keeps for the path of a socket, less the zero at its end. */
  private static final int LONGEST_SOCKET_PATH = 107;

  @Override
  public String expected() {
    return "host:port, http://, https://, h2c://, unix:/path, fastcgi://host:port"
        + " or fastcgi+unix:/path";
  }

  @Override
  public @Nullable Endpoint read(String text, Refusal<Endpoint> refusal) {
    if (text.startsWith("unix:")) {
      return unix(text, Protocol.HTTP, text.substring("unix:".length()), refusal);
    }
    if (text.startsWith("fastcgi+unix:")) {
      return unix(text, Protocol.FASTCGI, text.substring("fastcgi+unix:".length()), refusal);
    }
    int end = text.indexOf("://");
    if (end < 0) {
      return tcp(text, Protocol.HTTP, text, refusal);
    }
    String written = text.substring(0, end);
    for (Scheme scheme : Scheme.values()) {
      if (scheme.word().equals(written)) {
        return schemed(text, scheme, text.substring(end + 3), refusal);
      }
    }
    String meant =
        Spelling.nearest(written, SCHEMES).map(near -> near + text.substring(end)).orElse(null);
    return refuse(Shown.quoted(text) + " has an unknown scheme", meant, refusal);
  }

  private @Nullable Endpoint schemed(
      String text, Scheme scheme, String rest, Refusal<Endpoint> refusal) {
    boolean portless = rest.startsWith("[") ? rest.endsWith("]") : !rest.contains(":");
    boolean bare = rest.indexOf('/') < 0 && rest.indexOf('?') < 0 && rest.indexOf('#') < 0;
    if (portless && bare && !rest.isEmpty()) {
      return tcp(text, scheme.protocol, rest + ":" + scheme.port, refusal);
    }
    return tcp(text, scheme.protocol, rest, refusal);
  }

  private @Nullable Endpoint tcp(
      String text, Protocol protocol, String address, Refusal<Endpoint> refusal) {
    String surplus = surplus(address);
    if (surplus != null) {
      String meant = text.replaceFirst("(?<![:/])[/?#].*$", "");
      return refuse(
          Shown.quoted(text) + " holds " + surplus + ", which an endpoint has not", meant, refusal);
    }
    String scheme = text.contains("://") ? text.substring(0, text.indexOf("://") + 3) : "";
    HostPort hostPort =
        ADDRESS.read(
            address,
            (message, expected, meant) ->
                refusal.tell(message, expected(), meant == null ? null : scheme + meant));
    return hostPort == null ? null : new Endpoint(text, protocol, new Address.Tcp(hostPort));
  }

  private static @Nullable String surplus(String address) {
    if (address.contains("@")) {
      return "a name or password";
    }
    if (address.contains("?") || address.contains("#")) {
      return "a query or fragment";
    }
    return address.contains("/") ? "a path" : null;
  }

  private @Nullable Endpoint unix(
      String text, Protocol protocol, String path, Refusal<Endpoint> refusal) {
    String absolute = path.replaceFirst("^/+", "/");
    if (!absolute.startsWith("/") || absolute.length() == 1) {
      return refuse(Shown.quoted(text) + " has no absolute path of a socket", null, refusal);
    }
    if (!Shown.isPlain(absolute)) {
      return refuse(Shown.quoted(text) + " holds a control character", null, refusal);
    }
    int length = absolute.getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_SOCKET_PATH) {
      String most = ", and a socket's path has " + LONGEST_SOCKET_PATH + " at most";
      return refuse(Shown.quoted(text) + " has " + length + " bytes" + most, null, refusal);
    }
    return new Endpoint(text, protocol, new Address.Unix(absolute));
  }

  private @Nullable Endpoint refuse(
      String message, @Nullable String meant, Refusal<Endpoint> refusal) {
    return refusal.because(message, expected(), meant);
  }

  @Override
  public String write(Endpoint endpoint) {
    return endpoint.written();
  }

  @Override
  public Look look() {
    String address = "(?!(fastcgi\\+)?unix:)[^/?#@]+";
    return new Look.Matching(
        "((http|https|h2c|fastcgi)://)?" + address + "|(fastcgi\\+)?unix:/+[^/][^\\x00-\\x1f]*");
  }
}
