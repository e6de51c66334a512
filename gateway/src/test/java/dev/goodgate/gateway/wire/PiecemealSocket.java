package dev.goodgate.gateway.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.function.IntSupplier;

/**
 * A socket without a system: brings what it was given in pieces, and takes what it is sent in
 * pieces, as large as {@code pieces} says; between two pieces there is nothing, or no room.
 */
public final class PiecemealSocket implements Duplex {
  private final byte[] incoming;
  private final IntSupplier pieces;
  private final int end;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private int at;
  private boolean pauses;
  private boolean closed;

  /** {@code end} is what a receive returns behind the last byte. */
  public PiecemealSocket(byte[] incoming, int end, IntSupplier pieces) {
    this.incoming = incoming.clone();
    this.end = end;
    this.pieces = pieces;
  }

  @Override
  public int receive(MemorySegment into, long offset, int length) {
    pauses = !pauses;
    if (pauses && at < incoming.length) {
      return AGAIN;
    }
    int count = Math.min(Math.min(length, pieces.getAsInt()), incoming.length - at);
    if (at == incoming.length) {
      return end;
    }
    MemorySegment.copy(incoming, at, into, JAVA_BYTE, offset, count);
    at += count;
    return count;
  }

  @Override
  public int send(MemorySegment from, long offset, int length) {
    int count = Math.min(length, pieces.getAsInt());
    byte[] bytes = new byte[count];
    MemorySegment.copy(from, JAVA_BYTE, offset, bytes, 0, count);
    sent.writeBytes(bytes);
    return count;
  }

  public byte[] sent() {
    return sent.toByteArray();
  }

  /** How many bytes have been received. */
  public int received() {
    return at;
  }

  @Override
  public int finishConnect() {
    return 0;
  }

  @Override
  public int watch() {
    return 0;
  }

  @Override
  public void again() {}

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean mayRead() {
    return false;
  }

  @Override
  public boolean mayWrite() {
    return true;
  }

  @Override
  public boolean isEnded() {
    return false;
  }

  @Override
  public boolean isBroken() {
    return false;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public SocketAddress localAddress() {
    return UnixDomainSocketAddress.of("");
  }

  @Override
  public void shutdownOutput() {}

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void abort() {
    closed = true;
  }
}
