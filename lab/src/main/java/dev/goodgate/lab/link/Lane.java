package dev.goodgate.lab.link;

import dev.goodgate.lab.link.LinkFault.Way;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One way of a connection: a thread that reads and asks what to do, and one that does it in time,
 * so that a delay is no limit of rate. What is under way is bounded, which is felt as
 * back-pressure.
 */
final class Lane {
  private static final int CHUNK = 16 * 1024;
  private static final int MAX_UNDER_WAY = 256;
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** An act with the bytes it is about, and when they came; no act is the end of the way. */
  private sealed interface Parcel {
    record Load(Act act, ByteBuffer bytes, long came) implements Parcel {}

    record Last(boolean broken) implements Parcel {}
  }

  private final Way way;
  private final Socket from;
  private final Socket to;
  private final LinkedPair pair;
  private final BlockingQueue<Parcel> underWay = new ArrayBlockingQueue<>(MAX_UNDER_WAY);

  Lane(Way way, Socket from, Socket to, LinkedPair pair) {
    this.way = way;
    this.from = from;
    this.to = to;
    this.pair = pair;
  }

  void start() {
    Thread.ofVirtual().start(this::read);
    Thread.ofVirtual().start(this::write);
  }

  private void read() {
    try {
      put(new Parcel.Last(readAll()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it broke rather than ended. */
  private boolean readAll() throws InterruptedException {
    try {
      InputStream in = from.getInputStream();
      byte[] chunk = new byte[CHUNK];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        byte[] whole = Arrays.copyOf(chunk, count);
        if (pair.fault() instanceof LinkFault.Gathers gathers && gathers.way().covers(way)) {
          whole = gather(in, whole, gathers);
        }
        long now = pair.clock().nanos();
        int at = 0;
        for (Act act : pair.treatment().bytes(way, whole.length, now)) {
          int length = length(act);
          put(new Parcel.Load(act, ByteBuffer.wrap(whole, at, length), now));
          at += length;
        }
        // An end may have waited for these bytes only.
        pair.wake();
      }
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private byte[] gather(InputStream in, byte[] first, LinkFault.Gathers gathers)
      throws IOException {
    byte[] all = Arrays.copyOf(first, Math.toIntExact(Math.max(gathers.size(), first.length)));
    int count = first.length;
    from.setSoTimeout(Math.toIntExact(gathers.span().toMillis()));
    try {
      while (count < all.length) {
        int more = in.read(all, count, all.length - count);
        if (more < 0) {
          break;
        }
        count += more;
      }
    } catch (SocketTimeoutException noMore) {
      // These were all.
    } finally {
      from.setSoTimeout(0);
    }
    return Arrays.copyOf(all, count);
  }

  private void put(Parcel parcel) throws InterruptedException {
    while (!underWay.offer(parcel, LOOK.toSeconds(), TimeUnit.SECONDS)) {
      if (pair.endsWithin(Duration.ZERO)) {
        return;
      }
    }
  }

  private void write() {
    boolean heard = true;
    try {
      while (!pair.endsWithin(Duration.ZERO)) {
        switch (underWay.poll(LOOK.toSeconds(), TimeUnit.SECONDS)) {
          case null -> {}
          case Parcel.Load load -> heard = heard && deliver(load);
          case Parcel.Last(boolean broken) -> {
            last(broken);
            return;
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void last(boolean broken) {
    if (!pair.treatment().passesEnd(way)) {
      pair.tell("loses the end " + name());
    } else if (broken) {
      pair.broken(to);
    } else {
      try {
        to.shutdownOutput();
      } catch (IOException alreadyOver) {
        // The other side left first.
      }
    }
    pair.wayIsOver();
  }

  /** Whether somebody is there to hear more. */
  private boolean deliver(Parcel.Load load) throws InterruptedException {
    try {
      switch (load.act()) {
        case Act.Pass(int count, Duration after) -> {
          Duration left = after.minusNanos(pair.clock().nanos() - load.came());
          if (left.isPositive() && pair.endsWithin(left)) {
            return false;
          }
          write(load.bytes());
        }
        case Act.Trickle(int count, Duration span) -> {
          if (pair.endsWithin(span)) {
            return false;
          }
          write(load.bytes());
        }
        case Act.Flip() -> {
          to.getOutputStream().write(load.bytes().get() ^ 1);
          pair.tell("turns over a bit " + name());
        }
        case Act.Lose(int count) -> pair.tell("loses " + count + " bytes " + name());
        case Act.Finish(var by, var told) -> pair.finish(by, told);
      }
      return true;
    } catch (IOException gone) {
      pair.tell("cannot pass on " + name() + ": " + gone.getMessage());
      return false;
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    to.getOutputStream()
        .write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  private static int length(Act act) {
    return switch (act) {
      case Act.Pass(int count, Duration after) -> count;
      case Act.Trickle(int count, Duration span) -> count;
      case Act.Lose(int count) -> count;
      case Act.Flip() -> 1;
      case Act.Finish finish -> 0;
    };
  }

  private String name() {
    return way.name().toLowerCase(Locale.ROOT);
  }
}
