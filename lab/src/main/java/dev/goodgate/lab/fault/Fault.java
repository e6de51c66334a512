package dev.goodgate.lab.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something made to go wrong on purpose by an endpoint. Where the catalogue of causes has a name
 * for it, {@link FaultCatalog} calls it by that name. What it comes to in bytes is its {@link
 * Script}.
 */
public sealed interface Fault {
  /** More than this is not sent as one answer. */
  long MAX_BYTES = 16L << 20;

  int MAX_COUNT = 100_000;

  /** How the end of a body is told. */
  enum Framing {
    LENGTH,
    CHUNKED,
    CLOSE
  }

  /** How a connection is ended. */
  enum End {
    CLOSE,
    RESET
  }

  /** Nothing is wrong with the answer in the end, however unusual the way to it. */
  sealed interface Sound extends Fault {}

  /** The connection itself is the trouble: no request is read. */
  sealed interface OnConnection extends Fault {}

  /** The request is read, or some of it, and no byte of an answer comes in time. */
  sealed interface NoAnswer extends Fault {}

  /** An answer begins, and its head ends early. */
  sealed interface BrokenHead extends Fault {}

  /** The head holds what RFC 9112 forbids. */
  sealed interface WrongHead extends Fault {}

  /** The head is right, the body is not what it promised. */
  sealed interface WrongBody extends Fault {}

  /** Without a {@code size} the body tells who answered and what was asked. */
  record Healthy(
      int status,
      OptionalLong size,
      Framing framing,
      boolean http10,
      Optional<Duration> keepAlive,
      Duration delay)
      implements Sound {
    public static final Healthy PLAIN =
        new Healthy(
            200, OptionalLong.empty(), Framing.LENGTH, false, Optional.empty(), Duration.ZERO);

    public Healthy {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("status " + status);
      }
      checkBytes(size.orElse(0));
    }
  }

  record SlowFirstByte(Duration delay) implements Sound {}

  record SlowBody(long size, long piece, Duration pause) implements Sound {
    public SlowBody {
      checkBytes(size);
      if (piece < 1) {
        throw new IllegalArgumentException("piece " + piece);
      }
    }
  }

  record InterimReplies(int status, int count) implements Sound {
    public InterimReplies {
      if (status < 100 || status > 199 || status == 101) {
        throw new IllegalArgumentException("interim status " + status);
      }
      checkCount(count);
    }
  }

  /** {@code advertised}: says so beforehand, by {@code Keep-Alive: timeout}. */
  record ClosesIdle(Duration idle, boolean advertised) implements Sound {}

  /** How an origin stands where it can be reached, or not. */
  enum Stance {
    OPEN,
    REFUSING,
    /** Listens, and its queue is full. */
    FULL,
    /** Listens, and takes nobody from its queue. */
    UNTAKEN,
    MISSING,
    PLAIN_FILE,
    FOLDER,
    STALE,
    FILE_FORBIDDEN,
    FOLDER_FORBIDDEN;

    /** Whether it tells of the path of a unix-domain socket. */
    public boolean onPath() {
      return compareTo(UNTAKEN) > 0;
    }

    /** Whether open connections go on: their process is alive. */
    public boolean listens() {
      return switch (this) {
        case OPEN, FULL, UNTAKEN, FILE_FORBIDDEN, FOLDER_FORBIDDEN -> true;
        case REFUSING, MISSING, PLAIN_FILE, FOLDER, STALE -> false;
      };
    }
  }

  record Stands(Stance stance) implements OnConnection {}

  record EndsOnAccept(End by) implements OnConnection {}

  record EndsBeforeResponse(End by) implements NoAnswer {}

  record StallsBeforeHead() implements NoAnswer {}

  /** The first {@code answered} requests of a connection are answered well. */
  record KeepAliveRace(int answered, End by) implements NoAnswer {
    public KeepAliveRace {
      checkCount(answered);
    }
  }

  record NeverReadsBody() implements NoAnswer {}

  record EndsDuringRequest(long after, End by) implements NoAnswer {
    public EndsDuringRequest {
      checkBytes(after);
    }
  }

  /** {@code patient}: goes on reading until the other side has had the answer. */
  record AnswersEarly(int status, boolean patient) implements NoAnswer {
    public AnswersEarly {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("status " + status);
      }
    }
  }

  record StallsInHead() implements BrokenHead {}

  record EndsInHead(End by) implements BrokenHead {}

  /** What is no HTTP at all. */
  enum Tongue {
    SSH,
    SMTP,
    BINARY
  }

  record SpeaksOther(Tongue tongue) implements WrongHead {}

  record AnswersTls() implements WrongHead {}

  record AnswersHttp2() implements WrongHead {}

  record InvalidStatusLine(String line) implements WrongHead {}

  record InvalidHeaderName(String name) implements WrongHead {}

  /** What a field's value may not hold. */
  enum Blemish {
    NUL,
    BARE_CR,
    ESCAPE,
    FOLD
  }

  record InvalidHeaderValue(Blemish blemish) implements WrongHead {}

  record ConflictingLengths(long first, long second) implements WrongHead {
    public ConflictingLengths {
      checkBytes(first);
      checkBytes(second);
    }
  }

  record InvalidLength(String value) implements WrongHead {}

  record LengthAndChunked() implements WrongHead {}

  record DuplicateCoding() implements WrongHead {}

  record UnknownCoding(String coding) implements WrongHead {}

  record HugeHead(long size) implements WrongHead {
    public HugeHead {
      checkBytes(size);
    }
  }

  record ManyFields(int count) implements WrongHead {
    public ManyFields {
      checkCount(count);
    }
  }

  record SwitchesUnasked(String to) implements WrongHead {}

  record EndlessInterim(int count) implements WrongHead {
    public EndlessInterim {
      checkCount(count);
    }
  }

  /** Ends after {@code sent} bytes of a body that was promised longer. */
  record CutsBody(Framing framing, long sent, End by) implements WrongBody {
    public CutsBody {
      checkBytes(sent);
    }
  }

  record StallsInBody(Framing framing, long sent) implements WrongBody {
    public StallsInBody {
      checkBytes(sent);
    }
  }

  /** {@code sent} bytes of good chunks come first, in a write of their own. */
  record BadChunk(String line, long sent) implements WrongBody {
    public BadChunk {
      checkBytes(sent);
    }
  }

  record ExcessBody(long extra) implements WrongBody {
    public ExcessBody {
      checkBytes(extra);
    }
  }

  record BodyOnBodyless(int status, long size) implements WrongBody {
    public BodyOnBodyless {
      if (status != 204 && status != 304) {
        throw new IllegalArgumentException("status " + status + " may have a body");
      }
      checkBytes(size);
    }
  }

  record HugeTrailers(long size) implements WrongBody {
    public HugeTrailers {
      checkBytes(size);
    }
  }

  private static void checkBytes(long bytes) {
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(bytes + " bytes: 0 to " + MAX_BYTES + " are possible");
    }
  }

  private static void checkCount(int count) {
    if (count < 0 || count > MAX_COUNT) {
      throw new IllegalArgumentException("a count of " + count + ": 0 to " + MAX_COUNT);
    }
  }
}
