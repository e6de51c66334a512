package dev.goodgate.gateway.wire;

import dev.goodgate.gateway.wire.kernel.Kernel;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * A kernel without an operating system: it says what the test wants, and keeps what it is asked.
 */
final class ScriptedKernel implements Kernel {
  private static final SocketAddress NOWHERE = UnixDomainSocketAddress.of("");

  final List<Long> patience = new ArrayList<>();
  final Set<Integer> open = new HashSet<>();
  LongUnaryOperator onAwait = _ -> 0;
  int watchResult;
  int wakes;
  private int lastHandle = 9;

  @Override
  public int listen(SocketAddress address, int backlog, boolean shared) {
    return open(address);
  }

  @Override
  public SocketAddress localAddress(int handle) {
    return NOWHERE;
  }

  @Override
  public int accept(int listener) {
    return open(NOWHERE);
  }

  @Override
  public byte[] acceptedFrom() {
    return new byte[0];
  }

  @Override
  public int acceptedPort() {
    return 0;
  }

  @Override
  public int open(SocketAddress address) {
    open.add(++lastHandle);
    return lastHandle;
  }

  @Override
  public int connect(int handle, SocketAddress address) {
    return IN_PROGRESS;
  }

  @Override
  public int connectResult(int handle) {
    return 0;
  }

  @Override
  public int receive(int handle, MemorySegment into, long offset, int length) {
    return AGAIN;
  }

  @Override
  public int send(int handle, MemorySegment from, long offset, int length) {
    return AGAIN;
  }

  @Override
  public void shutdownOutput(int handle) {}

  @Override
  public void close(int handle) {
    open.remove(handle);
  }

  @Override
  public void abort(int handle) {
    close(handle);
  }

  @Override
  public int watch(int handle, int token) {
    return watchResult;
  }

  @Override
  public int await(long nanos) {
    patience.add(nanos);
    return (int) onAwait.applyAsLong(nanos);
  }

  @Override
  public int readyHandle(int index) {
    return 0;
  }

  @Override
  public int readyToken(int index) {
    return 0;
  }

  @Override
  public int readiness(int index) {
    return 0;
  }

  @Override
  public void wake() {
    wakes++;
  }

  @Override
  public void close() {}
}
