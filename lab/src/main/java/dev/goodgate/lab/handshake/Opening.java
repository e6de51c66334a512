package dev.goodgate.lab.handshake;

import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.tls.TlsConduct;
import dev.goodgate.lab.tls.TlsConduct.Certificate;
import dev.goodgate.lab.tls.TlsConduct.Plain;
import dev.goodgate.lab.tls.TlsConduct.Protocol;
import dev.goodgate.lab.tls.TlsConduct.Shows;
import java.util.Optional;

/** What a server does on reading a client's hello. Decided here, done elsewhere. */
sealed interface Opening {
  /** Says this, which is no TLS or an alert of it, and leaves. */
  record Leaves(String what, String bytes, Finish finish) implements Opening {}

  record Shakes(Terms terms) implements Opening {}

  int FATAL = 2;
  int HANDSHAKE_FAILURE = 40;
  int PROTOCOL_VERSION = 70;
  int UNRECOGNIZED_NAME = 112;

  static Opening of(TlsConduct conduct, ClientHello hello) {
    Terms plain = Terms.of(conduct);
    return switch (conduct) {
      case Shows shown -> new Shakes(plain.show(shown));
      case TlsConduct.WantsName wants -> named(wants, hello.name(), plain);
      case TlsConduct.SpeaksOnly only -> version(only, plain);
      case TlsConduct.TakesSuite(Optional<String> suite) ->
          suite
              .<Opening>map(only -> new Shakes(plain.suite(only)))
              .orElse(alert(FATAL, HANDSHAKE_FAILURE));
      case TlsConduct.WrongProtocol(Protocol does) ->
          new Shakes(
              switch (does) {
                case ONLY_H2, CLAIMED_H2 -> plain.speak("h2");
                case IGNORED_H2 -> plain.speak();
              });
      case TlsConduct.WantsClientCertificate(Optional<String> version) ->
          new Shakes(plain.version(version));
      case TlsConduct.RejectsClientCertificate rejects ->
          new Shakes(plain.version(rejects.version()));
      case TlsConduct.StallsInHandshake() -> new Leaves("nothing", "", new Finish.Stall(true));
      case TlsConduct.KnowsNoTls(Plain does) -> knowsNoTls(does);
      case TlsConduct.Alerts(int level, int number) -> alert(level, number);
      case TlsConduct.EndsInHandshake _,
          TlsConduct.SendsBadRecord _,
          TlsConduct.NeverSaysGoodbye _,
          TlsConduct.SlowHandshake _,
          TlsConduct.RefusesResumption _ ->
          new Shakes(plain);
    };
  }

  static Finish finish(TlsConduct.EndsInHandshake ends) {
    return switch (ends.by()) {
      case RESET -> new Finish.Reset();
      case CLOSE -> new Finish.Close();
    };
  }

  private static Opening named(TlsConduct.WantsName wants, Optional<String> sent, Terms plain) {
    if (sent.isPresent() && wants.name().map(sent.get()::equalsIgnoreCase).orElse(true)) {
      return new Shakes(plain.show(new Shows(Certificate.SOUND, wants.name(), 1)));
    }
    return switch (wants.otherwise()) {
      case ALERT -> alert(FATAL, UNRECOGNIZED_NAME);
      case DEFAULT_CERTIFICATE ->
          new Shakes(plain.show(new Shows(Certificate.SOUND, Optional.of("default.test"), 1)));
    };
  }

  private static Opening version(TlsConduct.SpeaksOnly only, Terms plain) {
    if (!only.isOutdated()) {
      return new Shakes(plain.version(Optional.of(only.version())));
    }
    return switch (only.says()) {
      case ALERT -> alert(FATAL, PROTOCOL_VERSION);
      case SERVER_HELLO ->
          new Leaves(
              "hello in TLS " + only.version(),
              serverHello((char) (only.version().charAt(2) - '0' + 1)),
              new Finish.Stall(true));
    };
  }

  /** The beginning of the flight of a server that knows no newer version, RFC 4346 7.4.1.3. */
  private static String serverHello(char minor) {
    String random = "goodgate".repeat(4);
    String suite = "\u00c0\u0009";
    // Without this (RFC 5746 3.6) a client complains of that before it looks at the version.
    String extensions = "\0\u0005\u00ff\u0001\0\u0001\0";
    String hello = "\u0003" + minor + random + "\0" + suite + "\0" + extensions;
    String message = "\u0002\0\0" + (char) hello.length() + hello;
    return "\u0016\u0003" + minor + "\0" + (char) message.length() + message;
  }

  static Leaves alert(int level, int number) {
    return new Leaves(
        "alert " + number,
        "\u0015\u0003\u0003\0\u0002" + (char) level + (char) number,
        new Finish.Close());
  }

  private static Opening knowsNoTls(Plain does) {
    return switch (does) {
      case BAD_REQUEST ->
          new Leaves(
              "400 without TLS",
              "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
              new Finish.Close());
      case SILENCE -> new Leaves("nothing", "", new Finish.Stall(true));
      case CLOSE -> new Leaves("nothing", "", new Finish.Close());
      case RESET -> new Leaves("nothing", "", new Finish.Reset());
    };
  }
}
