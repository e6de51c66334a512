package dev.goodgate.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.gateway.wire.kernel.Transport;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A loop that the test's own thread turns, never longer than a deadline allows. */
public final class TurningLoop implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private long skipped;
  private final Loop loop;
  private final Timer deadline;

  public TurningLoop(Transport transport) {
    loop = new Loop(transport.open(), () -> System.nanoTime() + skipped);
    deadline = loop.timer(() -> {});
  }

  public Loop loop() {
    return loop;
  }

  /** Moves the loop's clock on, and lets the timers that are due by then ring. */
  public void skip(Duration span) {
    skipped += span.toNanos();
    turnsIn(Duration.ZERO);
  }

  /** Turns until it is done; fails when that takes too long. */
  public void until(String what, BooleanSupplier done) {
    long over = loop.exactNow() + DEADLINE.toNanos();
    deadline.set(over);
    while (!done.getAsBoolean()) {
      loop.turn();
      if (loop.exactNow() > over) {
        throw new AssertionError("waited in vain until " + what);
      }
    }
    deadline.off();
  }

  /** Turns for that long, sleeping as the loop likes; returns how many turns it took. */
  public int turnsIn(Duration span) {
    boolean[] rung = new boolean[1];
    Timer end = loop.timer(() -> rung[0] = true);
    end.set(loop.exactNow() + span.toNanos());
    int turns = 0;
    while (!rung[0]) {
      loop.turn();
      turns++;
    }
    end.drop();
    return turns;
  }

  /** Listens on a free port; all who arrive are accepted into the list. */
  Arrivals arrivals(Supplier<RecordingOwner> owners) {
    List<RecordingOwner> all = new ArrayList<>();
    int listener =
        loop.listen(
            new InetSocketAddress("127.0.0.1", 0),
            64,
            false,
            from -> {
              int result;
              do {
                result =
                    loop.accept(
                        from,
                        _ -> {
                          RecordingOwner owner = owners.get();
                          all.add(owner);
                          return owner;
                        });
              } while (result == 0);
            });
    return new Arrivals(listener, (InetSocketAddress) loop.listenerAddress(listener), all);
  }

  /** Who came to one listener. */
  record Arrivals(int listener, InetSocketAddress address, List<RecordingOwner> all) {}

  /** Accepts one client, whose owner is set up before it is told anything. */
  RecordingOwner accept(Arrivals arrivals) {
    int before = arrivals.all().size();
    until("a client is accepted", () -> arrivals.all().size() > before);
    return arrivals.all().get(before);
  }

  MemorySegment scratchWith(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    MemorySegment.copy(
        bytes, 0, loop.scratch(), ValueLayout.JAVA_BYTE, Loop.HEADROOM, bytes.length);
    return loop.scratch();
  }

  int send(Duplex socket, String text) {
    int taken = socket.send(scratchWith(text), Loop.HEADROOM, text.length());
    turnsIn(Duration.ZERO); // a transport may begin sends at the end of a turn
    return taken;
  }

  @Override
  public void close() {
    loop.close();
  }
}
