package dev.goodgate.lab.socket;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A connection over TCP; what is written leaves at once. */
final class TcpConnection implements Connection {
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  TcpConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    out = socket.getOutputStream();
  }

  static TcpConnection open(InetSocketAddress to, Duration patience, int window)
      throws IOException {
    Socket socket = new Socket();
    try {
      if (window > 0) {
        socket.setReceiveBufferSize(window);
      }
      socket.connect(to, millis(patience));
      return new TcpConnection(socket);
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public void patience(Duration span) throws IOException {
    socket.setSoTimeout(millis(span));
  }

  @Override
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void resetOnClose() throws IOException {
    socket.setSoLinger(true, 0);
  }

  @Override
  public boolean resetsByUnreadBytes() {
    return false;
  }

  @Override
  public void urge(int urgent) throws IOException {
    socket.sendUrgentData(urgent);
  }

  @Override
  public String from() {
    return String.valueOf(socket.getRemoteSocketAddress());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static int millis(Duration span) {
    return Math.toIntExact(Math.max(1, span.toMillis()));
  }
}
