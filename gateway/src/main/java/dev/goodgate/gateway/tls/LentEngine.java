package dev.goodgate.gateway.tls;

import javax.net.ssl.SSLEngine;

/**
 * The engine of one connection; {@code release} frees its memory, some of which the collector does
 * not know. It is run once, when the connection is over.
 */
public record LentEngine(SSLEngine engine, Runnable release, Hello hello) {
  /** One that waits for the other side's hello. */
  public LentEngine(SSLEngine engine, Runnable release) {
    this(engine, release, new Hello(true, _ -> {}));
  }
}
