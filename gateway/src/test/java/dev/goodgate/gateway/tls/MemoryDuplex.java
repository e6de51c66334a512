package dev.goodgate.gateway.tls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.wire.Duplex;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One end of a connection in memory: takes and gives as much as chance likes, up to a number of
 * bytes under way.
 */
final class MemoryDuplex implements Duplex {
  private static final int UNDER_WAY = 40_000;

  private final RandomGenerator random;
  private final int most;
  private byte[] arrived = new byte[0];
  private MemoryDuplex other = this;
  private boolean ended;
  private boolean closed;
  private boolean aborted;
  private int asked;

  private MemoryDuplex(RandomGenerator random, int most) {
    this.random = random;
    this.most = most;
  }

  /** Two ends; each call moves at most {@code most} bytes. */
  static MemoryDuplex[] pair(RandomGenerator random, int most) {
    MemoryDuplex left = new MemoryDuplex(random, most);
    MemoryDuplex right = new MemoryDuplex(random, most);
    left.other = right;
    right.other = left;
    return new MemoryDuplex[] {left, right};
  }

  @Override
  public int finishConnect() {
    return 0;
  }

  @Override
  public int receive(MemorySegment into, long offset, int length) {
    if (arrived.length == 0) {
      return ended ? END : AGAIN;
    }
    int count = Math.min(arrived.length, random.nextInt(1, Math.min(length, most) + 1));
    MemorySegment.copy(arrived, 0, into, JAVA_BYTE, offset, count);
    arrived = Arrays.copyOfRange(arrived, count, arrived.length);
    return count;
  }

  @Override
  public int send(MemorySegment from, long offset, int length) {
    int room = Math.min(Math.min(UNDER_WAY - other.arrived.length, length), most);
    int count = room <= 0 ? 0 : random.nextInt(0, room + 1);
    byte[] all = Arrays.copyOf(other.arrived, other.arrived.length + count);
    MemorySegment.copy(from, JAVA_BYTE, offset, all, other.arrived.length, count);
    other.arrived = all;
    return count;
  }

  /** Puts bytes in front of whatever comes. */
  void arrive(byte[] bytes) {
    arrived = bytes;
  }

  byte[] arrived() {
    return arrived;
  }

  @Override
  public int watch() {
    return 0;
  }

  @Override
  public void again() {
    asked++;
  }

  int asked() {
    return asked;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean mayRead() {
    return !closed && (arrived.length > 0 || ended);
  }

  @Override
  public boolean mayWrite() {
    return !closed;
  }

  @Override
  public boolean isEnded() {
    return ended;
  }

  @Override
  public boolean isBroken() {
    return false;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  boolean isAborted() {
    return aborted;
  }

  @Override
  public SocketAddress localAddress() {
    return new InetSocketAddress(0);
  }

  @Override
  public void shutdownOutput() {
    other.ended = true;
  }

  @Override
  public void close() {
    closed = true;
    other.ended = true;
  }

  @Override
  public void abort() {
    aborted = true;
    close();
  }
}
