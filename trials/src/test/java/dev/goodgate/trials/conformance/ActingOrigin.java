package dev.goodgate.trials.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that plays a part written by the test, once for each connection, on a thread of its
 * own. Where the lab's origin acts faults that have names, this one does anything.
 */
final class ActingOrigin implements AutoCloseable {
  private final ServerSocket listening;
  private final @Nullable ChoosingTls tls;
  private final Part part;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<Wire> wires = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<String> heads = new ArrayBlockingQueue<>(10_000);

  /** What is done with one connection; it is closed at the end. */
  @FunctionalInterface
  interface Part {
    void play(Scene scene) throws IOException, InterruptedException;
  }

  /** One connection; {@code number} counts from 1, {@code protocol} is what TLS agreed on. */
  final class Scene {
    final int number;
    final Wire wire;
    final String protocol;

    private Scene(int number, Wire wire, String protocol) {
      this.number = number;
      this.wire = wire;
      this.protocol = protocol;
    }

    /** The next request's head, noted; empty at the end. */
    String head() throws IOException {
      String head = wire.head();
      if (!head.isEmpty()) {
        heads.add(head);
      }
      return head;
    }
  }

  private ActingOrigin(Part part) throws IOException {
    this(new ServerSocket(), null, part);
  }

  private ActingOrigin(ServerSocket unbound, @Nullable ChoosingTls tls, Part part)
      throws IOException {
    this.part = part;
    this.tls = tls;
    listening = unbound;
    listening.setReceiveBufferSize(32 * 1024);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    Thread.ofVirtual().name("acting origin").start(this::accept);
  }

  static ActingOrigin playing(Part part) throws IOException {
    return new ActingOrigin(part);
  }

  /** Speaks TLS; {@code choice} is what it makes of what clients offer to speak within. */
  static ActingOrigin secured(ChoosingTls.Choice choice, Part part)
      throws IOException, GeneralSecurityException {
    ChoosingTls tls = new ChoosingTls(choice);
    return new ActingOrigin(tls.unbound(), tls, part);
  }

  /** Answers every request with the same bytes, and keeps the connection. */
  static ActingOrigin answering(String reply) throws IOException {
    return new ActingOrigin(scene -> {
      while (!scene.head().isEmpty()) {
        scene.wire.send(reply);
      }
    });
  }

  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** How many connections came. */
  int connections() {
    return connections.get();
  }

  /** How many heads have been read and not been asked for. */
  int headsLeft() {
    return heads.size();
  }

  /** The head read next; empty where none comes. */
  String nextHead() throws InterruptedException {
    String head = heads.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return head == null ? "" : head;
  }

  /** Whether no head comes for so long. */
  boolean isLeftAloneFor(Duration span) throws InterruptedException {
    return heads.poll(span.toMillis(), TimeUnit.MILLISECONDS) == null;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        int number = connections.incrementAndGet();
        Wire wire = new Wire(socket);
        wires.add(wire);
        Thread.ofVirtual().name("acting origin " + number).start(() -> play(number, socket, wire));
      } catch (IOException closedOrBroken) {
        // Closed: the loop ends. A connection that broke before it was taken: the next one counts.
      }
    }
  }

  private void play(int number, Socket socket, Wire wire) {
    try (wire) {
      part.play(new Scene(number, wire, tls == null ? "" : tls.shake(number, socket)));
    } catch (IOException | InterruptedException over) {
      // The gateway has left, or the test is over; what the test wanted to know it has noted.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Wire wire : wires) {
      wire.close();
    }
  }
}
