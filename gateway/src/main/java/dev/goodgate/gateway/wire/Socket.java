package dev.goodgate.gateway.wire;

import dev.goodgate.gateway.wire.kernel.Kernel;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;

/**
 * One connection on one loop. Remembers what the kernel said about it, so that a call that cannot
 * succeed is not made. Once closed it does nothing and is told nothing, even if its number lives on
 * in another socket.
 */
public final class Socket {
  /** What {@link #receive} returns when nothing is there yet. */
  public static final int AGAIN = 0;

  /** What {@link #receive} returns when the other side has ended its stream. */
  public static final int END = Integer.MIN_VALUE;

  private final Loop loop;
  private final int handle;
  private final SocketEvents owner;
  private boolean watched;
  private boolean closed;
  private boolean connected;
  private boolean mayRead = true;
  private boolean mayWrite = true;
  private boolean ended;
  private boolean broken;
  private boolean urgent;
  private int lostBy;
  boolean asksAgain;

  Socket(Loop loop, int handle, SocketEvents owner, boolean connected) {
    this.loop = loop;
    this.handle = handle;
    this.owner = owner;
    this.connected = connected;
  }

  /** Bytes received, or AGAIN, or END, or a negative errno. */
  public int receive(MemorySegment into, long offset, int length) {
    if (closed) {
      return AGAIN;
    }
    if (!mayRead) {
      return watch();
    }
    int result = loop.kernel().receive(handle, into, offset, length);
    if (result > 0) {
      // A short read has emptied the socket: the next byte will be told as a change (epoll(7)).
      // What is known already will not be told again; and a read stops at urgent bytes (tcp(7)).
      mayRead = result == length || ended || broken || urgent;
      return result;
    }
    if (result == Kernel.AGAIN) {
      mayRead = false;
      return watch();
    }
    if (result == 0) {
      return lostBy == 0 ? END : lostBy;
    }
    return result;
  }

  /**
   * Bytes taken, or a negative errno. When it takes fewer than given, the owner is told when it can
   * take more.
   */
  public int send(MemorySegment from, long offset, int length) {
    if (!mayWrite || closed) {
      return 0;
    }
    int result = loop.kernel().send(handle, from, offset, length);
    if (result == Kernel.AGAIN) {
      result = 0;
    }
    if (result < 0) {
      mayRead = true; // what came before the break waits still, and may not have been told yet
    }
    if (result < 0 && result != Kernel.BROKEN_PIPE) {
      lostBy = result; // the kernel tells an errno once: a receive would take the break for an end
    }
    if (result >= 0 && result < length) {
      mayWrite = false;
      int watching = watch();
      return watching < 0 ? watching : result;
    }
    return result;
  }

  /**
   * For a dialled socket that is not connected yet and was told ready: 0 when it is now, AGAIN's
   * errno while it is not, or a negative errno.
   */
  public int finishConnect() {
    if (!connected) {
      if (!mayWrite) {
        return Kernel.AGAIN;
      }
      int result = loop.kernel().connectResult(handle);
      if (result < 0) {
        return result;
      }
      connected = true;
    }
    return 0;
  }

  /**
   * Tells changes from now on, also those that no call has met: for an owner who waits for
   * something else meanwhile.
   */
  public int watch() {
    if (watched || closed) {
      return 0;
    }
    watched = true;
    return loop.watch(handle);
  }

  /** Calls the owner once more when all others have had theirs: for one who has had enough. */
  public void again() {
    loop.again(this);
  }

  public boolean isConnected() {
    return connected;
  }

  /** Whether a receive is worth trying. */
  public boolean mayRead() {
    return mayRead && !closed;
  }

  public boolean mayWrite() {
    return mayWrite && !closed;
  }

  /** Whether the other side is known to send nothing after what is waiting to be received. */
  public boolean isEnded() {
    return ended;
  }

  /** Whether the connection is known to be gone in both directions. */
  public boolean isBroken() {
    return broken;
  }

  public boolean isClosed() {
    return closed;
  }

  public SocketAddress localAddress() {
    return loop.kernel().localAddress(handle);
  }

  public void shutdownOutput() {
    if (!closed) {
      loop.kernel().shutdownOutput(handle);
    }
  }

  public void close() {
    if (!closed) {
      closed = true;
      loop.forget(handle);
      loop.kernel().close(handle);
    }
  }

  /** Closes so that the other side sees a reset: it must not take what it has for the whole. */
  public void abort() {
    if (!closed) {
      closed = true;
      loop.forget(handle);
      loop.kernel().abort(handle);
    }
  }

  /** A dialled socket: nothing has come yet, and while it connects nothing can go. */
  void isNew(boolean isConnected) {
    mayRead = false;
    mayWrite = isConnected;
  }

  void become(int readiness) {
    mayRead |= (readiness & Kernel.READABLE) != 0;
    mayWrite |= (readiness & Kernel.WRITABLE) != 0;
    ended |= (readiness & Kernel.ENDED) != 0;
    broken |= (readiness & Kernel.BROKEN) != 0;
    urgent |= (readiness & Kernel.URGENT) != 0;
    owner.ready();
  }

  void tell() {
    asksAgain = false;
    if (!closed) {
      owner.ready();
    }
  }
}
