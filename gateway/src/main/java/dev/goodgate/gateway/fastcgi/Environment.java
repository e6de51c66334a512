package dev.goodgate.gateway.fastcgi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.gateway.preface.Ends;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words a request as the variables of CGI (RFC 3875 4.1), with the names that nginx gives them in
 * its {@code fastcgi_params}. Fields of the request become HTTP_*, so none can take the place of
 * another variable; one whose name holds more than letters, digits and {@code -} is left out, since
 * two names could then become one, and so is Proxy (httpoxy).
 */
final class Environment {
  private static final byte[] HTTP = ascii("HTTP_");
  private static final byte[] NONE = {};
  private static final byte[] COMMA = ascii(", ");
  private static final byte[] SEMICOLON = ascii("; ");

  private static final byte[] QUERY_STRING = ascii("QUERY_STRING");
  private static final byte[] REQUEST_METHOD = ascii("REQUEST_METHOD");
  private static final byte[] CONTENT_TYPE = ascii("CONTENT_TYPE");
  static final byte[] CONTENT_LENGTH = ascii("CONTENT_LENGTH");
  private static final byte[] SCRIPT_FILENAME = ascii("SCRIPT_FILENAME");
  private static final byte[] SCRIPT_NAME = ascii("SCRIPT_NAME");
  private static final byte[] PATH_INFO = ascii("PATH_INFO");
  private static final byte[] REQUEST_URI = ascii("REQUEST_URI");
  private static final byte[] DOCUMENT_URI = ascii("DOCUMENT_URI");
  private static final byte[] DOCUMENT_ROOT = ascii("DOCUMENT_ROOT");
  private static final byte[] REQUEST_SCHEME = ascii("REQUEST_SCHEME");
  private static final byte[] HTTPS = ascii("HTTPS");
  private static final byte[] REMOTE_ADDR = ascii("REMOTE_ADDR");
  private static final byte[] REMOTE_PORT = ascii("REMOTE_PORT");
  private static final byte[] SERVER_ADDR = ascii("SERVER_ADDR");
  private static final byte[] SERVER_PORT = ascii("SERVER_PORT");
  private static final byte[] SERVER_NAME = ascii("SERVER_NAME");

  /** What is the same for every request. */
  private static final Map<String, String> FIXED =
      Map.of(
          "GATEWAY_INTERFACE", "CGI/1.1",
          "SERVER_SOFTWARE", "goodgate",
          "SERVER_PROTOCOL", "HTTP/1.1",
          "REDIRECT_STATUS", "200");

  private final Scripts.Bytes scripts;
  private final Set<String> ofPlan;
  private final List<Variable> fixed;
  private final ScriptPath path;
  private final Params params;
  private byte[] name = new byte[128];

  Environment(Scripts scripts, Params params) {
    this.scripts = scripts.bytes();
    this.path = new ScriptPath(this.scripts);
    this.params = params;
    this.ofPlan = scripts.params().keySet();
    Map<String, String> all = new HashMap<>(FIXED);
    all.putAll(scripts.params());
    this.fixed =
        all.entrySet().stream()
            .map(each -> new Variable(ascii(each.getKey()), ascii(each.getValue())))
            .toList();
  }

  @SuppressWarnings("ArrayRecordComponent") // never written, never handed out
  private record Variable(byte[] name, byte[] value) {}

  /**
   * Writes the pairs; false where the path must not be passed on. The body's {@code length} is
   * negative where it is told later.
   */
  boolean write(RequestText request, long length, Ends ends) {
    if (!path.find(request.bytes(), request.targetStart(), request.pathEnd())) {
      return false;
    }
    byte[] bytes = request.bytes();
    int query = Math.min(request.pathEnd() + 1, request.targetEnd());
    pair(QUERY_STRING, bytes, query, request.targetEnd());
    pair(REQUEST_METHOD, bytes, 0, request.methodEnd());
    if (length >= 0) {
      pair(CONTENT_LENGTH, length == 0 ? NONE : ascii(Long.toString(length)));
    }
    pair(REQUEST_URI, bytes, request.targetStart(), request.targetEnd());
    script();
    connection(ends);
    fields(request);
    for (Variable each : fixed) {
      params.pair(each.name(), each.value());
    }
    return true;
  }

