package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.wire.Socket;
import java.lang.foreign.MemorySegment;

/** The client of a live exchange, as far as the exchange needs it. */
public interface Client {
  Socket socket();

  /** Its address as text, without a port. */
  byte[] address();

  /** Bytes that came behind the request's end: they begin the next one. */
  void keepForLater(MemorySegment memory, int offset, int length);

  /**
   * The exchange is over; {@code keep} tells whether the connection can carry another. The exchange
   * must not be touched any more.
   */
  void exchangeOver(boolean keep);
}
