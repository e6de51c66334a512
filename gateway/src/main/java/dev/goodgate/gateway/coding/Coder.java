package dev.goodgate.gateway.coding;

import java.nio.ByteBuffer;

/**
 * Compresses one body. Whatever it was given comes out at once, in a form that can be read at once:
 * no reply waits because bytes stay in here. One thread; its memory is not of the heap, and {@link
 * #close} frees it.
 */
public interface Coder extends AutoCloseable {
  /**
   * Takes all of {@code from}, which is direct, into {@code to}, which is direct and has {@link
   * #ROOM} more; {@code last} ends the body, and may come with nothing.
   */
  void code(ByteBuffer from, boolean last, ByteBuffer to);

  /** How much longer than what goes in may be what comes out. */
  int ROOM = 8 * 1024;

  @Override
  void close();
}
