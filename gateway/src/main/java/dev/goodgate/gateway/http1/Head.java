package dev.goodgate.gateway.http1;

import dev.goodgate.vocabulary.traffic.Defect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The head of one message, read strictly and in place: it holds positions in the bytes it was read
 * from and is valid as long as these are. Read again and again for one message after the other;
 * allocates nothing. One thread.
 *
 * <p>How it works: one pass over the lines. What a field means is decided by {@link Fields};
 * whether the whole makes sense, so that no two readers can disagree about where the message ends,
 * by {@link Framing}. Anything that RFC 9112 does not allow is a {@link Defect}, with no attempt to
 * repair it: a gateway that repairs is how smuggling works.
 */
public final class Head {
  /**
   * What {@link #readRequest} and {@link #readReply} return when the end of the head is not there
   * yet.
   */
  public static final int INCOMPLETE = 0;

  /** What they return for more fields than allowed. */
  public static final int TOO_MANY_FIELDS = -1;

  /** What they return for a head that is malformed: see {@link #defect}. */
  public static final int MALFORMED = -2;

  private static final byte[] HTTP_SCHEME = "http://".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTPS_SCHEME = "https://".getBytes(StandardCharsets.US_ASCII);
  private static final long HTTP_1 = packed("HTTP/1.");

  private final Fields fields;
  private byte[] bytes = {};
  private @Nullable Defect defect;
  private int start;
  private int startLineEnd;
  private int methodEnd;
  private int targetStart;
  private int targetEnd;
  private int minor;
  private int status;
  private boolean odd;
  private byte @Nullable [] writtenTarget;

  public Head(int maxFields) {
    fields = new Fields(maxFields);
  }

  /**
   * Reads a request's head from {@code from} on; returns its length or one of the constants above.
   */
  public int readRequest(byte[] from, int begin, int end) {
    return read(from, begin, end, true);
  }

  public int readReply(byte[] from, int begin, int end) {
    return read(from, begin, end, false);
  }

  private int read(byte[] from, int begin, int end, boolean request) {
    bytes = from;
    defect = null;
    start = begin;
    status = 0;
    writtenTarget = null;
    fields.begin(from);
    // RFC 9112 2.2: one empty line before a request line is let pass
    if (request && end > begin && from[begin] == '\r') {
      if (end - begin == 1) {
        return INCOMPLETE;
      }
      start = from[begin + 1] == '\n' ? begin + 2 : begin;
    }
    int position = request ? readRequestLine(start, end) : readStatusLine(start, end);
    if (position <= 0) {
      return position;
    }
    startLineEnd = position;
    position = fields.read(position, end);
    if (position == MALFORMED) {
      return malformed(fields.defect());
    }
    if (position <= 0) {
      return position;
    }
    Defect wrong =
        request ? Framing.checkRequest(fields, minor) : Framing.checkReply(fields, minor);
    if (wrong == null && request && odd && !settleTarget()) {
      wrong = Defect.BAD_TARGET;
    }
    return wrong == null ? position - begin : malformed(wrong);
  }

  /**
   * Puts the path into the one form that routes and rewriting go by; what was written is kept
   * beside. Done when the head is whole, since its bytes may be read more than once until then.
   */
  private boolean settleTarget() {
    int query = targetStart;
    while (query < targetEnd && bytes[query] != '?') {
      query++;
    }
    if (Characters.endOfTarget(bytes, targetStart, query) >= 0) {
      return true; // all that is odd stands in the query
    }
    byte[] written = Arrays.copyOfRange(bytes, targetStart, targetEnd);
    int settled = PathForm.settle(bytes, targetStart, query, targetEnd);
    if (settled < 0) {
      return false;
    }
    if (!Arrays.equals(written, 0, written.length, bytes, targetStart, settled)) {
      writtenTarget = written;
      targetEnd = settled;
    }
    return true;
  }

  private int readRequestLine(int from, int end) {
    int at = from;
    while (at < end && Characters.isToken(bytes[at])) {
      at++;
    }
    if (at == end) {
      return INCOMPLETE;
    }
    if (at == from || bytes[at] != ' ') {
      return malformed(Defect.BAD_METHOD);
    }
    methodEnd = at;
    targetStart = ++at;
    at = Characters.endOfTarget(bytes, at, end);
    odd = at < 0;
    at = odd ? ~at : at;
    if (at == end) {
      return INCOMPLETE;
    }
    if (at == targetStart || bytes[at] != ' ') {
      return malformed(
          at > targetStart && isLineEnd(bytes[at]) ? Defect.BAD_VERSION : Defect.BAD_TARGET);
    }
    targetEnd = at;
    at = readVersion(at + 1, end);
    if (at <= 0) {
      return at;
    }
    int next = fields.endOfLine(at, end, Defect.BAD_START_LINE);
    if (next <= 0) {
      return next == MALFORMED ? malformed(fields.defect()) : next;
    }
    return checkTarget() ? next : malformed(Defect.BAD_TARGET);
  }

