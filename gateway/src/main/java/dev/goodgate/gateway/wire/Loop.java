package dev.goodgate.gateway.wire;

import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.time.NanoClock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An event loop: sockets, timers and memory of one thread, which is the one that makes it. Nothing
 * in it may block. Another thread may only call {@link #execute} and {@link #stop}, also when it
 * has ended. What an owner throws costs its connection alone.
 *
 * <p>How it works: a turn waits for changes of readiness, tells each to the owner of its socket,
 * then rings the timers that are due. Readiness is told once per change (edge-triggered), so that a
 * connection costs one registration in its life. A socket's number is used again by the kernel
 * after a close; so each registration carries a token, and a change that carries an older token
 * than the table holds is dropped. An owner does bounded work when told, and asks for another turn
 * with {@link Duplex#again} if there is more: nobody starves.
 */
public final class Loop implements AutoCloseable {
  /** What one receive can bring. */
  public static final int SCRATCH = 64 * 1024;

  /** What one can bring of a body that flows freely: the dearer wake-ups are, the better. */
  public static final int PLENTY = 1024 * 1024;

  /** Room in front of the scratch memory, for a head that grows when it is rewritten. */
  public static final int HEADROOM = 16 * 1024;

  /** Room behind it. */
  public static final int TAILROOM = 16;

  private static final int MAX_TASKS = 1_024;
  private static final int LISTENER_TOKEN = -1;

  private final Kernel kernel;
  private final NanoClock clock;
  private final Thread thread;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment scratch = arena.allocate(HEADROOM + PLENTY + TAILROOM, 64);
  private final Blocks blocks = new Blocks();
  private final TimerWheel wheel;
  private final Pace pace = new Pace();
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<Runnable> due = new ArrayList<>();
  private final ArrayDeque<Socket> again = new ArrayDeque<>();
  private final Watchlist soon = new Watchlist();
  private @Nullable Socket[] sockets = new @Nullable Socket[1_024];
  private int[] tokens = new int[1_024];
  private @Nullable IntConsumer[] listeners = new @Nullable IntConsumer[16];
  private int lastToken;
  private int openSockets;
  private int defects;
  private long now;
  private volatile boolean stopping;
  private volatile boolean sleeping;

  public Loop(Kernel kernel, NanoClock clock) {
    this.kernel = kernel;
    this.clock = clock;
    this.thread = Thread.currentThread();
    this.now = clock.nanos();
    this.wheel = new TimerWheel(now, defect -> survive(defect, null));
  }

  /** Turns until {@link #stop}. */
  public void run() {
    while (!stopping) {
      turn();
    }
  }

  /** One turn: waits for something to happen and carries it out. */
  public void turn() {
    assert isOwner();
    int ready = kernel.await(patience());
    sleeping = false;
    now = clock.nanos();
    pace.wakes(now);
    for (int i = 0; i < ready; i++) {
      tell(kernel.readyHandle(i), kernel.readyToken(i), kernel.readiness(i));
    }
    for (int asked = again.size(); asked > 0; asked--) {
      Socket socket = again.removeFirst();
      try {
        socket.tell();
      } catch (RuntimeException | Error defect) {
        survive(defect, socket);
      }
    }
    now = clock.nanos();
    soon.advance(now);
    wheel.advance(now);
    runTasks();
  }

  /** Those that are there now: what they ask for in turn waits for the next turn. */
  private void runTasks() {
    while (due.size() < MAX_TASKS) {
      Runnable task = tasks.poll();
      if (task == null) {
        break;
      }
      due.add(task);
    }
    pace.ran(due.size());
    for (Runnable task : due) {
      try {
        task.run();
      } catch (RuntimeException | Error defect) {
        survive(defect, null);
      }
    }
    due.clear();
  }

  /**
   * A defect of ours met one connection: it alone is lost, and the thread's handler for uncaught
   * exceptions is told. Not each time, should it happen all the time. So it is with a class that
   * cannot be loaded, a stack that is too deep, memory that is not to be had; where the virtual
   * machine itself is broken, nothing here can be relied on, and the loop ends.
   */
  private void survive(Throwable defect, @Nullable Socket socket) {
    boolean bearable = defect instanceof StackOverflowError || defect instanceof OutOfMemoryError;
    if (defect instanceof VirtualMachineError broken && !bearable) {
      throw broken;
    }
    if (Integer.bitCount(++defects) == 1) {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
    }
    if (socket != null) {
      socket.abort();
      try {
        socket.owner().lost();
      } catch (RuntimeException | Error another) {
        survive(another, null);
      }
    }
  }

  /** Runs something on the loop's thread, in its next turn. */
  public void execute(Runnable task) {
    tasks.add(task);
    if (sleeping) {
      kernel.wake();
    }
  }

  /** Ends {@link #run} after the turn that is under way. */
  public void stop() {
    stopping = true;
    kernel.wake();
  }

  /**
   * Listens; {@code arrivals} is told when clients wait, with the listener's number to {@link
   * #accept} from until it says AGAIN: told once per change. Returns that number, or a negative
   * errno.
   */
  public int listen(SocketAddress address, int backlog, boolean shared, IntConsumer arrivals) {
    int handle = kernel.listen(address, backlog, shared);
    if (handle >= 0) {
      if (handle >= listeners.length) {
        listeners = Arrays.copyOf(listeners, handle * 2);
      }
      listeners[handle] = arrivals;
      int watching = kernel.watch(handle, LISTENER_TOKEN);
      if (watching < 0) {
        closeListener(handle);
        return watching;
      }
    }
    return handle;
  }

  public SocketAddress listenerAddress(int listener) {
    return kernel.localAddress(listener);
  }

  public void closeListener(int listener) {
    listeners[listener] = null;
    kernel.close(listener);
  }

  /**
   * Accepts one client and makes its owner; returns 0, AGAIN's errno when nobody waits, or another
   * negative errno.
   */
  public int accept(int listener, Function<byte[], Accepted> owners) {
    int handle = kernel.accept(listener);
    if (handle < 0) {
      return handle;
    }
    Socket socket = null;
    try {
      Accepted owner = owners.apply(kernel.acceptedFrom());
      socket = keep(new Socket(this, handle, owner, true), handle);
      owner.accepted(socket);
    } catch (RuntimeException | Error defect) {
      if (socket == null) {
        kernel.close(handle);
      }
      survive(defect, socket);
    }
    return 0;
  }

  /** The port of the client who is being let in, 0 where there is none. */
  public int acceptedPort() {
    return kernel.acceptedPort();
  }

  /** The owner of a client's socket. */
  public interface Accepted extends SocketEvents {
    /** Told once, first: the socket is the owner's, who may receive at once. */
    void accepted(Duplex socket);
  }

  /**
   * Connects; the owner is told when it is done or has failed, and asks {@link
   * Duplex#finishConnect}. Returns null when it has failed at once; then {@code failed} was told
   * the negative errno.
   */
  public @Nullable Duplex dial(SocketAddress address, SocketEvents owner, IntConsumer failed) {
    int handle = kernel.open(address);
    if (handle < 0) {
      failed.accept(handle);
      return null;
    }
    int result = kernel.connect(handle, address);
    if (result < 0 && result != Kernel.IN_PROGRESS) {
      kernel.close(handle);
      failed.accept(result);
      return null;
    }
    Socket socket = keep(new Socket(this, handle, owner, result == 0), handle);
    socket.isNew(result == 0);
    int watching = socket.watch();
    if (watching < 0) {
      socket.close();
      failed.accept(watching);
      return null;
    }
    return socket;
  }

  /** A timer that is off. */
  public Timer timer(Runnable alarm) {
    return new Timer(wheel, alarm);
  }

  /** The loop's time: read once or twice a turn. */
  public long now() {
    return now;
  }

  /** The time at this moment. */
  public long exactNow() {
    now = clock.nanos();
    return now;
  }

  /**
   * Memory for what is being done right now: received bytes begin at {@link #HEADROOM}. Whatever
   * has to outlive the call must be copied.
   */
  public MemorySegment scratch() {
    return scratch;
  }

  public Blocks blocks() {
    return blocks;
  }

  public boolean isOwner() {
    return thread.equals(Thread.currentThread());
  }

  /** How it spends its time; to be read on the loop's thread. */
  public Spent spent() {
    return pace.spent();
  }

  /**
   * What a loop has done since it began: turns, those of more than 10 ms and the longest of them,
   * tasks; all time that it was not idle it was busy.
   */
  public record Spent(long turns, long slowTurns, long longestNanos, long idleNanos, long tasks) {}

  /** How many connections are open: zero when nothing is going on, or there is a leak. */
  public int openSockets() {
    return openSockets;
  }

  /** Closes every socket and listener, whose owners are told nothing, and frees all memory. */
  @Override
  public void close() {
    for (Socket socket : sockets) {
      if (socket != null) {
        socket.close();
      }
    }
    for (int i = 0; i < listeners.length; i++) {
      if (listeners[i] != null) {
        closeListener(i);
      }
    }
    blocks.close();
    arena.close();
    kernel.close();
  }

  Kernel kernel() {
    return kernel;
  }

  private Socket keep(Socket socket, int handle) {
    if (handle >= sockets.length) {
      int size = Math.max(handle + 1, sockets.length * 2);
      sockets = Arrays.copyOf(sockets, size);
      tokens = Arrays.copyOf(tokens, size);
    }
    lastToken = lastToken == Integer.MAX_VALUE ? 1 : lastToken + 1;
    sockets[handle] = socket;
    tokens[handle] = lastToken;
    openSockets++;
    return socket;
  }

  int watch(int handle) {
    return kernel.watch(handle, tokens[handle]);
  }

  void watchSoon(Socket socket) {
    soon.add(socket, now);
  }

  void forget(int handle) {
    openSockets--;
    sockets[handle] = null;
  }

  void again(Socket socket) {
    if (!socket.asksAgain && !socket.isClosed()) {
      socket.asksAgain = true;
      again.addLast(socket);
    }
  }

  private long patience() {
    if (!again.isEmpty()) {
      return 0;
    }
    sleeping = true;
    // A task that came before the flag was up has woken nobody.
    if (!tasks.isEmpty() || stopping) {
      return 0;
    }
    long from = clock.nanos();
    pace.sleeps(from);
    return soon.nanosToNext(from, wheel.nanosToNext(from));
  }

  private void tell(int handle, int token, int readiness) {
    if (token == LISTENER_TOKEN) {
      IntConsumer arrivals = handle < listeners.length ? listeners[handle] : null;
      if (arrivals != null) {
        try {
          arrivals.accept(handle);
        } catch (RuntimeException | Error defect) {
          survive(defect, null);
        }
      }
      return;
    }
    Socket socket = handle < sockets.length ? sockets[handle] : null;
    if (socket != null && tokens[handle] == token) {
      try {
        socket.become(readiness);
      } catch (RuntimeException | Error defect) {
        survive(defect, socket);
      }
    }
  }
}
