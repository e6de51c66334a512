package dev.goodgate.vocabulary.traffic;

import java.time.Duration;

/** The exact observation behind a {@link Symptom}. */
public sealed interface Detail {

  /** Nothing more is known. */
  record Nothing() implements Detail {
    @Override
    public String says() {
      return "";
    }
  }

  /** A system call failed. {@code name} is the constant, such as {@code ECONNREFUSED}. */
  record SystemError(String call, String name, int number) implements Detail {
    /** Connecting to a unix socket: there the errnos mean other things than on a network. */
    public static final String CONNECT_TO_PATH = "connect to a path";

    /** Keeping in a file what does not fit into memory. */
    public static final String TEMPORARY_FILE = "keeping it in a temporary file";

    @Override
    public String says() {
      return call + " failed with " + name + " (" + number + ")";
    }
  }

  /** A name could not be resolved; {@code answer} is what the resolver said. */
  record Lookup(String name, String answer) implements Detail {
    @Override
    public String says() {
      return "looking up " + name + ": " + answer;
    }
  }

  /** A timer of the plan ran out. {@code setting} is its key, such as {@code timeouts.connect}. */
  record Waited(String setting, Duration limit) implements Detail {
    @Override
    public String says() {
      return setting + " of " + limit.toMillis() + " ms ran out";
    }
  }

  /** Fewer bytes went than have to. {@code setting} is the plan's key, {@code least} a second's. */
  record TooSlow(String setting, long least) implements Detail {
    @Override
    public String says() {
      return "less than " + setting + " of " + least + " bytes a second";
    }
  }

  /** A message ended too early: {@code expected} is -1 where the length was not announced. */
  record Truncated(long expected, long seen) implements Detail {
    @Override
    public String says() {
      return expected < 0
          ? seen + " bytes came and the end of the body was not among them"
          : seen + " of " + expected + " bytes came";
    }
  }

  /**
   * Forbidden bytes. {@code sample} shows the first of them in hex, at most {@link #MAX_SAMPLE}.
   */
  record Wrong(Defect defect, String sample) implements Detail {
    public static final int MAX_SAMPLE = 64;

    public Wrong {
      if (sample.length() > 3 * MAX_SAMPLE) {
        throw new IllegalArgumentException("sample of " + sample.length() + " characters");
      }
    }

    @Override
    public String says() {
      return sample.isEmpty() ? defect.says() : defect.says() + "; it begins " + sample;
    }
  }

  /** Our own side of TLS did not go on; {@code words} are those of its engine. */
  record Refusal(String words) implements Detail {
    @Override
    public String says() {
      return words;
    }
  }

  /** A limit was met. {@code setting} names it. */
  record Limit(String setting, long limit) implements Detail {
    /** Of a body whose length is needed ahead of it, and was not told. */
    public static final String LENGTHLESS = "what is held of a body of untold length";

    /** Of all that is held on disk. */
    public static final String HELD = "buffers.most";

    @Override
    public String says() {
      return setting + " of " + limit + " was reached";
    }
  }

  /**
   * A certificate that was shown was not accepted. {@code holds} is what it says about that, at
   * most {@link #MOST} characters.
   */
  record Certificate(CertificateFlaw flaw, String holds) implements Detail {
    public static final int MOST = 300;

    public Certificate {
      if (holds.length() > MOST) {
        throw new IllegalArgumentException("a certificate said in " + holds.length());
      }
    }

    @Override
    public String says() {
      return holds.isEmpty() ? flaw.says() : flaw.says() + ": " + holds;
    }
  }

  /**
   * An alert of TLS came. {@code named} tells whether the other side had been called by a name,
   * {@code asked} whether it had asked for a certificate, {@code shown} whether it was shown one.
   */
  record Alert(TlsAlert alert, boolean named, boolean asked, boolean shown) implements Detail {
    @Override
    public String says() {
      String says = "alert " + alert.number() + " (" + alert.name() + ")";
      if (asked) {
        return says + (shown ? " to our certificate" : ", and a certificate was asked for");
      }
      return named ? says : says + ", and no name was sent";
    }
  }

  /**
   * The endpoint gave up a stream of HTTP/2, or the connection: {@code frame} and {@code code} are
   * what it said, {@code untouched} whether that proves that it has not acted on the request.
   */
  record GivenUp(String frame, String code, boolean untouched) implements Detail {
    @Override
    public String says() {
      return frame + " with " + code + (untouched ? ", the request untouched" : "");
    }
  }

  /** A clause for people; empty where there is nothing to say. */
  String says();
}