  private int readStatusLine(int from, int end) {
    int at = readVersion(from, end);
    if (at <= 0) {
      return at;
    }
    // " 200" and then a reason, of which even the space before it is often missing
    if (end - at < 5) {
      return INCOMPLETE;
    }
    int number = 0;
    for (int i = 1; i <= 3; i++) {
      int digit = bytes[at + i] - '0';
      if (digit < 0 || digit > 9) {
        return malformed(Defect.BAD_STATUS);
      }
      number = 10 * number + digit;
    }
    if (bytes[at] != ' ' || number < 100 || number > 599) {
      return malformed(Defect.BAD_STATUS);
    }
    at += 4;
    if (bytes[at] != ' ' && bytes[at] != '\r') {
      return malformed(bytes[at] == '\n' ? Defect.BAD_START_LINE : Defect.BAD_STATUS);
    }
    status = number;
    at = Characters.endOfValue(bytes, at, end);
    int next = fields.endOfLine(at, end, Defect.BAD_START_LINE);
    // whatever ends it wrongly: BARE_CR and BARE_LF speak of fields
    return next == MALFORMED ? malformed(Defect.BAD_START_LINE) : next;
  }

  /** Returns the position after the version, or INCOMPLETE, or MALFORMED. */
  private int readVersion(int at, int end) {
    int there = Math.min(end - at, 8);
    for (int i = 0; i < Math.min(there, 7); i++) {
      if (bytes[at + i] != (byte) (HTTP_1 >>> (8 * i))) {
        return malformed(i < 5 && at == start ? Defect.NOT_HTTP : wrongVersion(at, i));
      }
    }
    if (there < 8) {
      return INCOMPLETE;
    }
    // RFC 9110 2.5: one that is to come yet is no other than the last that is known
    minor = Math.min(bytes[at + 7] - '0', 1);
    return isDigit(bytes[at + 7]) ? at + 8 : malformed(wrongVersion(at, 7));
  }

  /** In a request line only another version is one, and not whatever else comes there. */
  private Defect wrongVersion(int at, int wrong) {
    boolean other = at == start || (wrong == 5 && isDigit(bytes[at + 5]));
    return other ? Defect.BAD_VERSION : Defect.BAD_START_LINE;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /**
   * Leaves target as path and query; an authority in it goes to where the Host field's would be
   * (RFC 9112 3.2.2), which has to be sound all the same.
   */
  private boolean checkTarget() {
    if (bytes[targetStart] == '/') {
      return true;
    }
    if (targetEnd - targetStart == 1 && bytes[targetStart] == '*') {
      return methodIs("OPTIONS");
    }
    int at = targetStart;
    if (Field.matches(bytes, at, HTTP_SCHEME)) {
      at += HTTP_SCHEME.length;
    } else if (Field.matches(bytes, at, HTTPS_SCHEME)) {
      at += HTTPS_SCHEME.length;
    } else {
      // authority-form belongs to CONNECT, which a gateway refuses for its method and not for its
      // target
      return methodIs("CONNECT");
    }
    int authority = at;
    while (at < targetEnd && bytes[at] != '/' && bytes[at] != '?') {
      at++;
    }
    fields.setAuthority(authority, at);
    targetStart = at;
    return at > authority && Authority.isSound(bytes, authority, at);
  }

  private int malformed(Defect what) {
    defect = what;
    return MALFORMED;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  private static long packed(String ascii) {
    long packed = 0;
    for (int i = 0; i < ascii.length(); i++) {
      packed |= (long) ascii.charAt(i) << (8 * i);
    }
    return packed;
  }

  /** What is wrong, after MALFORMED. */
  public Defect defect() {
    if (defect == null) {
      throw new IllegalStateException("nothing is wrong");
    }
    return defect;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Where the start line begins and, in the next, where the first field does. */
  public int start() {
    return start;
  }

  public int startLineEnd() {
    return startLineEnd;
  }

  public int methodEnd() {
    return methodEnd;
  }

  /**
   * Path and query, with the path in its plainest form (see {@link PathForm}); empty where an
   * absolute target had neither.
   */
  public int targetStart() {
    return targetStart;
  }

  public int targetEnd() {
    return targetEnd;
  }

  /** Path and query as the client wrote them, where that is another form; else null. */
  public byte @Nullable [] writtenTarget() {
    return writtenTarget;
  }

  public boolean methodIs(String method) {
    if (methodEnd - start != method.length()) {
      return false;
    }
    for (int i = 0; i < method.length(); i++) {
      if (bytes[start + i] != method.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The 0 or 1 of HTTP/1.0 and HTTP/1.1, to which all that may follow belong too. */
  public int minorVersion() {
    return minor;
  }

  /** Of a reply, as soon as it could be read; 0 until then. */
  public int status() {
    return status;
  }

  public Fields fields() {
    return fields;
  }
}
