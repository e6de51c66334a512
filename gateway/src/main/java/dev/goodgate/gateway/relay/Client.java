package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.wire.Duplex;
import java.lang.foreign.MemorySegment;

/** The client of a live exchange, as far as the exchange needs it. */
public interface Client {
  Duplex duplex();

  /** Its address as text, without a port. */
  byte[] address();

  /** Whether it is a gateway whose word is believed: see {@link Workbench#trusts}. */
  boolean isTrusted();

  /** Which TLS 1 is spoken with it: 2, 3, or 0 for none. */
  default int tlsVersion() {
    return 0;
  }

  /** Whether it speaks HTTP/2, and its requests are put into HTTP/1 for the exchange. */
  default boolean isHttp2() {
    return false;
  }

  /**
   * How many bytes of bodies its connection has carried, both ways, for all exchanges that share
   * it: where it carries one at a time, those {@code own} ones of that.
   */
  default long carried(long own) {
    return own;
  }

  /** Both ends of its connection. */
  Ends ends();

  /** Bytes that came behind the request's end: they begin the next one. */
  void keepForLater(MemorySegment memory, int offset, int length);

  /**
   * Whether bytes have come behind the request's end, before it was answered: kept, or not received
   * yet.
   */
  default boolean hasSpokenEarly() {
    return false;
  }

  /**
   * Hands over what was kept, where the connection goes on in another protocol; returns how many
   * bytes it was.
   */
  default int takeKept(MemorySegment into, int offset) {
    return 0;
  }

  /**
   * The exchange is over, and the connection can carry another. The exchange must not be touched
   * any more.
   */
  void exchangeOver();

  /**
   * The exchange is over, and so is the connection; {@code silent} tells that the client has
   * nothing more to send, so that closing at once loses nothing.
   */
  void lastExchangeOver(boolean silent);
}
