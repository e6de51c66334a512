package dev.goodgate.gateway.balance;

import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.Balance.By;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads out of a request what leads it to its endpoint, as a number. Requests that have nothing of
 * the kind, or only the name of it, go by their client. One per upstream and loop.
 */
public final class HashKey {
  private static final byte[] COOKIE = ascii("cookie");
  private static final byte[] ROOT = ascii("/");

  private final By by;
  private final byte[] name;

  /** Where the value stands that was found last. */
  private int from;

  private int to;

  public HashKey(By by) {
    this.by = by;
    this.name =
        switch (by) {
          case By.Header(String field) -> ascii(field.toLowerCase(Locale.ROOT));
          case By.Cookie(String cookie) -> ascii(cookie);
          case By.Client _, By.Path _ -> new byte[0];
        };
  }

  /** {@code client} is its address as text: that of who is believed to have asked first. */
  public long of(Head request, byte[] client) {
    return switch (by) {
      case By.Client _ -> Mixed.of(client, 0, client.length);
      case By.Path _ -> ofPath(request);
      case By.Header _ -> ofFound(findsField(request), request, client);
      case By.Cookie _ -> ofFound(findsCookie(request), request, client);
    };
  }

  private long ofFound(boolean found, Head request, byte[] client) {
    return found ? Mixed.of(request.bytes(), from, to) : Mixed.of(client, 0, client.length);
  }

  private static long ofPath(Head request) {
    int begin = request.targetStart();
    int end = begin;
    while (end < request.targetEnd() && request.bytes()[end] != '?') {
      end++;
    }
    // an absolute target may have none: RFC 9110 4.2.3
    return end == begin ? Mixed.of(ROOT, 0, 1) : Mixed.of(request.bytes(), begin, end);
  }

  private boolean findsField(Head request) {
    Fields fields = request.fields();
    for (int i = 0; i < fields.count(); i++) {
      if (fields.isNamed(i, name)) {
        from = fields.valueStart(i);
        to = fields.valueEnd(i);
        return to > from;
      }
    }
    return false;
  }

  /** In HTTP/2 each may have a field of its own: RFC 9113 8.2.3. */
  private boolean findsCookie(Head request) {
    Fields fields = request.fields();
    for (int i = 0; i < fields.count(); i++) {
      if (fields.isNamed(i, COOKIE)
          && findsCookie(request.bytes(), fields.valueStart(i), fields.valueEnd(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean findsCookie(byte[] bytes, int begin, int end) {
    int at = begin;
    while (at < end) {
      while (at < end && bytes[at] == ' ') {
        at++;
      }
      int last = at;
      while (last < end && bytes[last] != ';') {
        last++;
      }
      int value = at + name.length + 1;
      if (value < last
          && bytes[value - 1] == '='
          && Arrays.equals(bytes, at, value - 1, name, 0, name.length)) {
        from = value;
        to = last;
        return true;
      }
      at = last + 1;
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
