package dev.goodgate.gateway.wire;

import dev.goodgate.gateway.wire.kernel.Kernel;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;

/**
 * One connection on one loop. Remembers what the kernel said about it, so that a call that cannot
 * succeed is not made. Once closed it does nothing and is told nothing, even if its number lives on
 * in another socket.
 */
final class Socket implements Duplex {
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

  /** When it is watched at the latest, if it asked for that. */
  long watchedBy;

  Socket(Loop loop, int handle, SocketEvents owner, boolean connected) {
    this.loop = loop;
    this.handle = handle;
    this.owner = owner;
    this.connected = connected;
  }

  @Override
  public int receive(MemorySegment into, long offset, int length) {
    if (closed) {
      return AGAIN;
    }
    if (!mayRead) {
      return watch();
    }
    return received(loop.kernel().receive(handle, into, offset, length), length);
  }

  private int received(int result, int length) {
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

  @Override
  public int send(MemorySegment from, long offset, int length) {
    if (!mayWrite || closed) {
      return 0;
    }
    return sent(loop.kernel().send(handle, from, offset, length), length);
  }

  private int sent(int result, int length) {
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

  @Override
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

  @Override
  public int watch() {
    if (watched || closed) {
      return 0;
    }
    watched = true;
    return loop.watch(handle);
  }

  @Override
  public void watchSoon() {
    if (!watched && !closed) {
      loop.watchSoon(this);
    }
  }

  @Override
  public void again() {
    loop.again(this);
  }

  @Override
  public boolean isPlain() {
    return true;
  }

  @Override
  public int unsent() {
    return closed ? -1 : loop.kernel().unsent(handle);
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public boolean mayRead() {
    return mayRead && !closed;
  }

  @Override
  public boolean mayWrite() {
    return mayWrite && !closed;
  }

  @Override
  public boolean isEnded() {
    return ended;
  }

  @Override
  public boolean isBroken() {
    return broken;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public SocketAddress localAddress() {
    return loop.kernel().localAddress(handle);
  }

  @Override
  public void shutdownOutput() {
    if (!closed) {
      loop.kernel().shutdownOutput(handle);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      loop.forget(handle);
      loop.kernel().close(handle);
    }
  }

  @Override
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

  SocketEvents owner() {
    return owner;
  }

  void tell() {
    asksAgain = false;
    if (!closed) {
      owner.ready();
    }
  }
}
