package dev.goodgate.lab.tls;

import java.time.Duration;
import java.util.Optional;

/** How a server conducts itself in TLS: well, or wrong in exactly one way. */
public sealed interface TlsConduct {
  /** What kind of certificate is shown. */
  enum Certificate {
    SOUND,
    SOUND_RSA,
    EXPIRED,
    NOT_YET_VALID,
    SELF_SIGNED,
    UNKNOWN_CA,
    MISSING_INTERMEDIATE,
    REVOKED,
    WEAK_SIGNATURE,
    WEAK_KEY,
    FOR_CLIENTS,
    BROKEN
  }

  /** {@code name} is the only one the certificate holds; without, it holds all of the server's. */
  record Shows(Certificate certificate, Optional<String> name, int intermediates)
      implements TlsConduct {
    public static final Shows SOUND = new Shows(Certificate.SOUND, Optional.empty(), 1);

    public Shows {
      check("intermediates", intermediates, 20);
      name.ifPresent(TlsConduct::checkName);
    }
  }

  /** How a server takes a name that it does not serve. */
  enum Unnamed {
    ALERT,
    DEFAULT_CERTIFICATE
  }

  /** Wants the client to name a server: this one, or any. */
  record WantsName(Optional<String> name, Unnamed otherwise) implements TlsConduct {
    public WantsName {
      name.ifPresent(TlsConduct::checkName);
    }
  }

  /** How a server says that it does not speak the client's version of TLS. */
  enum Outdated {
    ALERT,
    SERVER_HELLO
  }

  /** {@code version}: 1.0 to 1.3; the older two are never really spoken. */
  record SpeaksOnly(String version, Outdated says) implements TlsConduct {
    public SpeaksOnly {
      if (!version.matches("1\\.[0-3]")) {
        throw new IllegalArgumentException("TLS " + version + ": 1.0 to 1.3 are possible");
      }
    }

    public boolean isOutdated() {
      return version.compareTo("1.2") < 0;
    }
  }

  /** {@code suite} by its registered name, or none at all. */
  record TakesSuite(Optional<String> suite) implements TlsConduct {}

  /** What a server does with a client that wants to speak HTTP/1. */
  enum Protocol {
    /** Alert 120 to a client that offers no h2. */
    ONLY_H2,
    /** Agrees on nothing, and answers with HTTP/2. */
    IGNORED_H2,
    /** Agrees on h2 where it is offered, and answers with HTTP/1. */
    CLAIMED_H2
  }

  record WrongProtocol(Protocol does) implements TlsConduct {}

  /** {@code version} is the only one spoken, where there is one. */
  record WantsClientCertificate(Optional<String> version) implements TlsConduct {}

  /** In TLS 1.3 the alert is always 46. */
  record RejectsClientCertificate(Optional<String> version, int alert) implements TlsConduct {
    public static final int UNKNOWN = 46;

    public RejectsClientCertificate {
      check("alert", alert, 255);
      if (alert != UNKNOWN && !version.equals(Optional.of("1.2"))) {
        throw new IllegalArgumentException("another alert than 46 needs version=1.2");
      }
    }
  }

  record StallsInHandshake() implements TlsConduct {}

  /** How a handshake is ended. */
  enum Leaving {
    RESET,
    CLOSE
  }

  /** {@code after} bytes of the server's side of the handshake. */
  record EndsInHandshake(Leaving by, long after) implements TlsConduct {
    public EndsInHandshake {
      check("after", after, 1 << 20);
    }
  }

  /** What a server of plain HTTP does with a client's hello. */
  enum Plain {
    BAD_REQUEST,
    SILENCE,
    CLOSE,
    RESET
  }

  record KnowsNoTls(Plain does) implements TlsConduct {}

  /** RFC 8446 6: {@code level} is 1 (warning) or 2 (fatal). */
  record Alerts(int level, int number) implements TlsConduct {
    public Alerts {
      check("level", level, 255);
      check("number", number, 255);
    }
  }

  /** What is wrong with a record. */
  enum Damage {
    MAC,
    TYPE,
    LENGTH,
    UNENCRYPTED
  }

  /** {@code after} so many bytes of answers. */
  record SendsBadRecord(Damage what, long after) implements TlsConduct {
    public SendsBadRecord {
      check("after", after, 16 << 20);
    }
  }

  /** Closes without close_notify, RFC 8446 6.1. */
  record NeverSaysGoodbye() implements TlsConduct {}

  /** Waits before every {@code piece} bytes of its side of the handshake. */
  record SlowHandshake(Duration delay, long piece) implements TlsConduct {
    public SlowHandshake {
      check("piece", piece - 1, 1 << 20);
    }
  }

  record RefusesResumption() implements TlsConduct {}

  private static void check(String what, long count, long most) {
    if (count < 0 || count > most) {
      throw new IllegalArgumentException(what + "=" + count + " is out of range");
    }
  }

  private static void checkName(String name) {
    if (!name.matches("[A-Za-z0-9.*_-]{1,253}")) {
      throw new IllegalArgumentException("'" + name + "' is no name of a server");
    }
  }
}
