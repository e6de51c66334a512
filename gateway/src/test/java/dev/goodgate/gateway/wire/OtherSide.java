package dev.goodgate.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The other end of a connection: the JDK's own blocking socket, with a deadline. */
public final class OtherSide implements AutoCloseable {
  private static final int DEADLINE_MILLIS = 5_000;

  private final java.net.Socket socket;

  public OtherSide(java.net.Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(DEADLINE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  public static OtherSide dial(InetSocketAddress address) throws IOException {
    return new OtherSide(new java.net.Socket(address.getAddress(), address.getPort()));
  }

  public OtherSide send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  public String receive(int count) throws IOException {
    return new String(socket.getInputStream().readNBytes(count), ISO_8859_1);
  }

  /** Reads to the end of the stream. */
  public String receiveAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** Marks a byte as urgent, at which the other end's next receive stops short. */
  public OtherSide sendUrgent(char letter) throws IOException {
    socket.sendUrgentData(letter);
    return this;
  }

  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  public void leave() throws IOException {
    socket.close();
  }

  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  public int remotePort() {
    return socket.getPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
