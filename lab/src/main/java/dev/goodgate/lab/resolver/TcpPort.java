package dev.goodgate.lab.resolver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.resolver.NameFault.Carrier;
import dev.goodgate.lab.resolver.Reaction.Sending;
import dev.goodgate.lab.socket.Acceptor;
import dev.goodgate.lab.socket.KeptPort;
import java.io.DataInputStream;
import java.io.IOException;
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
 * A TCP port for messages with their length before them (RFC 1035 4.2.2), that can listen or
 * refuse.
 */
final class TcpPort implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 200;
  private static final int BACKLOG = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Hearing hearing;
  private final KeptPort kept;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Acceptor<Socket> acceptor;

  TcpPort(InetSocketAddress wanted, Hearing hearing) throws IOException {
    this.hearing = hearing;
    this.kept = new KeptPort(wanted);
  }

  InetSocketAddress address() {
    return kept.address();
  }

  synchronized void open() throws IOException {
    if (acceptor == null) {
      ServerSocket socket = kept.listen(BACKLOG);
      acceptor =
          new Acceptor<>(socket, socket::accept)
              .start("resolver tcp " + address().getPort(), this::arrive);
    }
  }

  synchronized void refuse() throws IOException {
    if (acceptor != null) {
      acceptor.close();
      acceptor = null;
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
      kept.close();
    } catch (IOException alreadyClosed) {
      // Nobody can be helped by knowing.
    }
  }

  private void arrive(Socket socket) {
    connections.add(socket);
    Thread.ofVirtual().start(() -> serve(socket));
  }

  private void serve(Socket socket) {
    try (socket) {
      if (connections.size() > MAX_CONNECTIONS) {
        return;
      }
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
