package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Timer;

/** What an {@link Http2Connection} is carried by: the client's connection, on one loop. */
public interface Carrier {
  /** What the frames go over. */
  Duplex duplex();

  /** What a new exchange goes by. */
  Workbench bench();

  /** The client's address as text, without a port. */
  byte[] address();

  /** Which TLS 1 it is: 2, 3, or 0 for none. */
  int tlsVersion();

  /** Whether the client is a gateway whose word is believed. */
  boolean isTrusted();

  /** Both ends of the client's connection. */
  Ends ends();

  /** Rings for {@link Http2Connection#onTime}. */
  Timer timer();

  /**
   * Closes the connection when what was said last has had time to arrive; {@link
   * Http2Connection#end} is called at once.
   */
  void sayFarewell();

  /** Closes the connection; {@link Http2Connection#end} is called then. */
  void close();
}
