package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Linux by io_uring. Belongs to the thread that made it. */
public final class UringKernel implements Kernel {
  private static final int SMALL_SEND = Integer.getInteger("uring.send", 4_096);
  private static final int LITTLE = Integer.getInteger("uring.little", 2_048);
  private static final int PROMOTE = Integer.getInteger("uring.promote", 1);
  private static final int SLAB = 1 << 20;
  private static final int MOST_BUFFERED = 4;

  private static final int POLL_IN = 0x1;
  private static final int POLL_OUT = 0x4;
  private static final int POLL_ERR = 0x8;
  private static final int POLL_HUP = 0x10;
  private static final int POLL_RDHUP = 0x2000;
  private static final int POLL_EDGE = 1 << 31;
  private static final int POLL_MULTI = 1;
  private static final int RECV_MULTISHOT = 1 << 1;
  private static final int SEND_FLAGS = 0x4000 | 0x40 | 0x100; // NOSIGNAL, DONTWAIT, WAITALL

  private static final int NOBODY = 0;
  private static final int POLLED = 1;
  private static final int STREAMED = 2;
  private static final int ROOM = 3;
  private static final int SENT = 4;
  private static final int WOKEN = 5;

  private final Arena arena = Arena.ofConfined();
  private final Arena shared = Arena.ofAuto();
  private final LinuxKernel plain = new LinuxKernel();
  private final Ring ring = new Ring(4_096);
  private final Buffers buffers = new Buffers(arena, ring);
  private final int[] nextBuffer = new int[Buffers.COUNT];
  private final int[] bufferLength = new int[Buffers.COUNT];
  private final MemorySegment slab = arena.allocate(SLAB, 64);
  private final MemorySegment errno = arena.allocate(8, 8);
  private final MemorySegment option = arena.allocate(8, 8);
  private final MemorySegment wakeErrno = shared.allocate(8, 8);
  private final MemorySegment wakeCount = shared.allocate(8, 8);
  private final AtomicInteger wakers = new AtomicInteger();
  private final int eventfd;
  private @Nullable RingSocket[] sockets = new @Nullable RingSocket[1_024];
  private RingSocket[] starved = new RingSocket[64];
  private int starving;
  private RingSocket[] leaving = new RingSocket[64];
  private int leavers;
  private Ready gathering = new Ready();
  private Ready telling = new Ready();
  private int slabUsed;
  private volatile boolean closed;

  public UringKernel() {
    eventfd = Syscall.call(errno, Syscall.EVENTFD2, 0, 0x800 | 0x80000, 0);
    wakeCount.set(JAVA_LONG, 0, 1);
    pollWaker();
  }

  /** Changes of readiness, in the order in which they were met. */
  private static final class Ready {
    private int[] handles = new int[512];
    private int[] tokens = new int[512];
    private int[] bits = new int[512];
    private int count;
    private int number;
  }

  private void pollWaker() {
    long at = ask(Ring.POLL_ADD, 0, eventfd, name(WOKEN, eventfd, 0));
    ring.length(at, POLL_MULTI);
    ring.special(at, POLL_IN);
  }

  private static long name(int what, int handle, int generation) {
    return (long) what << 56 | (long) generation << 32 | handle;
  }

  private static long name(int what, RingSocket socket) {
    return name(what, socket.handle, socket.generation);
  }

