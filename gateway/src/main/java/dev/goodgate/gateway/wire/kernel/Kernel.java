package dev.goodgate.gateway.wire.kernel;

import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;

/**
 * The door between an event loop and the operating system: non-blocking sockets named by small
 * numbers ({@code handle}) and one place to wait for them. Whatever can fail returns a negative
 * number, which is an {@link Errno} with its sign turned. Used by one thread; only {@link #wake}
 * may be called by any.
 */
public interface Kernel extends AutoCloseable {
  int AGAIN = -Errno.EAGAIN.number();
  int IN_PROGRESS = -Errno.EINPROGRESS.number();
  int BROKEN_PIPE = -Errno.EPIPE.number();

  /** Bits of {@link #readiness}. */
  int READABLE = 1;

  int WRITABLE = 2;

  /** The other side will send no more. */
  int ENDED = 4;

  /** The connection is gone in both directions, or has an error to report. */
  int BROKEN = 8;

  /** Urgent bytes have come: a receive may bring less than there is. */
  int URGENT = 16;

  /**
   * A listening socket, or a negative errno; {@code shared} lets other loops of this process listen
   * there too.
   */
  int listen(SocketAddress address, int backlog, boolean shared);

  /** The address a socket is bound to; that of a unix socket is told without its path. */
  SocketAddress localAddress(int handle);

  /** The next waiting client, AGAIN when there is none, or another negative errno. */
  int accept(int listener);

  /**
   * Who the last accepted client is, as the text of its address: without a port, empty where it has
   * none.
   */
  byte[] acceptedFrom();

  /** Its port, 0 where it has none. */
  int acceptedPort();

  /** A new socket that fits the address, or a negative errno. */
  int open(SocketAddress address);

  /** 0 when connected at once, IN_PROGRESS, or another negative errno. */
  int connect(int handle, SocketAddress address);

  /** How an IN_PROGRESS connect ended: 0 or a negative errno. */
  int connectResult(int handle);

  /** Bytes received, 0 at the end of the stream, or a negative errno. */
  int receive(int handle, MemorySegment into, long offset, int length);

  /** Bytes taken, which may be fewer than given, or a negative errno. */
  int send(int handle, MemorySegment from, long offset, int length);

  /**
   * How many of the bytes that it has taken the other side's system has not; -1 where it cannot
   * tell.
   */
  default int unsent(int handle) {
    return -1;
  }

  void shutdownOutput(int handle);

  void close(int handle);

  /** Closes so that the other side sees a reset. */
  void abort(int handle);

  /**
   * From now on every change of the socket's readiness is told once by {@link #await}, together
   * with {@code token}; what is true already is told too. Ends with close.
   */
  int watch(int handle, int token);

  /**
   * Waits for changes of readiness, at most this long; returns how many there are, to be read by
   * the three methods below.
   */
  int await(long nanos);

  int readyHandle(int index);

  int readyToken(int index);

  int readiness(int index);

  /** Makes a running or the next {@link #await} return at once. */
  void wake();

  @Override
  void close();
}
