package dev.goodgate.gateway.fastcgi;

import java.util.Arrays;

/**
 * Where things stand in the head of a request that the gateway has written itself: sound, whole,
 * and every line ended by CR LF. Used for one head after the other.
 */
final class RequestText {
  private byte[] bytes = {};
  private int methodEnd;
  private int targetEnd;
  private int query;
  private int count;
  private int[] places = new int[4 * 64];

  /** Returns the length of the head, 0 where its end is not there. */
  int read(byte[] from, int length) {
    bytes = from;
    count = 0;
    methodEnd = find(' ', 0, length);
    targetEnd = find(' ', methodEnd + 1, length);
    query = find('?', methodEnd + 1, targetEnd);
    int at = find('\n', targetEnd, length) + 1;
    while (at < length && bytes[at] != '\r') {
      int end = find('\n', at, length);
      if (end == length) {
        return 0;
      }
      field(at, end - 1);
      at = end + 1;
    }
    return at + 2 <= length ? at + 2 : 0;
  }

  private void field(int from, int to) {
    int colon = find(':', from, to);
    int begin = Math.min(colon + 1, to);
    int end = to;
    while (begin < end && isBlank(bytes[begin])) {
      begin++;
    }
    while (end > begin && isBlank(bytes[end - 1])) {
      end--;
    }
    if (4 * count == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[4 * count] = from;
    places[4 * count + 1] = colon;
    places[4 * count + 2] = begin;
    places[4 * count + 3] = end;
    count++;
  }

  private int find(char what, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != what) {
      at++;
    }
    return Math.min(at, to);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  byte[] bytes() {
    return bytes;
  }

  int methodEnd() {
    return methodEnd;
  }

  boolean isHead() {
    return methodEnd == 4 && bytes[0] == 'H' && is("head", 0, 4) && bytes[3] == 'D';
  }

  int targetStart() {
    return methodEnd + 1;
  }

  int targetEnd() {
    return targetEnd;
  }

  /** Where the path ends: at the {@code ?}, or with the target. */
  int pathEnd() {
    return query;
  }

  int count() {
    return count;
  }

  int nameStart(int index) {
    return places[4 * index];
  }

  int nameEnd(int index) {
    return places[4 * index + 1];
  }

  int valueStart(int index) {
    return places[4 * index + 2];
  }

  int valueEnd(int index) {
    return places[4 * index + 3];
  }

  /** Whether the field has this name, given in lower case. */
  boolean isNamed(int index, String lower) {
    return nameEnd(index) - nameStart(index) == lower.length()
        && is(lower, nameStart(index), nameEnd(index));
  }

  boolean isValue(int index, String lower) {
    return valueEnd(index) - valueStart(index) == lower.length()
        && is(lower, valueStart(index), valueEnd(index));
  }

  /** The value of a field that holds a number. */
  long number(int index) {
    long number = 0;
    for (int at = valueStart(index); at < valueEnd(index); at++) {
      number = 10 * number + (bytes[at] - '0');
    }
    return number;
  }

  /** Whether two fields have one name; letters count the same in both cases. */
  boolean sameName(int one, int other) {
    int size = nameEnd(one) - nameStart(one);
    if (nameEnd(other) - nameStart(other) != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (lower(bytes[nameStart(one) + i]) != lower(bytes[nameStart(other) + i])) {
        return false;
      }
    }
    return true;
  }

  private boolean is(String lower, int from, int to) {
    for (int i = from; i < to; i++) {
      if (lower(bytes[i]) != lower(lower.charAt(i - from))) {
        return false;
      }
    }
    return true;
  }

  private static int lower(int b) {
    return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
  }
}
