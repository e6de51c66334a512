package dev.goodgate.gateway.wire;

import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Kernel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A kernel in memory that does everything a real one may do, and does it all the time: it takes and
 * gives less than it could, says AGAIN with bytes in hand, tells readiness late, in any order and
 * where there is none, gives a number away again at once and still tells what was due to its last
 * holder, interrupts waits, and fails at every call. What it never does is what the door forbids:
 * each lie about readiness is followed by the truth.
 */
public final class LyingKernel implements Kernel {
  private static final SocketAddress HERE = new InetSocketAddress("192.0.2.1", 80);
  private static final int WAKE = 4;
  private static final int FIRST = 5;
  private static final Errno[] ACCEPT = {
    Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.ENOBUFS, Errno.EPROTO, Errno.ECONNABORTED
  };
  private static final Errno[] OPEN = {Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.EACCES};
  private static final Errno[] CONNECT = {
    Errno.ECONNREFUSED,
    Errno.ETIMEDOUT,
    Errno.EHOSTUNREACH,
    Errno.ENETUNREACH,
    Errno.EADDRNOTAVAIL,
    Errno.ECONNRESET,
    Errno.EPERM
  };
  private static final Errno[] RECEIVE = {
    Errno.ECONNRESET, Errno.ETIMEDOUT, Errno.EHOSTUNREACH, Errno.EPIPE
  };
  private static final Errno[] SEND = {Errno.EPIPE, Errno.ECONNRESET, Errno.ENOBUFS};
  private static final int ENOSPC = 28;

  private final World world;
  private final TreeMap<Integer, Object> open = new TreeMap<>();
  private final Map<Integer, Integer> tokens = new HashMap<>();
  private final Map<SocketAddress, Consumer<ModelSocket>> listening = new HashMap<>();
  private final ArrayDeque<Told> ready = new ArrayDeque<>();
  private final List<Told> told = new ArrayList<>();
  private final List<String> misuses = new ArrayList<>();
  private boolean woken;
  private boolean asleep;
  private int calls;
  private int mostCalls;

  private record Told(int handle, int token, int readiness) {}

  private record Backlog(ArrayDeque<ModelSocket> waiting, SocketAddress address) {}

  public LyingKernel(World world) {
    this.world = world;
  }

  // ---- what a test asks

  /** Whoever dials this address meets {@code arrivals}. */
  public void inhabit(SocketAddress address, Consumer<ModelSocket> arrivals) {
    listening.put(address, arrivals);
  }

  /** A client's end of a new connection to that address. */
  public ModelSocket dial(SocketAddress address) {
    ModelSocket mine = new ModelSocket(world);
    ModelSocket theirs = new ModelSocket(world);
    ModelSocket.connect(mine, theirs);
    Consumer<ModelSocket> arrivals = listening.get(address);
    if (arrivals == null) {
      mine.die(Errno.ECONNREFUSED.number());
    } else {
      world.soon(() -> arrivals.accept(theirs));
    }
    return mine;
  }

  /** Whether it waits without end and nothing is left that could end it. */
  public boolean isAsleep() {
    return asleep;
  }

  /** The numbers that are in use. */
  public List<Integer> open() {
    return List.copyOf(open.keySet());
  }

  /** What was asked of it that nobody may ask. */
  public List<String> misuses() {
    return misuses;
  }

  /** The most calls between two waits, for each socket that was there. */
  public int mostCallsATurn() {
    return mostCalls;
  }

  // ---- the door

  @Override
  public int listen(SocketAddress address, int backlog, boolean shared) {
    Backlog mine = new Backlog(new ArrayDeque<>(), address);
    int handle = give(mine);
    listening.put(
        address,
        socket -> {
          if (mine.waiting().size() < backlog) {
            mine.waiting().add(socket);
            edge(handle, mine);
          } else {
            socket.abort();
          }
        });
    return handle;
  }

  @Override
  public SocketAddress localAddress(int handle) {
    return open.get(handle) instanceof Backlog backlog ? backlog.address() : HERE;
  }