  private void script() {
    int info = path.infoTo() - path.infoFrom();
    byte[] root = scripts.root();
    pair(SCRIPT_NAME, path.script(), 0, path.scriptLength());
    pair(DOCUMENT_ROOT, root);
    if (mayTell(SCRIPT_FILENAME)) {
      params.open(SCRIPT_FILENAME, SCRIPT_FILENAME.length, root.length + path.scriptLength());
      params.put(root, 0, root.length).put(path.script(), 0, path.scriptLength());
    }
    if (info > 0) {
      pair(PATH_INFO, path.info(), path.infoFrom(), path.infoTo());
    }
    pair(DOCUMENT_URI, path.script(), 0, info > 0 ? path.infoTo() : path.scriptLength());
  }

  private void connection(Ends ends) {
    address(ends.from(), REMOTE_ADDR, REMOTE_PORT);
    address(ends.to(), SERVER_ADDR, SERVER_PORT);
  }

  private void address(@Nullable InetSocketAddress at, byte[] address, byte[] port) {
    if (at != null && at.getAddress() != null) {
      pair(address, ascii(at.getAddress().getHostAddress()));
      pair(port, ascii(Integer.toString(at.getPort())));
    }
  }

  private void fields(RequestText request) {
    boolean secure = false;
    byte[] bytes = request.bytes();
    int type = -1;
    for (int i = 0; i < request.count(); i++) {
      if (request.isNamed(i, "content-type")) {
        type = type < 0 ? i : type;
      } else if (request.isNamed(i, "host")) {
        pair(SERVER_NAME, bytes, request.valueStart(i), endOfName(request, i));
        field(request, i);
      } else if (!request.isNamed(i, "content-length")
          && !request.isNamed(i, "transfer-encoding")
          && !request.isNamed(i, "expect")
          && !request.isNamed(i, "proxy")) {
        secure |= request.isNamed(i, "x-forwarded-proto") && request.isValue(i, "https");
        field(request, i);
      }
    }
    pair(
        CONTENT_TYPE,
        bytes,
        type < 0 ? 0 : request.valueStart(type),
        type < 0 ? 0 : request.valueEnd(type));
    pair(REQUEST_SCHEME, ascii(secure ? "https" : "http"));
    if (secure) {
      pair(HTTPS, ascii("on"));
    }
  }

  /** Without the port. */
  private static int endOfName(RequestText request, int host) {
    int end = request.valueEnd(host);
    for (int at = end - 1; at >= request.valueStart(host); at--) {
      byte b = request.bytes()[at];
      if (b == ':') {
        return at;
      }
      if (b < '0' || b > '9') {
        break;
      }
    }
    return end;
  }

  /** The first of its name brings the others with it. */
  private void field(RequestText request, int index) {
    if (!variable(request, index)) {
      return;
    }
    byte[] between = request.isNamed(index, "cookie") ? SEMICOLON : COMMA;
    int size = 0;
    for (int i = 0; i < request.count(); i++) {
      if (i == index || request.sameName(i, index)) {
        if (i < index) {
          return;
        }
        size += request.valueEnd(i) - request.valueStart(i) + (i == index ? 0 : between.length);
      }
    }
    int nameLength = HTTP.length + request.nameEnd(index) - request.nameStart(index);
    params.open(name, nameLength, size);
    for (int i = index; i < request.count(); i++) {
      if (i == index || request.sameName(i, index)) {
        params.put(between, 0, i == index ? 0 : between.length);
        params.put(request.bytes(), request.valueStart(i), request.valueEnd(i));
      }
    }
  }

  /** Makes the name of a field that of a variable; false where it has none. */
  private boolean variable(RequestText request, int index) {
    int size = request.nameEnd(index) - request.nameStart(index);
    if (HTTP.length + size > name.length) {
      name = new byte[HTTP.length + size];
    }
    System.arraycopy(HTTP, 0, name, 0, HTTP.length);
    for (int i = 0; i < size; i++) {
      int b = request.bytes()[request.nameStart(index) + i];
      if (b >= 'a' && b <= 'z') {
        b -= 0x20;
      } else if (b == '-') {
        b = '_';
      } else if (!(b >= 'A' && b <= 'Z') && !(b >= '0' && b <= '9')) {
        return false;
      }
      name[HTTP.length + i] = (byte) b;
    }
    return ofPlan.isEmpty() || mayTell(Arrays.copyOf(name, HTTP.length + size));
  }

  private void pair(byte[] name, byte[] value) {
    pair(name, value, 0, value.length);
  }

  private void pair(byte[] name, byte[] value, int from, int to) {
    if (mayTell(name)) {
      params.pair(name, value, from, to);
    }
  }

  /** The plan has the last word. */
  private boolean mayTell(byte[] name) {
    return ofPlan.isEmpty() || !ofPlan.contains(new String(name, UTF_8));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(UTF_8);
  }
}
