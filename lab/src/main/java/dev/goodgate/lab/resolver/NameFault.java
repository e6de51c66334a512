package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Name;
import dev.goodgate.lab.menu.Menu;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something made to go wrong on purpose with the answer to a question for a name. Where the
 * catalogue of causes has a name for it, {@link #MENU} calls it by that name.
 */
public sealed interface NameFault {
  int MAX_COUNT = 10_000;

  Menu<NameFault> MENU = new Menu<>(NameKinds.all());

  /** What may carry a question. */
  enum Carrier {
    UDP,
    TCP
  }

  /** Addresses are found, be they the right ones or not. */
  sealed interface Found extends NameFault {}

  /** There is an answer, and no address in it. */
  sealed interface NotFound extends NameFault {}

  /** No answer comes, or too late, or not this way. */
  sealed interface Unheard extends NameFault {}

  /** What comes is not an answer to what was asked, or breaks RFC 1035. */
  sealed interface Wrong extends NameFault {}

  /** {@code ttl} in seconds. */
  record Truthful(long ttl) implements Found {
    public Truthful {
      if (ttl < 0 || ttl > 0xffff_ffffL) {
        throw new IllegalArgumentException("a ttl has 32 bits");
      }
    }
  }

  record Rotates() implements Found {}

  /** Says these until so many were asked and so long has passed; then what is true. */
  record SaysFormer(List<InetAddress> former, int questions, Duration span) implements Found {
    public SaysFormer {
      former = some(former);
      checkCount(questions);
    }
  }

  /** Says the truth and these by turns. */
  record Alternates(List<InetAddress> other) implements Found {
    public Alternates {
      other = some(other);
    }
  }

  /** Who asks from {@code inside} hears the truth; others hear these, or of no such name. */
  record SplitsHorizon(List<InetAddress> inside, List<InetAddress> outside) implements Found {
    public SplitsHorizon {
      inside = some(inside);
      outside = List.copyOf(outside);
    }
  }

  /** The truth, with dead ones before or after. */
  record AddsDead(List<InetAddress> dead, boolean first) implements Found {
    public AddsDead {
      dead = some(dead);
    }
  }

  /** These instead of the truth; {@code both}: beside it, and only of the other family. */
  record Misleads(List<InetAddress> to, boolean both) implements Found {
    public Misleads {
      to = some(to);
    }
  }

  /** Names that end in the suffix are known; as they stand, none is. */
  record WantsSuffix(Name suffix) implements Found {}

  /** The truth, behind so many aliases. */
  record AliasChain(int length) implements Found {
    public AliasChain {
      checkCount(length);
    }
  }

  /** {@code heals}: not where checking was disabled, as when DNSSEC fails. */
  record SaysCode(int code, boolean heals, Optional<Message.Remark> why) implements NotFound {
    public SaysCode {
      if (code < 1 || code > 4_095) {
        throw new IllegalArgumentException("a code other than 0 has 12 bits");
      }
    }
  }

  /** In which way a name that exists has no address. */
  enum Emptiness {
    NOTHING,
    ONLY_IPV6,
    DANGLING_ALIAS,
    ALIAS_LOOP
  }

  record HasNoAddress(Emptiness how) implements NotFound {}

  /** The first so many questions; 0 for all. */
  record Silent(List<Carrier> over, int first) implements Unheard {
    public Silent {
      over = List.copyOf(over);
      checkCount(first);
    }
  }

  record Slow(Duration delay) implements Unheard {}

  /** Nothing is there: port unreachable, connection refused. */
  record Gone() implements Unheard {}

  /** What happens to the question when it comes again by TCP. */
  enum ByTcp {
    ANSWERED,
    REFUSED,
    SILENT,
    CLOSED
  }

  record Truncated(ByTcp byTcp) implements Unheard {}

  record WrongId() implements Wrong {}

  record WrongQuestion() implements Wrong {}

  record NotMarkedAsAnswer() implements Wrong {}

  /** Where an answer may come from that nobody asked. */
  enum Elsewhere {
    PORT,
    ADDRESS
  }

  record AnswersFrom(Elsewhere place) implements Wrong {}

  /** How bytes are no message. */
  enum Malformation {
    CUT,
    NOISE,
    EMPTY,
    TOO_MANY_PROMISED,
    POINTER_LOOP,
    POINTER_AHEAD,
    LONG_LABEL,
    CONTENT_LENGTH
  }

  record Malformed(Malformation how) implements Wrong {}

  /** Larger by far than what the asker said it takes. */
  record Oversized(long size) implements Wrong {
    public Oversized {
      if (size < 1 || size > 60_000) {
        throw new IllegalArgumentException("a datagram of " + size + " bytes");
      }
    }
  }

  record Duplicated(int count) implements Wrong {
    public Duplicated {
      if (count < 1 || count > 100) {
        throw new IllegalArgumentException("1 to 100 answers");
      }
    }
  }

  /** Two answers; the truth comes second, after the delay, or with {@code truthFirst} before. */
  record Forges(List<InetAddress> to, Duration delay, boolean truthFirst) implements Wrong {
    public Forges {
      to = some(to);
    }
  }

  private static List<InetAddress> some(List<InetAddress> addresses) {
    if (addresses.size() > 1_000) {
      throw new IllegalArgumentException("1000 addresses at most");
    }
    return List.copyOf(addresses);
  }

  private static void checkCount(int count) {
    if (count < 0 || count > MAX_COUNT) {
      throw new IllegalArgumentException("a count of " + count + ": 0 to " + MAX_COUNT);
    }
  }
}
