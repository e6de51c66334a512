package dev.goodgate.gateway.http1;

import dev.goodgate.vocabulary.traffic.Defect;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@link Head}: where each stands in its bytes, and what the ones a gateway must
 * know say.
 */
public final class Fields {
  private static final byte[] CHUNKED = "chunked".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CONTINUE = "100-continue".getBytes(StandardCharsets.US_ASCII);
  private static final int NONE = -1;
  private static final int MANY = 1_000_000;

  /**
   * Fields that no Connection field may take out of a message: without them its meaning changes.
   */
  private static final Set<Field> PROTECTED =
      Set.of(Field.CONTENT_LENGTH, Field.TRANSFER_ENCODING, Field.HOST);

  private final int max;
  private final int[] lineStart;
  private final int[] nameEnd;
  private final int[] valueStart;
  private final int[] valueEnd;
  private final Field[] kinds;
  private final boolean[] nominated;
  private final ConnectionOptions options = new ConnectionOptions();
  private byte[] bytes = {};
  private @Nullable Defect defect;
  private int count;
  private int end;

  private long contentLength;
  private int lengths;
  private int codings;
  private boolean chunked;
  private boolean endsChunked;
  private boolean expectsContinue;
  private int keepAliveSeconds;
  private int hosts;
  private boolean dated;
  private boolean soundHost;
  private int authorityStart;
  private int authorityEnd;
  private boolean authorityInTarget;
  private int requestId;
  private int traceParent;
  private int userAgent;
  private int via;
  private int upgrade;
  private int maxForwards;

  Fields(int max) {
    this.max = max;
    lineStart = new int[max];
    nameEnd = new int[max];
    valueStart = new int[max];
    valueEnd = new int[max];
    kinds = new Field[max];
    nominated = new boolean[max];
  }

  void begin(byte[] from) {
    bytes = from;
    defect = null;
    count = 0;
    contentLength = NONE;
    lengths = codings = hosts = 0;
    chunked = expectsContinue = authorityInTarget = dated = false;
    options.begin(from);
    keepAliveSeconds = NONE;
    authorityStart = authorityEnd = 0;
    requestId = traceParent = userAgent = via = upgrade = maxForwards = NONE;
  }

  /**
   * Reads lines until the empty one; returns the position after it, or a constant of {@link Head}.
   */
  int read(int from, int to) {
    int at = from;
    while (true) {
      if (at >= to) {
        return Head.INCOMPLETE;
      }
      byte first = bytes[at];
      if (first == '\r' || first == '\n') {
        end = at;
        return finish(endOfLine(at, to, Defect.BARE_CR));
      }
      if (count == max) {
        return Head.TOO_MANY_FIELDS;
      }
      at = readLine(at, to);
      if (at <= 0) {
        return at;
      }
    }
  }

  private int readLine(int from, int to) {
    int at = from;
    while (at < to && Characters.isToken(bytes[at])) {
      at++;
    }
    if (at == to) {
      return Head.INCOMPLETE;
    }
    if (at == from || bytes[at] != ':') {
      boolean folded = at == from && (bytes[at] == ' ' || bytes[at] == '\t');
      return malformed(folded ? Defect.FOLDED_FIELD : Defect.BAD_FIELD_NAME);
    }
    int colon = at++;
    while (at < to && ConnectionOptions.isBlank(bytes[at])) {
      at++;
    }
    int value = at;
    at = Characters.endOfValue(bytes, at, to);
    int next = endOfLine(at, to, Defect.BAD_FIELD_VALUE);
    if (next <= 0) {
      return next;
    }
    while (at > value && ConnectionOptions.isBlank(bytes[at - 1])) {
      at--;
    }
    lineStart[count] = from;
    nameEnd[count] = colon;
    valueStart[count] = value;
    valueEnd[count] = at;
    nominated[count] = false;
    Field kind = Field.of(bytes, from, colon);
    kinds[count] = kind;
    if (kind != Field.OTHER) {
      note(kind, value, at);
    }
    count++;
    return next;
  }

  /**
   * Returns the position after CR LF at {@code at}; anything else there is malformed, {@code other}
   * if nothing more exact can be said.
   */
  int endOfLine(int at, int to, Defect other) {
    if (at >= to) {
      return Head.INCOMPLETE;
    }
    if (bytes[at] == '\n') {
      return malformed(Defect.BARE_LF);
    }
    if (bytes[at] != '\r') {
      return malformed(other);
    }
    if (at + 1 >= to) {
      return Head.INCOMPLETE;
    }
    return bytes[at + 1] == '\n' ? at + 2 : malformed(Defect.BARE_CR);
  }

