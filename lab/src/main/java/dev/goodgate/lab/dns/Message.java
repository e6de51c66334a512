package dev.goodgate.lab.dns;

import java.util.List;
import java.util.Optional;

/** One DNS message, a query or an answer to one. */
public record Message(
    int id,
    Flags flags,
    int code,
    List<Question> questions,
    List<Entry> answers,
    List<Entry> authorities,
    Optional<Edns> edns) {
  /** No message is longer, whatever carries it. */
  public static final int MAX_BYTES = 65_535;

  /** What a datagram may hold where nobody said more (RFC 1035 4.2.1). */
  public static final int PLAIN_DATAGRAM = 512;

  public static final int NO_ERROR = 0;
  public static final int FORMAT_ERROR = 1;
  public static final int SERVER_FAILURE = 2;
  public static final int NAME_ERROR = 3;
  public static final int NOT_IMPLEMENTED = 4;
  public static final int REFUSED = 5;

  /** The bits of the head, as a number of 16 bits holds them. */
  public record Flags(int bits) {
    public static final int ANSWER = 0x8000;
    public static final int TRUNCATED = 0x0200;
    public static final int RECURSION_DESIRED = 0x0100;
    public static final int RECURSION_AVAILABLE = 0x0080;
    public static final int CHECKING_DISABLED = 0x0010;

    static final int CODE = 0x000f;

    public Flags {
      bits &= 0xffff & ~CODE;
    }

    public boolean has(int flag) {
      return (bits & flag) != 0;
    }

    public Flags with(int flag) {
      return new Flags(bits | flag);
    }

    public Flags without(int flag) {
      return new Flags(bits & ~flag);
    }

    public int operation() {
      return (bits >> 11) & 0xf;
    }
  }

  /** One resource record. {@code ttl} is in seconds, any number of 32 bits. */
  public record Entry(Name name, long ttl, Content content) {}

  /** What RFC 6891 adds: how long a datagram may be, and an extended error (RFC 8914). */
  public record Edns(int datagram, Optional<Remark> error) {
    public static final int TYPE = 41;
    static final int EXTENDED_ERROR = 15;
  }

  /** Why it is so, for people who look. */
  public record Remark(int infoCode, String text) {}

  public Message {
    questions = List.copyOf(questions);
    answers = List.copyOf(answers);
    authorities = List.copyOf(authorities);
  }

  public static Message query(int id, Question question) {
    return new Message(
        id,
        new Flags(Flags.RECURSION_DESIRED),
        NO_ERROR,
        List.of(question),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Reads bytes, one character each; empty where they are no message. */
  public static Optional<Message> read(String bytes) {
    return new MessageReader(bytes).message();
  }

  /** Its bytes, one character each. */
  public String written() {
    return new MessageWriter().write(this);
  }

  public Message withId(int other) {
    return new Message(other, flags, code, questions, answers, authorities, edns);
  }

  public Message withFlags(Flags others) {
    return new Message(id, others, code, questions, answers, authorities, edns);
  }

  public Message withQuestions(List<Question> others) {
    return new Message(id, flags, code, others, answers, authorities, edns);
  }

  public Message withAnswers(List<Entry> others) {
    return new Message(id, flags, code, questions, others, authorities, edns);
  }

  public Message withAuthorities(List<Entry> others) {
    return new Message(id, flags, code, questions, answers, others, edns);
  }

  public Message withEdns(Edns other) {
    return new Message(id, flags, code, questions, answers, authorities, Optional.of(other));
  }
}
