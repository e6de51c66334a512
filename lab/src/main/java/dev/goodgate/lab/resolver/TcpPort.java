package dev.goodgate.lab.resolver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.resolver.NameFault.Carrier;
import dev.goodgate.lab.resolver.Reaction.Sending;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A TCP port for messages with their length before them (RFC 1035 4.2.2), that can listen, or
 * refuse and still be ours: a socket that is bound and does not listen keeps it.
 */
final class TcpPort implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 200;
  private static final int MAX_FAILURES = 100;
  private static final int BACKLOG = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Hearing hearing;
  private final Socket keeper = new Socket();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable ServerSocket listening;
  private @Nullable Thread acceptor;

  TcpPort(InetSocketAddress wanted, Hearing hearing) throws IOException {
    this.hearing = hearing;
    keeper.setReuseAddress(true);
    keeper.bind(wanted);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) keeper.getLocalSocketAddress();
  }

  synchronized void open() throws IOException {
    if (listening == null) {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(address(), BACKLOG);
      listening = socket;
      acceptor =
          Thread.ofVirtual()
              .name("resolver tcp " + address().getPort())
              .start(() -> accept(socket));
    }
  }

  /** The port refuses only when the thread that accepts has noticed the close. */
  synchronized void refuse() throws IOException {
    Thread ending = acceptor;
    acceptor = null;
    if (listening != null) {
      listening.close();
      listening = null;
    }
    try {
      if (ending != null && !ending.join(CLOSING)) {
        throw new IOException("port " + address().getPort() + " could not be closed");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while closing port " + address().getPort());
    }
    for (Socket each : connections) {
      each.close();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      refuse();
      keeper.close();
    } catch (IOException alreadyClosed) {
      // Nobody can be helped by knowing.
    }
  }

  private void accept(ServerSocket accepting) {
    for (int failures = 0; !accepting.isClosed() && failures < MAX_FAILURES; ) {
      try {
        Socket socket = accepting.accept();
        if (connections.size() >= MAX_CONNECTIONS) {
          socket.close();
        } else {
          connections.add(socket);
          Thread.ofVirtual().start(() -> serve(socket));
        }
        failures = 0;
      } catch (IOException closedOrBroken) {
        failures++;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      InetSocketAddress from = (InetSocketAddress) socket.getRemoteSocketAddress();
      for (boolean open = true; open; ) {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        String heard = new String(bytes, ISO_8859_1);
        open = react(socket.getOutputStream(), hearing.hear(heard, Carrier.TCP, from));
      }
    } catch (IOException | InterruptedException over) {
      // The other side left, or this resolver did.
    } finally {
      connections.remove(socket);
    }
  }

  /** Whether the connection stays open. */
  private boolean react(OutputStream out, Reaction reaction)
      throws IOException, InterruptedException {
    return switch (reaction) {
      case Reaction.Closes() -> false;
      case Reaction.Sends(var sendings) -> {
        boolean open = true;
        for (Sending each : sendings) {
          open = open && !ended.await(each.after().toNanos(), TimeUnit.NANOSECONDS);
          if (open) {
            out.write(framed(each.bytes()));
          }
        }
        yield open;
      }
    };
  }

  private static byte[] framed(String bytes) {
    int length = bytes.length();
    return ((char) (length >> 8) + "" + (char) (length & 0xff) + bytes).getBytes(ISO_8859_1);
  }
}
