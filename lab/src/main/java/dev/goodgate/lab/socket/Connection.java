package dev.goodgate.lab.socket;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * An open connection over TCP or a unix-domain socket. It blocks; one thread at a time uses it, any
 * thread may close it.
 */
public interface Connection extends Closeable {
  static Connection of(Socket socket) throws IOException {
    try {
      return new TcpConnection(socket);
    } catch (IOException goneAlready) {
      socket.close();
      throw goneAlready;
    }
  }

  /** Of a channel to a unix-domain socket. */
  static Connection of(SocketChannel channel) throws IOException {
    try {
      return new UnixConnection(channel);
    } catch (IOException goneAlready) {
      channel.close();
      throw goneAlready;
    }
  }

  /** {@code patience} bounds the connecting, and every read until it is set anew. */
  static Connection open(SocketAddress to, Duration patience) throws IOException {
    Connection open =
        to instanceof InetSocketAddress ip
            ? TcpConnection.open(ip, patience, 0)
            : UnixConnection.open(to);
    open.patience(patience);
    return open;
  }

  /** Over TCP, with a window as small as the kernel lets it be; else as {@link #open}. */
  static Connection narrow(SocketAddress to, Duration patience) throws IOException {
    if (!(to instanceof InetSocketAddress ip)) {
      return open(to, patience);
    }
    Connection open = TcpConnection.open(ip, patience, 1);
    open.patience(patience);
    return open;
  }

  /** It marks: a connection can be read ahead, within a few KiB. */
  InputStream in();

  OutputStream out();

  /** How long a read may wait before it ends with {@link SocketTimeoutException}. */
  void patience(Duration span) throws IOException;

  /** Ends our stream in order (FIN); the other direction stays open. */
  void finish() throws IOException;

  /** From now on, closing resets. On a unix-domain socket only unread bytes have that effect. */
  void resetOnClose() throws IOException;

  boolean resetsByUnreadBytes();

  /** Sends a byte of urgent data, which a unix-domain socket does not have. */
  void urge(int urgent) throws IOException;

  String from();
}