  private long ask(int operation, int flags, int handle, long name) {
    if (ring.isFull()) {
      begin();
    }
    return ring.ask(operation, flags, handle, name);
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
  public int listen(SocketAddress address, int backlog, boolean shared) {
    return plain.listen(address, backlog, shared);
  }

  @Override
  public SocketAddress localAddress(int handle) {
    return plain.localAddress(handle);
  }

  @Override
  public int accept(int listener) {
    return plain.accept(listener);
  }

  @Override
  public byte[] acceptedFrom() {
    return plain.acceptedFrom();
  }

  @Override
  public int open(SocketAddress address) {
    return plain.open(address);
  }

  @Override
  public int connect(int handle, SocketAddress address) {
    int result = plain.connect(handle, address);
    socket(handle).connecting = result == IN_PROGRESS;
    return result;
  }

  @Override
  public int connectResult(int handle) {
    return plain.connectResult(handle);
  }

  @Override
  public int receive(int handle, MemorySegment into, long offset, int length) {
    RingSocket socket = socket(handle);
    if (socket.firstBuffer >= 0) {
      Objects.checkFromIndexSize(offset, length, into.byteSize());
      return takeBuffered(socket, into, offset, length);
    }
    if (socket.receiveErrno != 0) {
      return socket.receiveErrno;
    }
    if (socket.ended) {
      return 0;
    }
    if (socket.streaming) {
      return AGAIN;
    }
    int result = plain.receive(handle, into, offset, length);
    if (result > 0 && socket.polling && !socket.turning) {
      consider(socket, result);
    }
    return result;
  }

  private int takeBuffered(RingSocket socket, MemorySegment into, long offset, int length) {
    int done = 0;
    while (done < length && socket.firstBuffer >= 0) {
      int buffer = socket.firstBuffer;
      int count = Math.min(length - done, bufferLength[buffer] - socket.taken);
      buffers.copy(buffer, socket.taken, into, offset + done, count);
      done += count;
      socket.taken += count;
      if (socket.taken == bufferLength[buffer]) {
        socket.firstBuffer = nextBuffer[buffer];
        socket.taken = 0;
        socket.buffered--;
        buffers.giveBack(buffer);
      }
    }
    return done;
  }

  /** Who gets little at a time is served without being asked. */
  private void consider(RingSocket socket, int result) {
    if (result > LITTLE) {
      socket.littles = Math.min(socket.littles, 0);
    } else if (++socket.littles >= PROMOTE) {
      socket.turning = true;
      long at = ask(Ring.POLL_REMOVE, Ring.SILENT, -1, NOBODY);
      ring.address(at, name(POLLED, socket));
    }
  }

  @Override
  public int send(int handle, MemorySegment from, long offset, int length) {
    Objects.checkFromIndexSize(offset, length, from.byteSize());
    RingSocket socket = socket(handle);
    if (socket.sentIn == ring.enters()) {
      begin();
    }
    if (socket.sendErrno != 0) {
      int told = socket.sendErrno;
      socket.sendErrno = BROKEN_PIPE;
      return told;
    }
    if (socket.rest != null) {
      return AGAIN;
    }
    if (length > SMALL_SEND || socket.broken || socket.waitsForRoom || slabUsed + length > SLAB) {
      return sendNow(socket, from, offset, length);
    }
    MemorySegment.copy(from, offset, slab, slabUsed, length);
    long at = ask(Ring.SEND, Ring.SILENT, handle, name(SENT, socket));
    ring.address(at, slab.address() + slabUsed);
    ring.length(at, length);
    ring.special(at, SEND_FLAGS);
    socket.sendAsked = at;
    socket.sentIn = ring.enters();
    socket.sentAt = slabUsed;
    socket.sentLength = length;
    slabUsed += (length + 63) & ~63;
    return length;
  }

  private int sendNow(RingSocket socket, MemorySegment from, long offset, int length) {
    int result = plain.send(socket.handle, from, offset, length);
    if (result == AGAIN || (result >= 0 && result < length)) {
      waitForRoom(socket);
    }
    return result;
  }

  private void waitForRoom(RingSocket socket) {
    if (!socket.waitsForRoom) {
      socket.waitsForRoom = true;
      long at = ask(Ring.POLL_ADD, 0, socket.handle, name(ROOM, socket));
      ring.special(at, POLL_OUT);
    }
  }

  @Override
  public void shutdownOutput(int handle) {
    RingSocket socket = socket(handle);
    if (socket.sentIn == ring.enters()) {
      begin();
    }
    socket.outputShut = true;
    if (socket.rest != null) {
      socket.shutdownDue = true;
    } else {
      plain.shutdownOutput(handle);
    }
  }

  @Override
  public void close(int handle) {
    RingSocket socket = socket(handle);
    socket.watched = false;
    if (socket.sentIn == ring.enters()) {
      if (ring.isLast(socket.sendAsked)) {
        ring.link(socket.sendAsked);
        ring.ask(Ring.CLOSE, Ring.SILENT, handle, NOBODY);
        takeBack(socket);
        leave(socket);
        return;
      }
      begin();
    }
    if (socket.rest != null) {
      takeBack(socket);
      socket.leaving = true;
    } else {
      closeNow(socket);
    }
  }

  private void leave(RingSocket socket) {
    if (leavers == leaving.length) {
      leaving = Arrays.copyOf(leaving, leavers * 2);
    }
    leaving[leavers++] = socket;
  }

  private void closeNow(RingSocket socket) {
    takeBack(socket);
    if (socket.waitsForRoom) {
      long at = ask(Ring.POLL_REMOVE, Ring.SILENT, -1, NOBODY);
      ring.address(at, name(ROOM, socket));
    }
    long _ = ask(Ring.CLOSE, Ring.SILENT, socket.handle, NOBODY);
    if (socket.token == -1) {
      socket.forget();
      begin();
    } else {
      socket.forget();
    }
  }

  /** Nothing more is received, and what was is forgotten. */
  private void takeBack(RingSocket socket) {
    if (socket.polling) {
      long at = ask(Ring.POLL_REMOVE, Ring.SILENT, -1, NOBODY);
      ring.address(at, name(POLLED, socket));
    }
    if (socket.streaming) {
      long at = ask(Ring.ASYNC_CANCEL, Ring.SILENT, -1, NOBODY);
      ring.address(at, name(STREAMED, socket));
    }
    socket.turning = true;
    while (socket.firstBuffer >= 0) {
      int buffer = socket.firstBuffer;
      socket.firstBuffer = nextBuffer[buffer];
      buffers.giveBack(buffer);
    }
    socket.taken = socket.buffered = 0;
  }

  @Override
  public void abort(int handle) {
    plain.lingerNot(handle);
    closeNow(socket(handle));
  }

  @Override
  public int watch(int handle, int token) {
    RingSocket socket = socket(handle);
    socket.token = token;
    socket.watched = true;
    poll(socket, POLL_IN | POLL_RDHUP | (socket.connecting ? POLL_OUT : 0));
    return 0;
  }

  private void poll(RingSocket socket, int events) {
    socket.polling = true;
    socket.turning = false;
    long at = ask(Ring.POLL_ADD, 0, socket.handle, name(POLLED, socket));
    ring.length(at, POLL_MULTI);
    ring.special(at, events | POLL_EDGE);
  }

  private void stream(RingSocket socket) {
    socket.streaming = true;
    socket.turning = false;
    long at = ask(Ring.RECV, Ring.SELECTS_BUFFER, socket.handle, name(STREAMED, socket));
    ring.priority(at, RECV_MULTISHOT);
  }

  @Override
  public int await(long nanos) {
    while (starving > 0) {
      RingSocket socket = starved[--starving];
      if (!socket.streaming && !socket.polling && !socket.leaving && socket.watched) {
        stream(socket);
      }
    }
    boolean waits = gathering.count == 0 && nanos != 0 && !ring.hasCompletion();
    int _ = ring.enter(waits ? 1 : 0, nanos);
    drain();
    if (ring.unsubmitted() == 0) {
      slabUsed = 0;
    }
    Ready told = telling;
    telling = gathering;
    gathering = told;
    told.count = 0;
    told.number = telling.number + 1;
    return telling.count;
  }

  /** Begins what was asked so far, and learns what became of it. */
  private void begin() {
    int _ = ring.enter(0, 0);
    drain();
  }

  private void drain() {
    int left = leavers;
    while (ring.hasCompletion()) {
      long name = ring.name();
      int result = ring.result();
      int flags = ring.flags();
      ring.next();
      complete(name, result, flags);
    }
    ring.release();
    for (int i = 0; i < left; i++) {
      if (!leaving[i].leaving) {
        leaving[i].forget();
      }
    }
    leavers -= left;
    System.arraycopy(leaving, left, leaving, 0, leavers);
  }

  private void complete(long name, int result, int flags) {
    int what = (int) (name >>> 56);
    int handle = (int) name;
    if (what == WOKEN) {
      Syscall.call(errno, Syscall.READ, eventfd, option.address(), 8);
      if ((flags & Ring.HAS_MORE) == 0) {
        pollWaker();
      }
      return;
    }
    if (what == NOBODY) {
      return;
    }
    RingSocket socket = socket(handle);
    if (socket.generation != ((int) (name >>> 32) & 0xffffff)) {
      if ((flags & Ring.HAS_BUFFER) != 0) {
        buffers.giveBack(flags >>> 16);
      }
      return;
    }
    switch (what) {
      case POLLED -> polled(socket, result, flags);
      case STREAMED -> streamed(socket, result, flags);
      case ROOM -> room(socket, result);
      default -> notSent(socket, result);
    }
  }

  private void polled(RingSocket socket, int mask, int flags) {
    if (mask > 0) {
      int readiness = 0;
      if ((mask & POLL_IN) != 0) {
        readiness |= READABLE;
      }
      if ((mask & POLL_OUT) != 0) {
        readiness |= WRITABLE;
      }
      if ((mask & POLL_RDHUP) != 0) {
        readiness |= READABLE | ENDED;
      }
      if ((mask & (POLL_ERR | POLL_HUP)) != 0) {
        readiness |= READABLE | WRITABLE | BROKEN;
        socket.broken = true;
      }
      tell(socket, readiness);
    }
    if ((flags & Ring.HAS_MORE) == 0) {
      socket.polling = false;
      if (socket.watched && !socket.broken) {
        if (socket.turning) {
          stream(socket);
        } else {
          poll(socket, POLL_IN | POLL_RDHUP);
        }
      }
    }
  }

  private void streamed(RingSocket socket, int result, int flags) {
    if ((flags & Ring.HAS_BUFFER) != 0) {
      if (socket.watched && result > 0) {
        keep(socket, flags >>> 16, result);
        tell(socket, READABLE);
        if (result == Buffers.SIZE || socket.buffered > MOST_BUFFERED) {
          unstream(socket);
        }
      } else {
        buffers.giveBack(flags >>> 16);
      }
    }
    if ((flags & Ring.HAS_MORE) != 0) {
      return;
    }
    socket.streaming = false;
    if (result == 0) {
      socket.ended = true;
      socket.broken |= socket.outputShut;
      tell(socket, READABLE | ENDED | (socket.broken ? BROKEN | WRITABLE : 0));
      if (socket.watched && !socket.broken) {
        poll(socket, 0);
      }
    } else if (result == -Errno.ENOBUFS.number() && !socket.turning) {
      if (starving == starved.length) {
        starved = Arrays.copyOf(starved, starving * 2);
      }
      starved[starving++] = socket;
    } else if (result < 0 && result != -Ring.ECANCELED && result != -Errno.ENOBUFS.number()) {
      socket.receiveErrno = result;
      socket.sendErrno = result;
      socket.broken = true;
      tell(socket, READABLE | WRITABLE | BROKEN);
    } else if (socket.watched) {
      if (socket.turning) {
        poll(socket, POLL_IN | POLL_RDHUP);
      } else {
        stream(socket);
      }
    }
  }

  private void keep(RingSocket socket, int buffer, int length) {
    bufferLength[buffer] = length;
    nextBuffer[buffer] = -1;
    if (socket.firstBuffer < 0) {
      socket.firstBuffer = buffer;
    } else {
      nextBuffer[socket.lastBuffer] = buffer;
    }
    socket.lastBuffer = buffer;
    socket.buffered++;
  }

  private void unstream(RingSocket socket) {
    if (!socket.turning) {
      socket.turning = true;
      socket.littles = -16;
      long at = ask(Ring.ASYNC_CANCEL, Ring.SILENT, -1, NOBODY);
      ring.address(at, name(STREAMED, socket));
    }
  }

  private void room(RingSocket socket, int mask) {
    socket.waitsForRoom = false;
    MemorySegment rest = socket.rest;
    if (rest != null) {
      int result = plain.send(socket.handle, rest, 0, (int) rest.byteSize());
      if (result < 0 && result != AGAIN) {
        socket.rest = null;
        broke(socket, result);
      } else {
        int sent = Math.max(result, 0);
        socket.rest = sent == rest.byteSize() ? null : rest.asSlice(sent);
      }
      if (socket.rest != null) {
        waitForRoom(socket);
        return;
      }
      if (socket.shutdownDue) {
        plain.shutdownOutput(socket.handle);
      }
      if (socket.leaving) {
        closeNow(socket);
        return;
      }
    }
    if (mask != 0) {
      tell(socket, WRITABLE);
    }
  }

  private void broke(RingSocket socket, int result) {
    socket.sendErrno = result;
    if (result != BROKEN_PIPE) {
      socket.receiveErrno = result;
    }
    socket.broken = true;
    tell(socket, READABLE | WRITABLE | BROKEN);
  }

  /** A send that was taken has failed, wholly or in part. */
  private void notSent(RingSocket socket, int result) {
    boolean left = false;
    for (int i = 0; i < leavers; i++) {
      left |= leaving[i] == socket;
    }
    if (result < 0 && result != AGAIN) {
      if (left) {
        closeNow(socket);
      } else {
        broke(socket, result);
      }
      return;
    }
    int sent = Math.max(result, 0);
    MemorySegment rest = Arena.ofAuto().allocate(socket.sentLength - sent);
    MemorySegment.copy(slab, socket.sentAt + sent, rest, 0, rest.byteSize());
    socket.rest = rest;
    socket.leaving = left;
    waitForRoom(socket);
  }

  private void tell(RingSocket socket, int readiness) {
    if (!socket.watched) {
      return;
    }
    if (socket.readyIn == gathering.number) {
      gathering.bits[socket.readyAt] |= readiness;
      return;
    }
    if (gathering.count == gathering.handles.length) {
      int size = gathering.count * 2;
      gathering.handles = Arrays.copyOf(gathering.handles, size);
      gathering.tokens = Arrays.copyOf(gathering.tokens, size);
      gathering.bits = Arrays.copyOf(gathering.bits, size);
    }
    int at = gathering.count++;
    socket.readyIn = gathering.number;
    socket.readyAt = at;
    gathering.handles[at] = socket.handle;
    gathering.tokens[at] = socket.token;
    gathering.bits[at] = readiness;
  }

  @Override
  public int readyHandle(int index) {
    return telling.handles[index];
  }

  @Override
  public int readyToken(int index) {
    return telling.tokens[index];
  }

  @Override
  public int readiness(int index) {
    return telling.bits[index];
  }

  @Override
  public void wake() {
    wakers.incrementAndGet();
    if (!closed) {
      Syscall.call(wakeErrno, Syscall.WRITE, eventfd, wakeCount.address(), 8);
    }
    wakers.decrementAndGet();
  }

  @Override
  public void close() {
    closed = true;
    while (wakers.get() > 0) {
      Thread.onSpinWait();
    }
    begin();
    ring.close();
    plain.close(eventfd);
    plain.close();
    arena.close();
  }
}
