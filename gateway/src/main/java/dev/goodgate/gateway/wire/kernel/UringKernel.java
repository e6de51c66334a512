package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Linux by io_uring: one system call a turn carries all little sends and brings all little
 * receives. Belongs to the thread that made it.
 *
 * <p>How it works: a socket is polled at first, as by epoll, and received from by a call. One that
 * brings little at a time is then streamed: the system receives into {@link Buffers} unasked, and
 * {@link #receive} only copies. It is polled again when it brings much, when nobody takes what it
 * brings, or when the buffers run out; so neither a fast sender nor a slow owner holds more than a
 * few. A little send is taken at once and begins with the next await ({@link Outbox}); whatever
 * else is done to its socket before makes it begin first. A send that fails is told as BROKEN, with
 * its errno at the next call. See ADR 0015.
 */
final class UringKernel implements SystemKernel {
  private static final int ENTRIES = 1_024;

  /** How long a closed socket may take to get rid of what was sent before. */
  private static final long LEAVING_SECONDS = 10;

  private static final int POLL_OUT = 0x4;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment patience = arena.allocate(16, 8);
  private final Ring ring = new Ring(ENTRIES);
  private final Outbox outbox = new Outbox(arena, ring);
  private final Sockets calls = new Sockets(arena);
  private final Changes changes = new Changes();
  private final Inflow inflow = new Inflow(ring, new Buffers(arena, ring), calls, changes);
  private final Waker waker = new Waker(calls);
  private final List<RingSocket> leaving = new ArrayList<>();
  private @Nullable RingSocket[] sockets = new @Nullable RingSocket[1_024];
  private Ready told = changes.told();

  UringKernel() {
    patience.set(JAVA_LONG, 0, LEAVING_SECONDS);
    pollWaker();
  }

  @Override
  public Sockets calls() {
    return calls;
  }

  // ---- receiving

  @Override
  public int watch(int handle, int token) {
    inflow.watch(socket(handle), token);
    return 0;
  }

  @Override
  public int receive(int handle, MemorySegment into, long offset, int length) {
    return inflow.receive(socket(handle), into, offset, length);
  }

  // ---- sending

  @Override
  public int send(int handle, MemorySegment from, long offset, int length) {
    Objects.checkFromIndexSize(offset, length, from.byteSize());
    RingSocket socket = socket(handle);
    beginSends(socket);
    if (socket.sendErrno != 0) {
      int errno = socket.sendErrno;
      socket.sendErrno = BROKEN_PIPE;
      return errno;
    }
    if (socket.rest != null) {
      return AGAIN;
    }
    if (!socket.broken && !socket.waitsForRoom && outbox.takes(length)) {
      outbox.put(socket, from, offset, length);
      return length;
    }
    int result = calls.send(handle, from, offset, length);
    if (result == AGAIN || (result >= 0 && result < length)) {
      awaitRoom(socket);
    }
    return result;
  }

  private void beginSends(RingSocket socket) {
    if (outbox.holds(socket)) {
      begin();
    }
  }

  private void awaitRoom(RingSocket socket) {
    if (!socket.waitsForRoom) {
      socket.waitsForRoom = true;
      long at = ring.ask(Ring.POLL_ADD, 0, socket.handle, socket.name(RingSocket.ROOM));
      ring.detail(at, POLL_OUT);
    }
  }

  /** A send that was taken has failed, or only a part of it fitted. */
  private void notSent(RingSocket socket, int result) {
    if (result < 0 && result != AGAIN) {
      socket.receiveErrno = result == BROKEN_PIPE ? 0 : result;
      changes.broken(socket, result);
    } else {
      socket.rest = outbox.rest(socket, Math.max(result, 0));
      awaitRoom(socket);
    }
  }

  private void room(RingSocket socket) {
    socket.waitsForRoom = false;
    MemorySegment rest = socket.rest;
    if (rest != null) {
      int result = calls.send(socket.handle, rest, 0, (int) rest.byteSize());
      if (result == AGAIN || (result >= 0 && result < rest.byteSize())) {
        socket.rest = rest.asSlice(Math.max(result, 0));
        awaitRoom(socket);
        return;
      }
      socket.rest = null;
      if (result < 0) {
        changes.broken(socket, result);
      }
      if (socket.shutdownDue) {
        calls.shutdownOutput(socket.handle);
      }
      if (socket.closeDue) {
        closeNow(socket);
        return;
      }
    }
    changes.tell(socket, WRITABLE);
  }

  // ---- ending

  @Override
  public void shutdownOutput(int handle) {
    RingSocket socket = socket(handle);
    beginSends(socket);
    socket.outputShut = true;
    if (socket.rest == null) {
      calls.shutdownOutput(handle);
    } else {
      socket.shutdownDue = true;
    }
  }

  @Override
  public void close(int handle) {
    RingSocket socket = socket(handle);
    if (outbox.holds(socket) || socket.rest != null) {
      inflow.stop(socket);
      socket.closeDue = true;
      leaving.add(socket);
    } else {
      closeNow(socket);
    }
  }

  @Override
  public void abort(int handle) {
    calls.lingerNot(handle);
    closeNow(socket(handle));
    begin();
  }

  private void closeNow(RingSocket socket) {
    inflow.stop(socket);
    if (socket.waitsForRoom) {
      ring.cancel(socket.name(RingSocket.ROOM));
    }
    long _ = ring.ask(Ring.CLOSE, Ring.SILENT, socket.handle, RingSocket.NOBODY);
    boolean listens = socket.token < 0;
    socket.forget();
    if (listens) {
      begin(); // its address must be free when this returns
    }
  }

  /** Closes what waited only for its last sends, unless they left a rest: that gets some time. */
  private void letLeave() {
    for (int i = leaving.size() - 1; i >= 0; i--) {
      RingSocket socket = leaving.get(i);
      if (!outbox.holds(socket)) {
        leaving.remove(i);
        if (socket.rest == null) {
          calls.close(socket.handle);
          socket.forget();
        } else {
          limit(socket);
        }
      }
    }
  }

  private void limit(RingSocket socket) {
    long at = ring.ask(Ring.TIMEOUT, 0, -1, socket.name(RingSocket.LIMIT));
    ring.target(at, patience.address());
    ring.length(at, 1);
  }

  // ---- the turn

  @Override
  public int await(long nanos) {
    boolean waits = nanos != 0 && changes.isEmpty() && leaving.isEmpty() && !ring.hasCompletion();
    ring.enter(waits, nanos);
    learn();
    told = changes.turn();
    return told.count();
  }

  /** Begins what was asked so far: what that changes is told by the next await. */
  private void begin() {
    ring.enter(false, 0);
    learn();
  }

  private void learn() {
    while (ring.hasCompletion()) {
      long name = ring.name();
      int result = ring.result();
      int flags = ring.flags();
      ring.next();
      learn(name, result, flags);
    }
    ring.release();
    outbox.settle();
    letLeave();
  }

  private void learn(long name, int result, int flags) {
    int what = RingSocket.what(name);
    RingSocket socket = socket((int) name);
    if (what == RingSocket.NOBODY) {
      return;
    }
    if (what == RingSocket.WOKEN) {
      woken(flags);
    } else if (name != socket.name(what)) {
      inflow.late(flags);
    } else if (what == RingSocket.POLLED) {
      inflow.polled(socket, result, flags);
    } else if (what == RingSocket.STREAMED) {
      inflow.streamed(socket, result, flags);
    } else if (what == RingSocket.ROOM) {
      room(socket);
    } else if (what == RingSocket.LIMIT) {
      abort(socket.handle);
    } else {
      notSent(socket, result);
    }
  }

  private void woken(int flags) {
    calls.drain(waker.descriptor());
    if ((flags & Ring.HAS_MORE) == 0) {
      pollWaker();
    }
  }

  private void pollWaker() {
    inflow.pollAlone(waker.descriptor(), (long) RingSocket.WOKEN << 56);
  }

  private RingSocket socket(int handle) {
    if (handle >= sockets.length) {
      sockets = Arrays.copyOf(sockets, Math.max(handle + 1, sockets.length * 2));
    }
    RingSocket socket = sockets[handle];
    if (socket == null) {
      socket = new RingSocket(handle);
      sockets[handle] = socket;
    }
    return socket;
  }

  @Override
  public int readyHandle(int index) {
    return told.handle(index);
  }

  @Override
  public int readyToken(int index) {
    return told.token(index);
  }

  @Override
  public int readiness(int index) {
    return told.readiness(index);
  }

  @Override
  public void wake() {
    waker.wake();
  }

  @Override
  public void close() {
    begin();
    for (RingSocket socket : sockets) {
      if (socket != null && socket.closeDue) {
        calls.close(socket.handle);
      }
    }
    ring.close();
    waker.close();
    arena.close();
  }
}