  @Override
  public int accept(int listener) {
    enter();
    if (!(open.get(listener) instanceof Backlog backlog)) {
      return misuse("accept", listener);
    }
    if (backlog.waiting().isEmpty()) {
      return AGAIN;
    }
    if (world.lies(2)) {
      Errno errno = ACCEPT[world.below(ACCEPT.length)];
      if (errno == Errno.ECONNABORTED || errno == Errno.EPROTO) {
        backlog.waiting().remove().abort();
      }
      return -errno.number();
    }
    return give(backlog.waiting().remove());
  }

  @Override
  public byte[] acceptedFrom() {
    return "192.0.2.7".getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int acceptedPort() {
    return 0;
  }

  @Override
  public int open(SocketAddress address) {
    enter();
    return world.lies(1) ? fail(OPEN) : give(new ModelSocket(world));
  }

  @Override
  public int connect(int handle, SocketAddress address) {
    ModelSocket mine = socket("connect", handle);
    if (world.lies(1)) {
      return fail(CONNECT);
    }
    Consumer<ModelSocket> arrivals = listening.get(address);
    boolean fails = world.lies(2);
    int errno = fails ? -fail(CONNECT) : Errno.ECONNREFUSED.number();
    ModelSocket theirs = new ModelSocket(world);
    ModelSocket.connect(mine, theirs);
    if (arrivals != null && !fails && world.below(8) == 0) {
      arrivals.accept(theirs);
      return 0;
    }
    mine.dials();
    world.soon(() -> {
      mine.dialled(arrivals == null || fails ? errno : 0);
      if (arrivals != null && !fails && !mine.isClosed()) {
        arrivals.accept(theirs);
      }
    });
    return IN_PROGRESS;
  }

  @Override
  public int connectResult(int handle) {
    return -socket("connectResult", handle).takeError();
  }

  @Override
  public int receive(int handle, MemorySegment into, long offset, int length) {
    ModelSocket socket = socket("receive", handle);
    if (length <= 0) {
      return misuse("receive of " + length + " bytes", handle);
    }
    if (world.lies(1)) {
      socket.die(-fail(RECEIVE));
    }
    if (socket.readable() > 0 && world.quibbles()) {
      socket.changeAgain();
      return AGAIN;
    }
    int most = length;
    if (socket.readable() > 1 && world.quibbles()) {
      most = Math.min(length, 1 + world.below(socket.readable()));
    }
    byte[] bytes = new byte[Math.min(most, Math.max(1, socket.readable()))];
    int count = socket.receive(bytes, bytes.length);
    if (count > 0) {
      MemorySegment.copy(bytes, 0, into, ValueLayout.JAVA_BYTE, offset, count);
      if (most < length) {
        socket.changeAgain();
      }
    }
    return count;
  }

  @Override
  public int send(int handle, MemorySegment from, long offset, int length) {
    ModelSocket socket = socket("send", handle);
    if (world.lies(1)) {
      int errno = fail(SEND);
      socket.die(-errno);
      return socket.takeError() == 0 ? BROKEN_PIPE : errno;
    }
    int most = length;
    if (world.quibbles() && !socket.isConnecting()) {
      most = world.below(length + 1);
      socket.wantRoom();
      socket.changeAgain();
    }
    if (most == 0 && length > 0) {
      return AGAIN;
    }
    byte[] bytes = from.asSlice(offset, most).toArray(ValueLayout.JAVA_BYTE);
    return socket.send(bytes);
  }

  @Override
  public void shutdownOutput(int handle) {
    socket("shutdownOutput", handle).shutdownOutput();
  }

  @Override
  public void close(int handle) {
    switch (release("close", handle)) {
      case ModelSocket socket -> socket.close();
      case Backlog backlog -> {
        listening.remove(backlog.address());
        backlog.waiting().forEach(ModelSocket::abort);
      }
      default -> {}
    }
  }

  @Override
  public void abort(int handle) {
    if (release("abort", handle) instanceof ModelSocket socket) {
      socket.abort();
    }
  }

  @Override
  public int watch(int handle, int token) {
    enter();
    Object what = open.get(handle);
    if (what == null || tokens.containsKey(handle)) {
      return misuse("watch", handle);
    }
    if (what instanceof ModelSocket socket) {
      if (world.lies(1)) {
        return world.below(2) == 0 ? -ENOSPC : -Errno.ENOMEM.number();
      }
      socket.onChange(() -> edge(handle, socket));
    }
    tokens.put(handle, token);
    edge(handle, what);
    return 0;
  }

  /** Tells a change after a while, with what is true then. */
  private void edge(int handle, Object what) {
    Integer token = tokens.get(handle);
    if (token == null || readiness(what) == 0) {
      return;
    }
    world.soon(() -> {
      if (open.get(handle) == what) {
        int lie = what instanceof ModelSocket socket ? lieAbout(socket) : 0;
        tell(new Told(handle, token, readiness(what) | lie));
      } else if (world.quibbles()) {
        tell(new Told(handle, token, READABLE | WRITABLE | ENDED | BROKEN)); // of one that is gone
      }
    });
  }

  /** Changes of one socket that nobody has been told of yet are one. */
  private void tell(Told change) {
    int readiness = change.readiness();
    for (Told each : ready) {
      boolean same = each.handle() == change.handle() && each.token() == change.token();
      readiness |= same ? each.readiness() : 0;
    }
    ready.removeIf(each -> each.handle() == change.handle() && each.token() == change.token());
    ready.add(new Told(change.handle(), change.token(), readiness));
  }

  private int lieAbout(ModelSocket socket) {
    return socket.isConnecting() || !world.quibbles()
        ? 0
        : world.below(2) * READABLE | world.below(2) * WRITABLE;
  }

  private static int readiness(Object what) {
    return switch (what) {
      case ModelSocket socket -> socket.readiness();
      case Backlog backlog -> backlog.waiting().isEmpty() ? 0 : READABLE;
      default -> 0;
    };
  }

  @Override
  public int await(long nanos) {
    mostCalls = Math.max(mostCalls, calls / (1 + open.size()));
    calls = 0;
    asleep = false;
    told.clear();
    long limit = nanos < 0 ? Long.MAX_VALUE : world.now() + nanos;
    world.catchUp();
    if (world.quibbles()) {
      return 0; // interrupted
    }
    boolean moves = true;
    while (ready.isEmpty() && !woken && moves) {
      moves = world.moveOn(limit);
    }
    asleep = !moves && nanos < 0;
    if (!moves && nanos > 0) {
      world.moveTo(limit);
    }
    if (woken) {
      woken = false;
      told.add(new Told(WAKE, 0, READABLE));
    }
    for (int most = 1 + world.below(ready.size() + 1); most > 0 && !ready.isEmpty(); most--) {
      told.add(world.below(2) == 0 ? ready.removeFirst() : ready.removeLast());
    }
    return told.size();
  }

  @Override
  public int readyHandle(int index) {
    return told.get(index).handle();
  }

  @Override
  public int readyToken(int index) {
    return told.get(index).token();
  }

  @Override
  public int readiness(int index) {
    return told.get(index).readiness();
  }

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public void close() {
    open.keySet().forEach(handle -> misuses.add("left open: " + handle));
  }

  // ---- numbers

  private int give(Object what) {
    int handle = FIRST;
    while (open.containsKey(handle)) {
      handle++;
    }
    open.put(handle, what);
    return handle;
  }

  private Object release(String call, int handle) {
    enter();
    tokens.remove(handle);
    Object what = open.remove(handle);
    if (what == null) {
      misuse(call, handle);
      return this;
    }
    return what;
  }

  private ModelSocket socket(String call, int handle) {
    enter();
    if (open.get(handle) instanceof ModelSocket socket) {
      return socket;
    }
    misuse(call, handle);
    return new ModelSocket(world);
  }

  private int misuse(String call, int handle) {
    misuses.add(call + " on " + handle);
    return -Errno.EINVAL.number();
  }

  private void enter() {
    calls++;
    world.spend(1);
    world.catchUp();
  }

  private int fail(Errno[] any) {
    return -any[world.below(any.length)].number();
  }
}
