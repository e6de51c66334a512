package dev.goodgate.lab.fault;

import dev.goodgate.lab.fastcgi.CgiRecord;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.flaw.FastCgiFlaw;
import dev.goodgate.lab.flaw.Http2Flaw;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.menu.Menu;
import dev.goodgate.lab.tls.TlsConduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Something made to go wrong on purpose by an endpoint. Where the catalogue of causes has a name
 * for it, {@link #MENU} calls it by that name. What it comes to in bytes is its {@link Script}.
 */
public sealed interface Fault {
  Menu<Fault> MENU = new Menu<>(Kinds.all(), new Alterations());

  /** More than this is not sent as one answer. */
  long MAX_BYTES = 16L << 20;

  int MAX_COUNT = 100_000;

  /** Where what has no end ends all the same, in bytes. */
  long FLOOD = 1L << 30;

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

  /** How a connection goes on after bytes that were sent as they are. */
  enum Then {
    CLOSE,
    KEEP,
    RESET,
    DROP,
    STALL,
    HALF_CLOSE;

    Script after(List<Act> acts) {
      List<Act> all = new ArrayList<>(acts);
      return switch (this) {
        case CLOSE -> new Script(all, new Finish.Close());
        case KEEP -> new Script(all, new Finish.Next(Optional.empty()));
        case RESET -> new Script(all, new Finish.Reset());
        case DROP -> new Script(all, new Finish.Drop());
        case STALL -> new Script(all, new Finish.Stall(true));
        case HALF_CLOSE -> {
          all.add(new Antic.HalfClose());
          yield new Script(all, new Finish.Stall(true));
        }
      };
    }
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

  /** Refuses for a while first. */
  record ComesUpLate(Duration after) implements OnConnection {}

  record EndsOnAccept(End by) implements OnConnection {}

  record SpeaksFirst(String bytes) implements OnConnection {}

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
  record BadChunk(String bytes, long sent) implements WrongBody {
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
      if (status != 204 && status != 205 && status != 304) {
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

  /**
   * TLS goes wrong, or goes in its own way; {@code answers} is for a request that comes through.
   */
  record Tls(TlsConduct conduct, Fault answers) implements Fault {}

  /** Told in acts of the origin, more than in bytes. */
  sealed interface Staged extends Fault {}

  record AcceptsLate(Duration delay) implements Staged {}

  record EndsLate(Duration after, End by) implements Staged {}

  /** Dies of one request, the one after {@code answered} others. */
  record Crashes(int answered, Duration refusing, Duration closing) implements Staged {}

  record Busy(int workers, Duration work) implements Staged {
    public Busy {
      if (workers < 1) {
        throw new IllegalArgumentException("at least one worker");
      }
    }
  }

  record Pauses(Duration every, Duration pause) implements Staged {
    public Pauses {
      if (!pause.isPositive() || every.compareTo(pause) <= 0) {
        throw new IllegalArgumentException("pauses of " + pause + " every " + every);
      }
    }
  }

  record ReadsSlowly(int piece, Duration pause) implements Staged {
    public ReadsSlowly {
      if (piece < 1) {
        throw new IllegalArgumentException("piece " + piece);
      }
    }
  }

  record AnswersExpectation(int status, Then then) implements Staged {}

  /** To a port of this host, which may lead back here. */
  record Forwards(int port) implements Staged {}

  record Redirects(int status) implements Staged {}

  record ClosesAfter(int requests, boolean announced) implements Staged {}

  /** Answers those who begin with a PROXY line (version 1), and only those. */
  record WantsPreface(Then otherwise) implements Staged {}

  record SendsUrgently() implements Staged {}

  /** Answers a request for another protocol with 101, and then these bytes. */
  record Upgrades(boolean rightly, String bytes, Then then) implements Staged {}

  /** {@code times} is 0 for a flood, which ends with {@link #FLOOD}. */
  record Repeats(String first, String piece, int times, Duration pause, String last)
      implements Staged {
    public Repeats {
      checkCount(times);
    }
  }

  /** Exactly these bytes, one character a byte. */
  record Says(String bytes, Then then) implements Staged {}

  /** A fault for some requests; the others are answered well. */
  record Sometimes(Predicate<Asked> when, Fault fault) implements Fault {}

  record Shaped(UnaryOperator<Script> by, Fault fault) implements Fault {}

  /** Wrong in HTTP/2 alone; in another language the answer says so. */
  sealed interface OnHttp2 extends Fault {}

  /** Acted as soon as a connection turns out to be HTTP/2. */
  sealed interface OnPreface extends OnHttp2 {}

  record RejectsPreface(Frame.Code code) implements OnPreface {}

  record AnswersHttp1() implements OnPreface {}

  record OddSettings(Http2Flaw.Settings flaw) implements OnPreface {}

  record GoesAway(Frame.Code code, Http2Flaw.LastStream last) implements OnHttp2 {}

  record ResetsStream(Frame.Code code, Http2Flaw.Moment moment) implements OnHttp2 {}

  record IllegalField(Http2Flaw.Head flaw) implements OnHttp2 {}

  record BreaksFraming(Http2Flaw.Framing flaw) implements OnHttp2 {}

  record BreaksCompression(Http2Flaw.Compression flaw) implements OnHttp2 {}

  record Floods(Http2Flaw.Flood of, int count) implements OnHttp2 {
    public Floods {
      checkCount(count);
    }
  }

  record AnswersGrpc(Http2Flaw.Grpc flaw, int status) implements OnHttp2 {}

  /** Wrong in FastCGI alone; in another language the answer says so. */
  sealed interface OnFastCgi extends Fault {}

  record EndsRequest(CgiRecord.Status status, int exit) implements OnFastCgi {}

  record NeverEndsRequest(End by) implements OnFastCgi {}

  record BreaksRecord(FastCgiFlaw.Framing flaw) implements OnFastCgi {}

  record IllegalCgiHead(FastCgiFlaw.Head flaw) implements OnFastCgi {}

  record OddPieces(FastCgiFlaw.Pieces pieces) implements OnFastCgi {}

  record WritesStderr(long size, FastCgiFlaw.AfterStderr then) implements OnFastCgi {
    public WritesStderr {
      checkBytes(size);
    }
  }

  /** To FastCGI it is a server of HTTP, to HTTP one of FastCGI. */
  record MixesUpFastCgi() implements OnFastCgi {}

  static void checkBytes(long bytes) {
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
