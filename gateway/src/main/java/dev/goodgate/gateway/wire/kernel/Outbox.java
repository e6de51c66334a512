package dev.goodgate.gateway.wire.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Little sends that begin together with the next {@link Ring#enter}. Each is over when that
 * returns: what did not fit is told, and the rest of a socket is sent as room comes.
 */
final class Outbox {
  /** More than this costs less if it is not copied. */
  private static final int LITTLE = 4_096;

  private static final int ROOM = 256 * 1_024;
  private static final int ALIGNED = 64;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_WAITALL = 0x100;
  private static final int MSG_NOSIGNAL = 0x4000;

  private final Ring ring;
  private final MemorySegment memory;
  private int used;
  private int turn;

  Outbox(Arena arena, Ring ring) {
    this.ring = ring;
    memory = arena.allocate(ROOM, ALIGNED);
  }

  boolean takes(int length) {
    return length <= LITTLE && used + length <= ROOM;
  }

  /** Whether a send of this socket is not over: another must not overtake it. */
  boolean holds(RingSocket socket) {
    return socket.sentIn == turn;
  }

  void put(RingSocket socket, MemorySegment from, long offset, int length) {
    MemorySegment.copy(from, offset, memory, used, length);
    long at = ring.ask(Ring.SEND, Ring.SILENT, socket.handle, socket.name(RingSocket.SENT));
    ring.target(at, memory.address() + used);
    ring.length(at, length);
    ring.detail(at, MSG_DONTWAIT | MSG_WAITALL | MSG_NOSIGNAL);
    socket.sentIn = turn;
    socket.sentFrom = used;
    socket.sentLength = length;
    used += (length + ALIGNED - 1) & -ALIGNED;
  }

  /** A copy of what did not fit. */
  MemorySegment rest(RingSocket socket, int sent) {
    int left = socket.sentLength - sent;
    MemorySegment rest = Arena.ofAuto().allocate(left);
    MemorySegment.copy(memory, socket.sentFrom + sent, rest, 0, left);
    return rest;
  }

  /** All completions have been read: what has begun is over. */
  void settle() {
    if (ring.unbegun() == 0) {
      used = 0;
      turn++;
    }
  }
}
