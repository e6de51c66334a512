package dev.goodgate.lab.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A name as it travels: its labels, one character a byte, in the case they were written in. Two
 * names of different case are {@link #same}, and not equal.
 */
public record Name(List<String> labels) {
  public static final Name ROOT = new Name(List.of());

  static final int MAX_LABEL = 63;
  static final int MAX_BYTES = 255;

  public Name {
    labels = List.copyOf(labels);
    if (labels.stream().anyMatch(each -> each.isEmpty() || each.length() > MAX_LABEL)) {
      throw new IllegalArgumentException("a label of a name has 1 to " + MAX_LABEL + " bytes");
    }
    if (labels.stream().mapToInt(each -> each.length() + 1).sum() + 1 > MAX_BYTES) {
      throw new IllegalArgumentException("a name has " + MAX_BYTES + " bytes at most");
    }
  }

  /** Reads {@code a.example}, with or without the last dot. */
  public static Name of(String text) {
    String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return bare.isEmpty() ? ROOT : new Name(Arrays.asList(bare.split("\\.", -1)));
  }

  public boolean same(Name other) {
    return lower().equals(other.lower());
  }

  public boolean isWithin(Name zone) {
    int more = labels.size() - zone.labels.size();
    return more >= 0 && new Name(labels.subList(more, labels.size())).same(zone);
  }

  /** Without the last labels, those of a zone it is within. */
  public Name below(Name zone) {
    return new Name(labels.subList(0, labels.size() - zone.labels.size()));
  }

  public Name under(Name zone) {
    List<String> all = new ArrayList<>(labels);
    all.addAll(zone.labels);
    return new Name(all);
  }

  Name lower() {
    return new Name(labels.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList());
  }

  /** Without the last dot; the root is a dot. */
  @Override
  public String toString() {
    return labels.isEmpty() ? "." : String.join(".", labels);
  }
}