  private void note(Field kind, int from, int to) {
    switch (kind) {
      case CONTENT_LENGTH -> noteLength(from, to);
      case TRANSFER_ENCODING -> {
        codings++;
        chunked = is(CHUNKED, from, to);
        endsChunked = chunked || Values.endsChunked(bytes, from, to);
      }
      case CONNECTION -> options.note(from, to);
      case KEEP_ALIVE ->
          keepAliveSeconds = Math.max(keepAliveSeconds, Values.timeout(bytes, from, to));
      case EXPECT -> expectsContinue = is(CONTINUE, from, to);
      case HOST -> {
        hosts++;
        soundHost = Authority.isSound(bytes, from, to);
        if (!authorityInTarget) {
          authorityStart = from;
          authorityEnd = to;
        }
      }
      case X_REQUEST_ID -> requestId = count;
      case TRACEPARENT -> traceParent = count;
      case USER_AGENT -> userAgent = count;
      case CDN_LOOP, VIA -> via = via == NONE ? count : via;
      case UPGRADE -> upgrade = upgrade == NONE ? count : upgrade;
      case MAX_FORWARDS -> maxForwards = count;
      case DATE -> dated = true;
      case FORWARDED,
          PROXY_AUTHENTICATE,
          PROXY_AUTHORIZATION,
          PROXY_CONNECTION,
          TE,
          HTTP2_SETTINGS,
          LOCATION,
          LOOKALIKE,
          X_FORWARDED,
          X_REAL_IP,
          OTHER -> {}
    }
  }

  private void noteLength(int from, int to) {
    long length = Values.length(bytes, from, to);
    if (length == NONE) {
      defect = Defect.BAD_LENGTH;
    } else if (lengths > 0 && length != contentLength) {
      defect = Defect.LENGTHS_DISAGREE;
    }
    contentLength = length;
    lengths++;
  }

  /** Marks the fields that a Connection field names as hop-by-hop (RFC 9110 7.6.1). */
  private int finish(int position) {
    if (position > 0 && defect != null) {
      return Head.MALFORMED;
    }
    if (position > 0 && options.isNominating()) {
      for (int i = 0; i < count; i++) {
        if (kinds[i] == Field.CONNECTION && !nominate(i)) {
          return malformed(Defect.BAD_CONNECTION_OPTION);
        }
      }
    }
    return position;
  }

  private boolean nominate(int connection) {
    for (int i = 0; i < count; i++) {
      if (i != connection
          && options.names(
              valueStart[connection], valueEnd[connection], lineStart[i], nameEnd[i])) {
        if (PROTECTED.contains(kinds[i])) {
          return false;
        }
        nominated[i] = true;
      }
    }
    return true;
  }

  private boolean is(byte[] lower, int from, int to) {
    return to - from == lower.length && Field.matches(bytes, from, lower);
  }

  private int malformed(Defect what) {
    defect = what;
    return Head.MALFORMED;
  }

  Defect defect() {
    return defect == null ? Defect.BAD_FIELD_VALUE : defect;
  }

  void setAuthority(int from, int to) {
    authorityInTarget = true;
    authorityStart = from;
    authorityEnd = to;
  }

  int hosts() {
    return hosts;
  }

  int lengths() {
    return lengths;
  }

  int codings() {
    return codings;
  }

  public int count() {
    return count;
  }

  public Field kind(int index) {
    return kinds[index];
  }

  /** Whether a Connection field names this one, so that it must not be passed on. */
  public boolean isNominated(int index) {
    return nominated[index];
  }

  public int lineStart(int index) {
    return lineStart[index];
  }

  /** The start of the next line, or of the empty one after the last. */
  public int lineEnd(int index) {
    return index + 1 < count ? lineStart[index + 1] : end;
  }

  /** Where its name ends, which begins at {@link #lineStart}. */
  public int nameEnd(int index) {
    return nameEnd[index];
  }

  /** Whether it has this name, given in lower case. */
  public boolean isNamed(int index, byte[] lower) {
    return is(lower, lineStart[index], nameEnd[index]);
  }

  public int valueStart(int index) {
    return valueStart[index];
  }

  public int valueEnd(int index) {
    return valueEnd[index];
  }

  /** -1 where there is none. */
  public long contentLength() {
    return contentLength;
  }

  public boolean isChunked() {
    return chunked;
  }

  public boolean saysClose() {
    return options.saysClose();
  }

  public boolean saysKeepAlive() {
    return options.saysKeepAlive();
  }

  public boolean expectsContinue() {
    return expectsContinue;
  }

  public boolean isDated() {
    return dated;
  }

  /** What {@code Keep-Alive: timeout=} promises, -1 where nothing. */
  public int keepAliveSeconds() {
    return keepAliveSeconds;
  }

  /**
   * The authority the client asked: that of an absolute target, or else of the Host field. Empty
   * where there is none.
   */
  public int authorityStart() {
    return authorityStart;
  }

  public int authorityEnd() {
    return authorityEnd;
  }

  /** Index of the X-Request-Id field, -1 where there is none; likewise the next two. */
  public int requestId() {
    return requestId;
  }

  public int traceParent() {
    return traceParent;
  }

  public int userAgent() {
    return userAgent;
  }

  /** Index of the first Via or CDN-Loop field, -1 where there is none. */
  public int via() {
    return via;
  }

  /**
   * What the last Max-Forwards field says (RFC 9110 7.6.2), -1 where there is none, or it is no
   * number.
   */
  public int maxForwards() {
    return maxForwards == NONE
        ? NONE
        : (int)
            Math.min(MANY, Values.length(bytes, valueStart[maxForwards], valueEnd[maxForwards]));
  }

  /** Index of the first Upgrade field that Connection announces, -1 where there is none. */
  public int upgrade() {
    return options.saysUpgrade() ? upgrade : NONE;
  }

  /** Whether the last Host field is one. */
  boolean hasSoundHost() {
    return soundHost;
  }

  /** Whether the codings end with one that tells where the body does. */
  boolean endsChunked() {
    return endsChunked;
  }
}
