package dev.goodgate.gateway.wire;

import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Kernel;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * One end of a connection as TCP keeps it: bytes arrive in pieces and in order, so do ends and
 * resets; what has arrived can be read before an error; an error is told once; bytes for one that
 * is closed are answered by a reset. Actors of a test use it as it is, a {@link LyingKernel} hands
 * it out by number.
 */
public final class ModelSocket {
  private static final byte[] URGENT_MARK = {};

  private final World world;
  private final ArrayDeque<byte[]> arrived = new ArrayDeque<>();
  private ModelSocket other;
  private Runnable changed = () -> {};
  private int readable;
  private int coming;
  private int error;
  private boolean connecting;
  private boolean ended;
  private boolean shut;
  private boolean broken;
  private boolean closed;
  private boolean wantsRoom;
  private boolean losesWhatComes;
  private long lastArrival;

  ModelSocket(World world) {
    this.world = world;
    this.other = this;
  }

  /** {@code told} runs a little after each change. */
  public void onChange(Runnable told) {
    changed = told;
  }

  static void connect(ModelSocket one, ModelSocket another) {
    one.other = another;
    another.other = one;
  }

  void dials() {
    connecting = true;
  }

  /** The dial is over: 0 or an errno. */
  void dialled(int errno) {
    if (closed) {
      return;
    }
    connecting = false;
    error = errno;
    broken = errno != 0;
    change();
  }

  boolean isClosed() {
    return closed;
  }

  boolean isConnecting() {
    return connecting;
  }

  /** How many of the bytes were taken, or a negative errno. */
  public int send(byte[] bytes) {
    if (error != 0) {
      return -takeError();
    }
    if (broken || shut || closed) {
      return Kernel.BROKEN_PIPE;
    }
    int count = connecting ? 0 : Math.min(room(), bytes.length);
    wantsRoom = count < bytes.length;
    if (count == 0 && bytes.length > 0) {
      return Kernel.AGAIN;
    }
    other.coming += count;
    for (int from = 0; from < count; ) {
      int to = Math.min(count, from + 1 + world.below(world.window()));
      byte[] piece = Arrays.copyOfRange(bytes, from, to);
      inOrder(() -> other.arrive(piece));
      from = to;
    }
    return count;
  }

  /** The next receive of the other end stops short at this place. */
  public void sendUrgentMark() {
    if (!broken && !shut && !closed) {
      inOrder(() -> other.arrive(URGENT_MARK));
    }
  }

  /** Bytes received, 0 at the end, or a negative errno. */
  int receive(byte[] into, int length) {
    while (!arrived.isEmpty() && arrived.peekFirst().length == 0) {
      arrived.removeFirst();
    }
    int count = 0;
    while (count < length && !arrived.isEmpty() && arrived.peekFirst().length > 0) {
      byte[] piece = arrived.removeFirst();
      int part = Math.min(piece.length, length - count);
      System.arraycopy(piece, 0, into, count, part);
      count += part;
      if (part < piece.length) {
        arrived.addFirst(Arrays.copyOfRange(piece, part, piece.length));
      }
    }
    if (count > 0) {
      readable -= count;
      inOrderOf(other, other::makeRoom);
      return count;
    }
    if (ended) {
      return 0;
    }
    if (error != 0) {
      return -takeError();
    }
    return broken ? 0 : Kernel.AGAIN;
  }

  /** All that has arrived. */
  public byte[] receiveAll() {
    byte[] all = new byte[readable];
    int have = 0;
    while (have < all.length) {
      byte[] piece = new byte[all.length - have];
      int count = receive(piece, piece.length);
      System.arraycopy(piece, 0, all, have, count);
      have += count;
    }
    return all;
  }

  int takeError() {
    int errno = error;
    error = 0;
    return errno;
  }

  public void shutdownOutput() {
    if (!shut && !broken && !closed && !connecting) {
      shut = true;
      inOrder(other::arriveEnd);
    }
  }

  public void close() {
    if (closed) {
      return;
    }
    if (readable > 0 && !broken) {
      sendReset();
    } else {
      shutdownOutput();
    }
    closed = true;
    arrived.clear();
  }

  /** Closes with a reset; what was on its way may be lost. */
  public void abort() {
    if (!closed) {
      other.losesWhatComes = world.below(2) == 0;
      if (!broken) {
        sendReset();
      }
      closed = true;
      arrived.clear();
    }
  }

  /** The connection dies of itself. */
  void die(int errno) {
    arriveReset(errno);
    other.arriveReset(Errno.ECONNRESET.number());
  }

  /** Whether the other end will send no more, and all it sent has been read. */
  public boolean isOver() {
    return readable == 0 && (ended || broken);
  }

  /** Whether it was reset. */
  public boolean isBroken() {
    return broken;
  }

  /** What {@code epoll} would say now. */
  int readiness() {
    if (connecting) {
      return 0;
    }
    int readiness = readable > 0 ? Kernel.READABLE : 0;
    if (ended || broken) {
      readiness |= Kernel.READABLE | Kernel.ENDED;
    }
    if (broken || (ended && shut)) {
      readiness |= Kernel.READABLE | Kernel.WRITABLE | Kernel.BROKEN;
    }
    if (arrived.contains(URGENT_MARK)) {
      readiness |= Kernel.READABLE | Kernel.URGENT;
    }
    if (room() > 0) {
      readiness |= Kernel.WRITABLE;
    } else {
      wantsRoom = true;
    }
    return readiness;
  }

  /** Says that a change is due that nothing has made: after a lie. */
  void changeAgain() {
    world.soon(this::change);
  }

  /** Asks to be told of room, as a send that was not taken whole does. */
  void wantRoom() {
    wantsRoom = true;
  }

  int readable() {
    return readable;
  }

  private int room() {
    return world.window() - (other.closed ? 0 : other.readable + other.coming);
  }

  private void makeRoom() {
    if (wantsRoom && !closed && !broken && room() > 0) {
      wantsRoom = false;
      change();
    }
  }

  private void sendReset() {
    inOrder(() -> other.arriveReset(Errno.ECONNRESET.number()));
  }

  private void inOrder(Runnable what) {
    inOrderOf(this, what);
  }

  private void inOrderOf(ModelSocket sender, Runnable what) {
    sender.lastArrival = Math.max(sender.lastArrival, world.now() + world.delay());
    world.at(sender.lastArrival, what);
  }

  private void arrive(byte[] piece) {
    coming -= piece.length;
    if (closed) {
      if (!other.broken) {
        inOrder(() -> other.arriveReset(Errno.ECONNRESET.number()));
      }
    } else if (!broken && !losesWhatComes) {
      arrived.addLast(piece);
      readable += piece.length;
      change();
    }
  }

  private void arriveEnd() {
    if (!closed && !broken && !losesWhatComes) {
      ended = true;
      change();
    }
  }

  private void arriveReset(int errno) {
    if (!closed && !broken) {
      error = ended ? Errno.EPIPE.number() : errno;
      broken = true;
      connecting = false;
      change();
    }
  }

  private void change() {
    if (!closed) {
      changed.run();
    }
  }
}
