package dev.goodgate.gateway.listen;

import dev.goodgate.gateway.listen.http2.Desk;
import dev.goodgate.gateway.listen.http2.Http2Connection;
import java.lang.foreign.MemorySegment;

/** HTTP/2 with one client, who has said so: by its preface, or in the handshake of TLS. */
final class Http2Conversation implements Conversation {
  private final Http2Connection connection;
  private final MemorySegment received;

  /** {@code received} is what has come of it already, and is only read in {@link #begin}. */
  Http2Conversation(ClientConnection carrier, Desk desk, MemorySegment received) {
    this.connection = new Http2Connection(carrier, desk);
    this.received = received;
  }

  @Override
  public void begin() {
    connection.begin(received);
  }

  @Override
  public void ready() {
    connection.ready();
  }

  @Override
  public void onTime() {
    connection.onTime();
  }

  @Override
  public void lost() {
    connection.lost();
  }

  @Override
  public void drain() {
    connection.drain();
  }

  @Override
  public void closeIfIdle() {
    connection.closeIfIdle();
  }

  @Override
  public long givesWayFrom() {
    long idle = connection.idleSince();
    long stuck = connection.stuckSince();
    return idle != NEVER ? idle : stuck == NEVER ? NEVER : stuck + SLOW_NANOS;
  }

  @Override
  public void giveWay() {
    connection.giveWay();
  }

  @Override
  public void end() {
    connection.end();
  }
}
