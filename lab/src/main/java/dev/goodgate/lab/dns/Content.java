package dev.goodgate.lab.dns;

import java.net.Inet4Address;
import java.net.InetAddress;

/** What an entry holds. */
public sealed interface Content {
  /** The number of its type. */
  int type();

  record Address(InetAddress address) implements Content {
    @Override
    public int type() {
      return address instanceof Inet4Address ? Question.A : Question.AAAA;
    }
  }

  record Alias(Name to) implements Content {
    @Override
    public int type() {
      return Question.CNAME;
    }
  }

  /** Sent with "there is none": who says so, and for how many seconds that holds (RFC 2308). */
  record Authority(Name primary, Name mailbox, long minimum) implements Content {
    @Override
    public int type() {
      return Question.SOA;
    }
  }

  /** Bytes of any other type, one character each. */
  record Other(int type, String bytes) implements Content {}
}
