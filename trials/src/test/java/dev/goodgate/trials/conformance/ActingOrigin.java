package dev.goodgate.trials.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An endpoint that plays a part written by the test, once for each connection, on a thread of its
 * own. Where the lab's origin acts faults that have names, this one does anything.
 */
final class ActingOrigin implements AutoCloseable {
  private final ServerSocket listening;
  private final Part part;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<Wire> wires = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<String> heads = new ArrayBlockingQueue<>(10_000);

  /** What is done with one connection; it is closed at the end. */
  @FunctionalInterface
  interface Part {
    void play(Scene scene) throws IOException, InterruptedException;
  }

  /** One connection; {@code number} counts from 1. */
  final class Scene {
    final int number;
    final Wire wire;

    private Scene(int number, Wire wire) {
      this.number = number;
      this.wire = wire;
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
    this.part = part;
    listening = new ServerSocket();
    listening.setReceiveBufferSize(32 * 1024);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    Thread.ofVirtual().name("acting origin").start(this::accept);
  }

  static ActingOrigin playing(Part part) throws IOException {
    return new ActingOrigin(part);
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
        Wire wire = new Wire(socket);
        wires.add(wire);
        Scene scene = new Scene(connections.incrementAndGet(), wire);
        Thread.ofVirtual().name("acting origin " + scene.number).start(() -> play(scene));
      } catch (IOException closedOrBroken) {
        // Closed: the loop ends. A connection that broke before it was taken: the next one counts.
      }
    }
  }

  private void play(Scene scene) {
    try (scene.wire) {
      part.play(scene);
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
