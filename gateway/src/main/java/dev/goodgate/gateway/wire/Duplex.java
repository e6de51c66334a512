package dev.goodgate.gateway.wire;

import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that go both ways between the gateway and one other side: a socket, or something that is
 * spoken over one and looks like a socket to those above. It never blocks and never waits; its
 * owner is told of changes, once per change, and asks again.
 */
public interface Duplex {
  /** What {@link #receive} returns when nothing is there yet. */
  int AGAIN = 0;

  /** What {@link #receive} returns when the other side has ended its stream. */
  int END = Integer.MIN_VALUE;

  /**
   * What {@link #receive} returns where a stream has stopped that ought to say its end, and did
   * not: what came may be a part.
   */
  int CUT = Integer.MIN_VALUE + 1;

  /**
   * For one that is being opened and was told of a change: 0 when it can carry bytes now, the errno
   * of {@code EAGAIN}, negative, while it cannot, or another negative errno.
   */
  int finishConnect();

  /** Bytes received, or AGAIN, or END, or CUT, or a negative errno. */
  int receive(MemorySegment into, long offset, int length);

  /**
   * Bytes taken, or a negative errno. When it takes fewer than given, the owner is told when it can
   * take more, and then gives the rest, beginning with the same bytes.
   */
  int send(MemorySegment from, long offset, int length);

  /**
   * Tells changes from now on, also those that no call has met: for an owner who waits for
   * something else meanwhile.
   */
  int watch();

  /** The same, a little later: most who wait for something else have it by then, and need none. */
  default void watchSoon() {
    int _ = watch();
  }

  /** Calls the owner once more when all others have had theirs: for one who has had enough. */
  void again();

  boolean isConnected();

  /** Whether a receive is worth trying. */
  boolean mayRead();

  /** Whether a send is worth trying. */
  boolean mayWrite();

  /** Whether the other side is known to send nothing after what is waiting to be received. */
  boolean isEnded();

  /** Whether it is known to be gone in both directions. */
  boolean isBroken();

  boolean isClosed();

  /** Whether bytes go to the system as they are, so that one send can take very many. */
  default boolean isPlain() {
    return false;
  }

  /**
   * How many of the bytes taken the other side's system has not yet; -1 where that is not known.
   */
  default int unsent() {
    return -1;
  }

  /** Why it ended or broke, where more is known than an errno can tell. */
  default @Nullable Failure trouble() {
    return null;
  }

  /** What the other side said beside its answers, for people; empty where nothing. */
  default String aside() {
    return "";
  }

  SocketAddress localAddress();

  /** Tells the other side that no more will be sent. */
  void shutdownOutput();

  void close();

  /** Closes so that the other side can see that what it has is not the whole. */
  void abort();
}
