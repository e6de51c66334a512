package dev.goodgate.gateway.wire.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * How sockets are received from: polled and then asked, or streamed into {@link Buffers} unasked.
 * Whoever brings little at a time is streamed. Whoever brings much, or is not listened to, or finds
 * no buffer left, is polled.
 */
final class Inflow {
  private static final int LITTLE = 2_048;

  /** So often has little to come before one that has brought much is streamed again. */
  private static final int PROBATION = 16;

  private static final int MOST_BUFFERS = 4;
  private static final int IN = 0x1;
  private static final int OUT = 0x4;
  private static final int ERR_HUP = 0x8 | 0x10;
  private static final int RDHUP = 0x2000;
  private static final int EDGE = 1 << 31;
  private static final int POLL_MULTI = 1;
  private static final int RECV_MULTISHOT = 1 << 1;

  private final Ring ring;
  private final Buffers buffers;
  private final Sockets calls;
  private final Changes changes;

  Inflow(Ring ring, Buffers buffers, Sockets calls, Changes changes) {
    this.ring = ring;
    this.buffers = buffers;
    this.calls = calls;
    this.changes = changes;
  }

  void watch(RingSocket socket, int token) {
    socket.token = token;
    socket.watched = true;
    poll(socket, IN | OUT | RDHUP);
  }

  /** Tells that a descriptor has become readable, for ever. */
  void pollAlone(int descriptor, long name) {
    long at = ring.ask(Ring.POLL_ADD, 0, descriptor, name);
    ring.length(at, POLL_MULTI);
    ring.detail(at, IN);
  }

  int receive(RingSocket socket, MemorySegment into, long offset, int length) {
    if (socket.firstBuffer >= 0) {
      Objects.checkFromIndexSize(offset, length, into.byteSize());
      int done = buffers.take(socket, into, offset, length);
      return socket.streamed || socket.ended || done == length
          ? done
          : done + behind(socket, into, offset + done, length - done);
    }
    if (socket.streamed) {
      return Kernel.AGAIN;
    }
    int result = socket.ended ? 0 : calls.receive(socket.handle, into, offset, length);
    if (result <= 0 && socket.receiveErrno != 0) {
      return socket.receiveErrno; // only after what came before
    }
    if (result > LITTLE) {
      socket.littles = Math.min(socket.littles, 0);
    } else if (result > 0 && socket.polled && !socket.turning && ++socket.littles > 0) {
      takeBack(socket);
    }
    return result;
  }

  /**
   * What came after the buffers were given up may have been told already, and a short count says
   * that nothing is left.
   */
  private int behind(RingSocket socket, MemorySegment into, long offset, int length) {
    int result = calls.receive(socket.handle, into, offset, length);
    if (result < 0 && result != Kernel.AGAIN) {
      socket.receiveErrno = result;
    }
    return Math.max(result, 0);
  }

  /** What was received and not asked for is lost. */
  void stop(RingSocket socket) {
    socket.watched = false;
    takeBack(socket);
    buffers.dropAll(socket);
  }

  private void poll(RingSocket socket, int events) {
    socket.polled = true;
    socket.turning = false;
    long at = ring.ask(Ring.POLL_ADD, 0, socket.handle, socket.name(RingSocket.POLLED));
    ring.length(at, POLL_MULTI);
    ring.detail(at, events | EDGE);
  }

  private void stream(RingSocket socket) {
    socket.streamed = true;
    socket.turning = false;
    long at =
        ring.ask(Ring.RECV, Ring.CHOOSES_BUFFER, socket.handle, socket.name(RingSocket.STREAMED));
    ring.manner(at, RECV_MULTISHOT);
  }

  /** Ends the poll or the receive that is under way: when it says so, the other begins. */
  private void takeBack(RingSocket socket) {
    if (!socket.turning && (socket.polled || socket.streamed)) {
      socket.turning = true;
      ring.cancel(socket.name(socket.polled ? RingSocket.POLLED : RingSocket.STREAMED));
    }
  }

  void polled(RingSocket socket, int mask, int flags) {
    if (mask > 0 && !socket.ended) {
      changes.tell(
          socket,
          ((mask & IN) != 0 ? Kernel.READABLE : 0)
              | ((mask & OUT) != 0 ? Kernel.WRITABLE : 0)
              | ((mask & RDHUP) != 0 ? Kernel.READABLE | Kernel.ENDED : 0));
    }
    if (mask > 0 && (mask & ERR_HUP) != 0) {
      changes.broken(socket, 0);
    }
    if ((flags & Ring.HAS_MORE) == 0) {
      socket.polled = false;
      if (socket.watched && !socket.broken) {
        if (socket.turning) {
          stream(socket);
        } else {
          poll(socket, IN | RDHUP);
        }
      }
    }
  }

  void streamed(RingSocket socket, int result, int flags) {
    if ((flags & Ring.HAS_BUFFER) != 0) {
      if (socket.watched && result > 0) {
        buffers.keep(socket, flags >>> 16, result);
        changes.tell(socket, Kernel.READABLE);
        if (result == Buffers.SIZE || socket.bufferCount > MOST_BUFFERS) {
          socket.littles = -PROBATION;
          takeBack(socket);
        }
      } else {
        buffers.offer(flags >>> 16);
      }
    }
    if ((flags & Ring.HAS_MORE) == 0) {
      socket.streamed = false;
      streamEnded(socket, result);
    }
  }

  private void streamEnded(RingSocket socket, int result) {
    if (result == 0) {
      socket.ended = true;
      changes.tell(socket, Kernel.READABLE | Kernel.ENDED);
      if (socket.outputShut) {
        changes.broken(socket, 0);
      } else if (socket.watched) {
        poll(socket, 0);
      }
    } else if (result > 0 || result == Ring.CANCELLED || result == -Errno.ENOBUFS.number()) {
      if (socket.watched) {
        socket.littles = Math.min(socket.littles, -PROBATION);
        poll(socket, IN | RDHUP);
      }
    } else {
      socket.ended = true;
      socket.receiveErrno = result;
      changes.broken(socket, result);
    }
  }

  /** For one that has gone meanwhile. */
  void late(int flags) {
    if ((flags & Ring.HAS_BUFFER) != 0) {
      buffers.offer(flags >>> 16);
    }
  }
}
