package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a client speaks, told by its first bytes, so that one port can understand every language.
 */
enum Language {
  /** A handshake record, RFC 8446 5.1. */
  TLS,
  /** The connection preface of RFC 9113 3.4. */
  HTTP2,
  /** A record of version 1. */
  FASTCGI,
  /** A packet with modifier 0, as uWSGI's protocol has it. */
  UWSGI,
  /** Everything else, an end or a silence included: it is the lenient one. */
  HTTP1;

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n".getBytes(ISO_8859_1);

  /** Waits for the first byte, and for more only while they may become the preface; eats none. */
  static Language of(InputStream in) throws IOException {
    in.mark(PREFACE.length);
    try {
      int first = in.read();
      return switch (first) {
        case 0x16 -> TLS;
        case 0x01 -> FASTCGI;
        case 0x00 -> UWSGI;
        default -> first == PREFACE[0] && goesOnAsPreface(in) ? HTTP2 : HTTP1;
      };
    } finally {
      in.reset();
    }
  }

  private static boolean goesOnAsPreface(InputStream in) throws IOException {
    for (int at = 1; at < PREFACE.length; at++) {
      if (in.read() != PREFACE[at]) {
        return false;
      }
    }
    return true;
  }
}
