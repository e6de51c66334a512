package dev.goodgate.lab.resolver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.resolver.NameFault.Carrier;
import dev.goodgate.lab.resolver.Reaction.Sending;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A UDP port that can answer, or be unreachable and still ours.
 *
 * <p>How it works: a socket that is connected to itself hears nobody else, so it keeps the port
 * while the kernel answers others with ICMP port unreachable; with SO_REUSEADDR on both, the socket
 * that serves joins it.
 */
final class UdpPort implements AutoCloseable {
  private static final int MAX_WAITING = 1_000;
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Hearing hearing;
  private final DatagramSocket keeper = new DatagramSocket((SocketAddress) null);
  private final InetSocketAddress address;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private @Nullable DatagramSocket serving;
  private @Nullable Thread server;

  UdpPort(InetSocketAddress wanted, Hearing hearing) throws IOException {
    this.hearing = hearing;
    try {
      keeper.setReuseAddress(true);
      keeper.bind(wanted);
      address = new InetSocketAddress(wanted.getAddress(), keeper.getLocalPort());
      keeper.connect(address);
    } catch (IOException taken) {
      keeper.close();
      throw taken;
    }
  }

  synchronized void open() throws IOException {
    if (serving == null) {
      DatagramSocket socket = new DatagramSocket((SocketAddress) null);
      socket.setReuseAddress(true);
      socket.bind(address);
      serving = socket;
      server =
          Thread.ofVirtual().name("resolver udp " + address.getPort()).start(() -> serve(socket));
    }
  }

  /** The socket is gone only when the thread that receives has noticed the close. */
  synchronized void vanish() throws IOException {
    DatagramSocket socket = serving;
    Thread ending = server;
    serving = null;
    server = null;
    if (socket != null && ending != null) {
      socket.close();
      try {
        if (!ending.join(CLOSING)) {
          throw new IOException("port " + address.getPort() + " could not be closed");
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("while closing port " + address.getPort());
      }
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      vanish();
    } catch (IOException closesLater) {
      // Nobody can be helped by knowing.
    }
    keeper.close();
  }

  private void serve(DatagramSocket socket) {
    byte[] buffer = new byte[Message.MAX_BYTES];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
        String bytes = new String(buffer, 0, packet.getLength(), ISO_8859_1);
        react(socket, from, hearing.hear(bytes, Carrier.UDP, from));
      } catch (IOException closedOrUnreachable) {
        // An earlier answer may have found nobody; the next question is heard all the same.
      }
    }
  }

  private void react(DatagramSocket socket, InetSocketAddress to, Reaction reaction)
      throws IOException {
    switch (reaction) {
      case Reaction.Closes() -> {}
      case Reaction.Sends(var sendings) -> {
        for (Sending each : sendings) {
          if (each.after().isZero()) {
            send(socket, to, each);
          } else if (waiting.tryAcquire()) {
            Thread.ofVirtual().start(() -> later(socket, to, each));
          }
        }
      }
    }
  }

  private void later(DatagramSocket socket, InetSocketAddress to, Sending sending) {
    try {
      if (!ended.await(sending.after().toNanos(), TimeUnit.NANOSECONDS)) {
        send(socket, to, sending);
      }
    } catch (IOException | InterruptedException over) {
      // Nobody is left to hear it.
    } finally {
      waiting.release();
    }
  }

  private void send(DatagramSocket socket, InetSocketAddress to, Sending sending)
      throws IOException {
    byte[] bytes = sending.bytes().getBytes(ISO_8859_1);
    DatagramPacket packet = new DatagramPacket(bytes, bytes.length, to);
    switch (sending.by()) {
      case ASKED -> socket.send(packet);
      case OTHER_PORT -> {
        try (DatagramSocket other = new DatagramSocket(0, address.getAddress())) {
          other.send(packet);
        }
      }
      case OTHER_ADDRESS -> {
        InetSocketAddress beside = new InetSocketAddress(beside(), address.getPort());
        try (DatagramSocket other = new DatagramSocket(beside)) {
          other.send(packet);
        }
      }
    }
  }

  /** On Linux all of 127.0.0.0/8 is this machine; IPv6 has one such address only. */
  private InetAddress beside() throws IOException {
    byte[] bytes = address.getAddress().getAddress();
    if (!(address.getAddress() instanceof Inet4Address) || bytes[0] != 127) {
      throw new IOException("there is no other address beside " + address.getAddress());
    }
    bytes[2] ^= 1;
    return InetAddress.getByAddress(bytes);
  }
}
