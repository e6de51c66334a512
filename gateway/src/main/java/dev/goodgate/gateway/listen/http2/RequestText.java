package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http2.field.Octets;
import dev.goodgate.gateway.http2.hpack.FieldList;
import dev.goodgate.vocabulary.traffic.Defect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fields of a request into the text of HTTP/1, which the gateway speaks inside. Strict
 * (RFC 9113 8.2, 8.3): no byte that could end a line gets through, and nothing that means anything
 * to HTTP/1 alone.
 */
final class RequestText {
  private static final byte[] VERSION = ascii(" HTTP/1.1\r\nhost: ");
  private static final byte[] NO_HOST = ascii(" HTTP/1.1\r\n");
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] COLON = ascii(": ");
  private static final byte[] COOKIE = ascii("cookie");
  private static final byte[] COOKIES = ascii("cookie: ");
  private static final byte[] AND = ascii("; ");
  private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
  private static final byte[] NO_BODY = ascii("content-length: 0\r\n");
  private static final byte[] UPGRADE = ascii("connection: upgrade\r\nupgrade: ");
  private static final byte[] HANDSHAKE = ascii("\r\nsec-websocket-key: ");
  private static final byte[] KEY = ascii("sec-websocket-key");
  private static final byte[] GET = ascii("GET");
  private static final byte[] HEAD = ascii("HEAD");
  private static final byte[] CONNECT = ascii("CONNECT");
  private static final byte[] OPTIONS = ascii("OPTIONS");
  private static final byte[] TRAILERS = ascii("trailers");

  /** More than any name with any port. */
  private static final int MAX_AUTHORITY = 1_024;

  /** How many fields a head has that are none in HTTP/1. */
  static final int PSEUDO_FIELDS = 5;

  private static final int METHOD = 0;
  private static final int SCHEME = 1;
  private static final int AUTHORITY = 2;
  private static final int PATH = 3;
  private static final int PROTOCOL = 4;
  private static final byte[][] PSEUDO = {
    ascii(":method"), ascii(":scheme"), ascii(":authority"), ascii(":path"), ascii(":protocol")
  };

  /** What RFC 9113 8.2.2 forbids; RFC 9110 7.6.1 lists them. */
  private static final byte[][] OF_CONNECTIONS = {
    ascii("connection"),
    ascii("proxy-connection"),
    ascii("keep-alive"),
    ascii("transfer-encoding"),
    ascii("upgrade")
  };

  private static final byte[] HOST = ascii("host");
  private static final byte[] TE = ascii("te");
  private static final byte[] CONTENT_LENGTH = ascii("content-length");

  /** Methods whose requests have no body as a rule, so that none needs no word. */
  private static final byte[][] BODILESS = {
    GET, HEAD, OPTIONS, ascii("DELETE"), CONNECT, ascii("TRACE")
  };

  private final int[] pseudo = new int[PSEUDO.length];
  private final FieldList fields;
  private final Nonce key;
  private byte[] from = {};
  private byte[] text = {};
  private int length;
  private int host;
  private int cookies;
  private boolean hasLength;
  private @Nullable Defect defect;

  RequestText(FieldList fields, Nonce key) {
    this.fields = fields;
    this.key = key;
  }

  /**
   * Writes the head of the fields read last into {@code into}, which is larger than any that is let
   * through; returns its length, or -1 where something is wrong. {@code ends} tells that there is
   * no body.
   */
  int write(byte[] into, boolean ends) {
    begin(into);
    int regular = readPseudo();
    for (int i = regular; i < fields.count() && defect == null; i++) {
      judge(i);
    }
    if (defect == null) {
      checkPseudo();
    }
    if (defect != null) {
      return -1;
    }
    startLine();
    for (int i = regular; i < fields.count(); i++) {
      if (i != host && !nameIs(i, COOKIE) && !(isTunnel() && isOfHandshake(i))) {
        line(i);
      }
    }
    if (cookies > 0) {
      joinCookies(regular);
    }
    if (isTunnel()) {
      askForTunnel();
    } else if (!ends && !hasLength) {
      add(CHUNKED);
    } else if (ends && !hasLength && !isMethod(BODILESS)) {
      add(NO_BODY);
    }
    add(LINE_END);
    return length;
  }

  /** The fields read last as lines of a trailer; null where something is wrong with them. */
  byte @Nullable [] trailer() {
    begin(new byte[(int) fields.size() + 2]);
    for (int i = 0; i < fields.count(); i++) {
      judge(i);
      if (defect != null) {
        return null;
      }
      line(i);
    }
    return Arrays.copyOf(text, length);
  }

  private void begin(byte[] into) {
    from = fields.bytes();
    text = into;
    length = 0;
    host = -1;
    cookies = 0;
    hasLength = false;
    defect = null;
    Arrays.fill(pseudo, -1);
  }

  /** What is wrong. */
  Defect defect() {
    return defect == null ? Defect.BAD_FIELD_VALUE : defect;
  }

  /**
   * Whether it asks for another protocol over its stream: RFC 8441 4. In HTTP/1 that is an Upgrade.
   */
  boolean isTunnel() {
    return pseudo[PROTOCOL] >= 0;
  }

  boolean isHead() {
    return valueIs(pseudo[METHOD], HEAD);
  }

  // ---- pseudo fields: RFC 9113 8.3

  /** Returns where the regular fields begin. */
  private int readPseudo() {
    int at = 0;
    for (; at < fields.count() && isPseudo(at); at++) {
      int kind = kind(at);
      if (kind < 0 || pseudo[kind] >= 0) {
        defect = Defect.BAD_PSEUDO_FIELD;
        return at;
      }
      pseudo[kind] = at;
    }
    return at;
  }

  private boolean isPseudo(int index) {
    return fields.nameEnd(index) > fields.nameStart(index) && from[fields.nameStart(index)] == ':';
  }

  private int kind(int index) {
    for (int kind = 0; kind < PSEUDO.length; kind++) {
      if (nameIs(index, PSEUDO[kind])) {
        return kind;
      }
    }
    return -1;
  }

  private void checkPseudo() {
    if (pseudo[METHOD] < 0 || !allOf(pseudo[METHOD], Octets.NAME, true)) {
      defect = pseudo[METHOD] < 0 ? Defect.BAD_PSEUDO_FIELD : Defect.BAD_METHOD;
      return;
    }
    boolean connect = valueIs(pseudo[METHOD], CONNECT);
    if (pseudo[PROTOCOL] >= 0 && (!connect || !allOf(pseudo[PROTOCOL], Octets.NAME, true))) {
      defect = Defect.BAD_PSEUDO_FIELD;
      return;
    }
    if (connect && !isTunnel()) {
      boolean alone = pseudo[SCHEME] < 0 && pseudo[PATH] < 0 && pseudo[AUTHORITY] >= 0;
      defect = alone ? authorityDefect() : Defect.BAD_PSEUDO_FIELD;
      return;
    }
    if (pseudo[SCHEME] < 0 || pseudo[PATH] < 0) {
      defect = Defect.BAD_PSEUDO_FIELD;
    } else if (!allOf(pseudo[SCHEME], Octets.SCHEME, true)) {
      defect = Defect.BAD_PSEUDO_FIELD;
    } else if (!isPath()) {
      defect = Defect.BAD_TARGET;
    } else {
      defect = authorityDefect();
    }
  }

  private boolean isPath() {
    int path = pseudo[PATH];
    int begin = fields.nameEnd(path);
    if (begin == fields.valueEnd(path) || !allOf(path, Octets.TARGET, false)) {
      return false;
    }
    boolean star = fields.valueEnd(path) - begin == 1 && from[begin] == '*';
    return from[begin] == '/' || (star && valueIs(pseudo[METHOD], OPTIONS));
  }

  /** Where both are there they must say the same: RFC 9113 8.3.1. */
  private @Nullable Defect authorityDefect() {
    int authority = pseudo[AUTHORITY];
    if (authority < 0) {
      return null; // a Host field may stand in for it
    }
    int size = fields.valueEnd(authority) - fields.nameEnd(authority);
    if (size == 0 || size > MAX_AUTHORITY || !allOf(authority, Octets.TARGET, false)) {
      return Defect.BAD_HOST;
    }
    return host < 0 || sameValue(host, authority) ? null : Defect.DUPLICATE_HOST;
  }

  // ---- all others: RFC 9113 8.2

  private void judge(int index) {
    int begin = fields.nameStart(index);
    int end = fields.nameEnd(index);
    int valueEnd = fields.valueEnd(index);
    if (end > begin && from[begin] == ':') {
      defect = Defect.BAD_PSEUDO_FIELD; // behind a regular field, or in a trailer
      return;
    }
    if (!Octets.areName(from, begin, end)) {
      defect = Defect.BAD_FIELD_NAME;
      return;
    }
    if (!Octets.areValue(from, end, valueEnd)) {
      defect = Defect.BAD_FIELD_VALUE;
      return;
    }
    switch (end - begin) {
      case 2 -> {
        if (nameIs(index, TE) && !valueIs(index, TRAILERS)) {
          defect = Defect.CONNECTION_FIELD;
        }
      }
      case 4 -> judgeHost(index);
      case 6 -> cookies += nameIs(index, COOKIE) ? 1 : 0;
      case 14 -> hasLength |= nameIs(index, CONTENT_LENGTH);
      case 7, 10, 16, 17 -> {
        for (byte[] forbidden : OF_CONNECTIONS) {
          defect = nameIs(index, forbidden) ? Defect.CONNECTION_FIELD : defect;
        }
      }
      default -> {}
    }
  }

  private void judgeHost(int index) {
    if (nameIs(index, HOST)) {
      defect = host >= 0 ? Defect.DUPLICATE_HOST : null;
      host = index;
    }
  }

  // ---- the text

  private void startLine() {
    if (isTunnel()) {
      add(GET);
    } else {
      value(pseudo[METHOD]);
    }
    text[length++] = ' ';
    value(pseudo[PATH] < 0 ? pseudo[AUTHORITY] : pseudo[PATH]);
    int authority = pseudo[AUTHORITY] < 0 ? host : pseudo[AUTHORITY];
    if (authority < 0) {
      add(NO_HOST);
    } else {
      add(VERSION);
      value(authority);
      add(LINE_END);
    }
  }

  private void line(int index) {
    copy(fields.nameStart(index), fields.nameEnd(index));
    add(COLON);
    value(index);
    add(LINE_END);
  }

  /** RFC 8441 5: what proves in HTTP/1 that both mean it does not exist in HTTP/2. */
  private void askForTunnel() {
    add(UPGRADE);
    value(pseudo[PROTOCOL]);
    add(HANDSHAKE);
    add(key.next());
    add(LINE_END);
  }

  private boolean isOfHandshake(int index) {
    return nameIs(index, KEY) || nameIs(index, CONTENT_LENGTH);
  }

  /** RFC 9113 8.2.3: HTTP/1 knows one Cookie field only. */
  private void joinCookies(int regular) {
    add(COOKIES);
    int left = cookies;
    for (int i = regular; left > 0; i++) {
      if (nameIs(i, COOKIE)) {
        value(i);
        if (--left > 0) {
          add(AND);
        }
      }
    }
    add(LINE_END);
  }

  private void value(int index) {
    copy(fields.nameEnd(index), fields.valueEnd(index));
  }

  private void copy(int begin, int end) {
    System.arraycopy(from, begin, text, length, end - begin);
    length += end - begin;
  }

  private void add(byte[] bytes) {
    System.arraycopy(bytes, 0, text, length, bytes.length);
    length += bytes.length;
  }

  // ---- looking

  private boolean nameIs(int index, byte[] name) {
    return Arrays.equals(
        from, fields.nameStart(index), fields.nameEnd(index), name, 0, name.length);
  }

  private boolean valueIs(int index, byte[] value) {
    return index >= 0
        && Arrays.equals(
            from, fields.nameEnd(index), fields.valueEnd(index), value, 0, value.length);
  }

  private boolean isMethod(byte[][] any) {
    for (byte[] method : any) {
      if (valueIs(pseudo[METHOD], method)) {
        return true;
      }
    }
    return false;
  }

  private boolean sameValue(int a, int b) {
    return Octets.sameInAnyCase(
        from, fields.nameEnd(a), fields.valueEnd(a), fields.nameEnd(b), fields.valueEnd(b));
  }

  private boolean allOf(int index, byte octets, boolean some) {
    int begin = fields.nameEnd(index);
    int end = fields.valueEnd(index);
    return (begin < end || !some) && Octets.all(from, begin, end, octets);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
