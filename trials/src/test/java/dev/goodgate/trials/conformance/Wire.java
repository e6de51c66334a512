package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One end of a connection, at which every byte is seen. Text is one character a byte; a read that
 * meets the end, a reset or {@link #PATIENCE} gives what came until then.
 */
final class Wire implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket socket;
  private final InputStream in;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    in = new BufferedInputStream(socket.getInputStream());
  }

  static Wire connect(InetSocketAddress address) throws IOException {
    return new Wire(new Socket(address.getAddress(), address.getPort()));
  }

  /** As {@link #connect}, with so small a receive buffer that one who sends soon feels it. */
  static Wire connectNarrow(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(address);
    return new Wire(socket);
  }

  Wire send(String bytes) throws IOException {
    return send(bytes.getBytes(ISO_8859_1), 0, bytes.length());
  }

  Wire send(byte[] bytes, int from, int to) throws IOException {
    socket.getOutputStream().write(bytes, from, to - from);
    return this;
  }

  /** A head with the empty line that ends it; empty where the stream ends first. */
  String head() throws IOException {
    String head = until("\r\n\r\n");
    return head.endsWith("\r\n\r\n") ? head : "";
  }

  /** All up to and with {@code mark}. */
  String until(String mark) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int last = mark.charAt(mark.length() - 1);
    for (int next = read(); next >= 0; next = read()) {
      read.write(next);
      if (next == last && read.toString(ISO_8859_1).endsWith(mark)) {
        break;
      }
    }
    return read.toString(ISO_8859_1);
  }

  String exactly(int count) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (read.size() < count) {
      int next = read();
      if (next < 0) {
        break;
      }
      read.write(next);
    }
    return read.toString(ISO_8859_1);
  }

  /** All up to the end of the stream. */
  String rest() throws IOException {
    return exactly(Integer.MAX_VALUE);
  }

  /** What is there, as a stream; silence is an exception. */
  InputStream in() {
    return in;
  }

  /** Whether nothing more comes, not even the end, for so long. */
  boolean isSilentFor(Duration span) throws IOException {
    return soon(span) == Next.SILENCE;
  }

  /** Whether the stream ends, by FIN or reset, within so long. */
  boolean endsWithin(Duration span) throws IOException {
    return soon(span) == Next.END;
  }

  /** Whether all that comes is a reset: no byte, and no end. */
  boolean isReset() {
    try {
      int _ = in.read();
      return false;
    } catch (SocketTimeoutException nothingCame) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private enum Next {
    BYTE,
    END,
    SILENCE
  }

  private Next soon(Duration span) throws IOException {
    socket.setSoTimeout(Math.toIntExact(span.toMillis()));
    try {
      return in.read() < 0 ? Next.END : Next.BYTE;
    } catch (SocketTimeoutException nothingCame) {
      return Next.SILENCE;
    } catch (IOException reset) {
      return Next.END;
    } finally {
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    }
  }

  private int read() {
    try {
      return in.read();
    } catch (IOException resetOrSilent) {
      return -1;
    }
  }

  /** The port at this end. */
  int port() {
    return socket.getLocalPort();
  }

  /** Ends the stream (FIN) and goes on reading. */
  Wire finishSending() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Leaves with RST. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
