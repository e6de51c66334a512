package dev.goodgate.gateway.listen;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import java.time.Duration;

/**
 * The end of a connection whose last words must arrive: a close with unread bytes would reset it
 * (RFC 9112 9.6). Hears, and forgets, what the client still says, for a while.
 */
final class Farewell implements Conversation {
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int ROUNDS = 4;

  private final ClientConnection connection;
  private int heard;

  Farewell(ClientConnection connection) {
    this.connection = connection;
  }

  @Override
  public void begin() {
    connection.duplex().shutdownOutput();
    Loop loop = connection.loop();
    connection.timer().set(loop.now() + LINGER.toNanos());
    ready();
  }

  @Override
  public void ready() {
    Loop loop = connection.loop();
    for (int round = 0; round < ROUNDS; round++) {
      int count = connection.duplex().receive(loop.scratch(), Loop.HEADROOM, Loop.SCRATCH);
      if (count == Duplex.AGAIN) {
        return;
      }
      if (count < 0 || (heard += count) > MAX_BYTES) {
        connection.close();
        return;
      }
    }
    connection.duplex().again();
  }

  @Override
  public void onTime() {
    connection.close();
  }

  @Override
  public void lost() {}

  @Override
  public void closeIfIdle() {}

  @Override
  public void end() {}
}
