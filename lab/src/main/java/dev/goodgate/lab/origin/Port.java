package dev.goodgate.lab.origin;

import dev.goodgate.lab.fault.Fault.Stance;
import dev.goodgate.lab.socket.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.function.Consumer;

/** A place where an origin can be reached, or not, in every way that a fault asks for. */
interface Port extends AutoCloseable {
  static Port at(SocketAddress address, Consumer<Connection> arrivals) throws IOException {
    return switch (address) {
      case InetSocketAddress ip -> new TcpPort(ip, arrivals);
      case UnixDomainSocketAddress unix -> new UnixPort(unix.getPath(), arrivals);
      case SocketAddress other -> throw new IOException("cannot listen on " + other);
    };
  }

  /** Whether it can be made to stand so. */
  boolean knows(Stance stance);

  void take(Stance stance) throws IOException;

  SocketAddress address();

  @Override
  void close();
}
