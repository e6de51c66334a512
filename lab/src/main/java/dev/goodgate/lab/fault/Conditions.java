package dev.goodgate.lab.fault;

import java.util.List;
import java.util.function.Predicate;

/** When a fault is acted. All are values, and pure: chance is reckoned from a seed. */
final class Conditions {
  private static final long UNKNOWN = -1;

  private Conditions() {}

  record All(List<Predicate<Asked>> each) implements Predicate<Asked> {
    All {
      each = List.copyOf(each);
    }

    @Override
    public boolean test(Asked asked) {
      return each.stream().allMatch(one -> one.test(asked));
    }
  }

  record Not(Predicate<Asked> one) implements Predicate<Asked> {
    @Override
    public boolean test(Asked asked) {
      return !one.test(asked);
    }
  }

  record TargetBegins(String path) implements Predicate<Asked> {
    @Override
    public boolean test(Asked asked) {
      return asked.target().startsWith(path);
    }
  }

  record MethodIs(String method) implements Predicate<Asked> {
    @Override
    public boolean test(Asked asked) {
      return asked.method().equals(method);
    }
  }

  record VersionIs(String version) implements Predicate<Asked> {
    @Override
    public boolean test(Asked asked) {
      return asked.requestLine().endsWith(version);
    }
  }

  /** Without a {@code value} any will do. */
  record FieldIs(String name, String value) implements Predicate<Asked> {
    @Override
    public boolean test(Asked asked) {
      return asked
          .field(name)
          .filter(is -> value.isEmpty() || is.equalsIgnoreCase(value))
          .isPresent();
    }
  }

  record FieldOver(String name, long bytes) implements Predicate<Asked> {
    @Override
    public boolean test(Asked asked) {
      return asked.field(name).filter(value -> value.length() > bytes).isPresent();
    }
  }

  record LineOver(long bytes) implements Predicate<Asked> {
    @Override
    public boolean test(Asked asked) {
      return asked.requestLine().length() > bytes;
    }
  }

  /** Not the first request, or first few, of its connection. */
  record After(int requests) implements Predicate<Asked> {
    @Override
    public boolean test(Asked asked) {
      return asked.number() > requests;
    }
  }

  /** Of the length that was announced. */
  record BodyOver(long bytes) implements Predicate<Asked> {
    @Override
    public boolean test(Asked asked) {
      String length = asked.field("content-length").orElse("");
      return (length.matches("\\d{1,18}") ? Long.parseLong(length) : UNKNOWN) > bytes;
    }
  }

  /** Turns {@code first} to {@code last}, and of these every n-th. */
  record Turns(int first, int last, int every) implements Predicate<Asked> {
    Turns {
      if (first < 1 || last < first || every < 1) {
        throw new IllegalArgumentException("turns " + first + " to " + last + " by " + every);
      }
    }

    @Override
    public boolean test(Asked asked) {
      long turn = asked.turn();
      return turn >= first && turn <= last && (turn - first + 1) % every == 0;
    }
  }

  record Share(int percent, long seed) implements Predicate<Asked> {
    Share {
      if (percent > 100) {
        throw new IllegalArgumentException("a share of " + percent + " %");
      }
    }

    @Override
    public boolean test(Asked asked) {
      return Long.remainderUnsigned(mixed(seed * 0x9E3779B97F4A7C15L + asked.turn()), 100)
          < percent;
    }

    /** The finalizer of SplitMix64: neighbouring turns have nothing in common. */
    private static long mixed(long value) {
      long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }
  }
}
