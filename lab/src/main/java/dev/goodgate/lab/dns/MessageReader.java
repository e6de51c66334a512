package dev.goodgate.lab.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.lab.dns.Message.Edns;
import dev.goodgate.lab.dns.Message.Entry;
import dev.goodgate.lab.dns.Message.Flags;
import dev.goodgate.lab.dns.Message.Remark;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one message from bytes nobody vouches for.
 *
 * <p>How it works: every step takes bytes or ends the reading, so the work is bounded by what came.
 * A compressed name may only point to before where it began (RFC 1035 4.1.4 says "a prior
 * occurrence"), so a name ends after at most as many jumps as it has room for.
 */
final class MessageReader {
  private static final int POINTER = 0xc0;
  private static final int SERIAL_TO_EXPIRE = 16;

  /** Thrown and caught in here only. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
      super(null, null, false, false);
    }
  }

  private final String bytes;
  private int at;
  private Optional<Edns> edns = Optional.empty();
  private int highCode;

  MessageReader(String bytes) {
    this.bytes = bytes;
  }

  Optional<Message> message() {
    try {
      return Optional.of(read());
    } catch (Malformed | IllegalArgumentException noMessage) {
      return Optional.empty();
    }
  }

  private Message read() throws Malformed {
    int id = two();
    int bits = two();
    int[] counts = {two(), two(), two(), two()};
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < counts[0]; i++) {
      questions.add(new Question(name(), two(), two()));
    }
    List<Entry> answers = entries(counts[1]);
    List<Entry> authorities = entries(counts[2]);
    entries(counts[3]);
    int code = (highCode << 4) | (bits & Flags.CODE);
    return new Message(id, new Flags(bits), code, questions, answers, authorities, edns);
  }

  private List<Entry> entries(int count) throws Malformed {
    List<Entry> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Name name = name();
      int type = two();
      int ofClass = two();
      long ttl = ((long) two() << 16) | two();
      int end = two() + at;
      if (end > bytes.length()) {
        throw new Malformed();
      }
      if (type == Edns.TYPE) {
        highCode = (int) (ttl >> 24);
        edns = Optional.of(new Edns(ofClass, extendedError(end)));
      } else {
        all.add(new Entry(name, ttl, content(type, end)));
      }
      at = end;
    }
    return all;
  }

  private Content content(int type, int end) throws Malformed {
    int length = end - at;
    return switch (type) {
      case Question.A -> address(length, 4);
      case Question.AAAA -> address(length, 16);
      case Question.CNAME -> new Content.Alias(name());
      case Question.SOA -> {
        Name primary = name();
        Name mailbox = name();
        take(SERIAL_TO_EXPIRE);
        yield new Content.Authority(primary, mailbox, ((long) two() << 16) | two());
      }
      default -> new Content.Other(type, take(length));
    };
  }

  private Content address(int length, int wanted) throws Malformed {
    if (length != wanted) {
      throw new Malformed();
    }
    try {
      return new Content.Address(InetAddress.getByAddress(take(length).getBytes(ISO_8859_1)));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Optional<Remark> extendedError(int end) throws Malformed {
    Optional<Remark> found = Optional.empty();
    while (at < end) {
      int option = two();
      int length = two();
      if (option == Edns.EXTENDED_ERROR && length >= 2) {
        int infoCode = two();
        String text = new String(take(length - 2).getBytes(ISO_8859_1), UTF_8);
        found = Optional.of(new Remark(infoCode, text));
      } else {
        take(length);
      }
    }
    return found;
  }

  private Name name() throws Malformed {
    List<String> labels = new ArrayList<>();
    int length = 1;
    int before = at;
    int after = -1;
    for (int size = one(); size != 0; size = one()) {
      if ((size & POINTER) == POINTER) {
        int target = ((size & ~POINTER) << 8) | one();
        if (target >= before) {
          throw new Malformed();
        }
        after = after < 0 ? at : after;
        before = target;
        at = target;
      } else {
        length += size + 1;
        if (size > Name.MAX_LABEL || length > Name.MAX_BYTES) {
          throw new Malformed();
        }
        labels.add(take(size));
      }
    }
    at = after < 0 ? at : after;
    return new Name(labels);
  }

  private String take(int count) throws Malformed {
    if (count > bytes.length() - at) {
      throw new Malformed();
    }
    at += count;
    return bytes.substring(at - count, at);
  }

  private int two() throws Malformed {
    return (one() << 8) | one();
  }

  private int one() throws Malformed {
    return take(1).charAt(0) & 0xff;
  }
}
