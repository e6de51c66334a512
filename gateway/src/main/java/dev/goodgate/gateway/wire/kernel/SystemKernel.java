package dev.goodgate.gateway.wire.kernel;

import java.net.SocketAddress;

/** What is the same however one waits: sockets come about by the system's own calls. */
interface SystemKernel extends Kernel {
  Sockets calls();

  @Override
  default int listen(SocketAddress address, int backlog, boolean shared) {
    return calls().listen(address, backlog, shared);
  }

  @Override
  default SocketAddress localAddress(int handle) {
    return calls().localAddress(handle);
  }

  @Override
  default int accept(int listener) {
    return calls().accept(listener);
  }

  @Override
  default byte[] acceptedFrom() {
    return calls().acceptedFrom();
  }

  @Override
  default int acceptedPort() {
    return calls().acceptedPort();
  }

  @Override
  default int open(SocketAddress address) {
    return calls().open(address);
  }

  @Override
  default int connect(int handle, SocketAddress address) {
    return calls().connect(handle, address);
  }

  @Override
  default int connectResult(int handle) {
    return calls().connectResult(handle);
  }

  @Override
  default int unsent(int handle) {
    return calls().unsent(handle);
  }
}
