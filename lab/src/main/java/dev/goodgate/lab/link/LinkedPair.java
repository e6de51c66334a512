package dev.goodgate.lab.link;

import dev.goodgate.lab.link.LinkFault.End;
import dev.goodgate.lab.link.LinkFault.Told;
import dev.goodgate.lab.link.LinkFault.Way;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One connection with its other half. Four threads move its bytes, two each way; this one waits for
 * the end, or for the time to make one.
 */
final class LinkedPair {
  private static final int CONNECTING_MILLIS = 10_000;
  private static final Duration LONG = Duration.ofDays(1);

  private final Socket client;
  private final Socket endpoint = new Socket();
  private final Treatment treatment;
  private final Supplier<LinkFault> fault;
  private final NanoClock clock;
  private final Consumer<String> told;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int waysLeft = 2;
  private long changes;
  private boolean ended;

  LinkedPair(
      Socket client,
      Treatment treatment,
      Supplier<LinkFault> fault,
      NanoClock clock,
      Consumer<String> told) {
    this.client = client;
    this.treatment = treatment;
    this.fault = fault;
    this.clock = clock;
    this.told = told;
  }

  void run(InetSocketAddress to) {
    told.accept("connection from " + client.getRemoteSocketAddress());
    try (client;
        endpoint) {
      if (!endsWithin(Duration.ZERO) && connects(to)) {
        awaitEnd();
      }
    } catch (IOException goneAlready) {
      // The client left before anything was done.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    told.accept("gone");
  }

  private boolean connects(InetSocketAddress to) throws IOException {
    client.setTcpNoDelay(true);
    if (fault.get() instanceof LinkFault.LeadsNowhere) {
      treatment.isOverNow();
      waysLeft = 1;
    } else {
      try {
        endpoint.connect(to, CONNECTING_MILLIS);
      } catch (IOException notConnected) {
        told.accept("cannot connect on: " + notConnected.getMessage());
        reset(client);
        return false;
      }
      endpoint.setTcpNoDelay(true);
      new Lane(Way.BACK, endpoint, client, this).start();
    }
    new Lane(Way.THERE, client, endpoint, this).start();
    return true;
  }

  /** The fault is another one now. */
  void wake() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (!endpoint.isConnected()) {
      reset(endpoint);
    }
  }

  Treatment treatment() {
    return treatment;
  }

  LinkFault fault() {
    return fault.get();
  }

  NanoClock clock() {
    return clock;
  }

  void tell(String what) {
    told.accept(what);
  }

  /** Waits that long; answers whether the connection ended first. */
  boolean endsWithin(Duration span) throws InterruptedException {
    lock.lock();
    try {
      for (long left = span.toNanos(); !ended && left > 0; ) {
        left = changed.awaitNanos(left);
      }
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** One way has come to its end, and the other side was told so, or not. */
  void wayIsOver() {
    lock.lock();
    try {
      waysLeft--;
      ended |= waysLeft == 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends it from the middle. One who is not told keeps a connection that leads nowhere. */
  void finish(End by, Told whom) {
    if (!treatment.isOverNow()) {
      return;
    }
    told.accept((by == End.RESET ? "resets " : "closes ") + whom);
    if (whom.hears(Way.BACK)) {
      finish(client, by);
    }
    if (whom.hears(Way.THERE)) {
      finish(endpoint, by);
    }
  }

  /** What broke one side breaks the other, as if there were no link. */
  void broken(Socket other) {
    reset(other);
    end();
  }

  private void awaitEnd() throws InterruptedException {
    for (long known = changes(); ; known = changes()) {
      Optional<Duration> left = treatment.untilEnd(clock.nanos());
      if (left.isPresent() && !left.get().isPositive() && fault.get() instanceof LinkFault.Ends e) {
        finish(e.by(), e.told());
      } else if (endsBeforeChange(known, left.orElse(LONG))) {
        return;
      }
    }
  }

  private long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for an end, for anything else that may matter, or that long. */
  private boolean endsBeforeChange(long known, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      for (long left = limit.toNanos(); !ended && changes == known && left > 0; ) {
        left = changed.awaitNanos(left);
      }
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private static void finish(Socket socket, End by) {
    switch (by) {
      case RESET -> reset(socket);
      case CLOSE -> {
        try {
          socket.shutdownOutput();
        } catch (IOException alreadyOver) {
          // It is over either way.
        }
      }
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyClosed) {
      // It is gone either way.
    }
  }
}
