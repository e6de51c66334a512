package dev.goodgate.lab.fault;

import java.util.Locale;
import java.util.Optional;

/**
 * A request as an origin read it. {@code head} is exact, one character a byte; {@code number}
 * counts the requests of its connection from 1, {@code turn} those of its origin since it plays
 * what it plays.
 */
public record Asked(String origin, int connection, int number, String head, long turn) {
  public Asked(String origin, int connection, int number, String head) {
    this(origin, connection, number, head, number);
  }

  public String requestLine() {
    int end = head.indexOf("\r\n");
    return end < 0 ? head : head.substring(0, end);
  }

  public String method() {
    return word(0);
  }

  public String target() {
    return word(1);
  }

  /** The value of the first field of that name. */
  public Optional<String> field(String name) {
    String wanted = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
        .map(line -> line.substring(wanted.length()).strip())
        .findFirst();
  }

  private String word(int index) {
    String[] words = requestLine().split(" ", -1);
    return index < words.length ? words[index] : "";
  }
}
