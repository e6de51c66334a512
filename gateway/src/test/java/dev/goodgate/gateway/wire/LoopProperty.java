package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.kernel.Kernel;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop and its sockets over a kernel that lies, in many worlds. */
class LoopProperty {
  private static final int WORLDS = 3_000;
  private static final long MILLISECOND = 1_000_000;
  private static final SocketAddress DOOR = new InetSocketAddress("192.0.2.1", 80);
  private static final SocketAddress ECHO = new InetSocketAddress("192.0.2.2", 80);

  @Test
  void keepsItsPromisesInManyWorlds() {
    LongStream.range(0, WORLDS).forEach(LoopProperty::liveThrough);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 4_711})
  void keepsThemWhereTheyWereBrokenOnce(long seed) {
    liveThrough(seed);
  }

  private static void liveThrough(long seed) {
    try {
      new Life(seed).live();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
    }
  }

  /** One world with a loop in it that relays between clients and one that echoes. */
  private static final class Life {
    private final World world;
    private final LyingKernel kernel;
    private final Loop loop;
    private final List<RelayingOwner> owners = new ArrayList<>();
    private final List<Talker> talkers = new ArrayList<>();
    private final List<Throwable> defects = new ArrayList<>();
    private final List<Long> deadlines = new ArrayList<>();
    private int rung;
    private int tasksRun;
    private final boolean rudeness;

    Life(long seed) {
      world = new World(seed);
      rudeness = world.below(2) == 0;
      kernel = new LyingKernel(world);
      loop = new Loop(kernel, world::now);
    }

    void live() {
      Thread.currentThread().setUncaughtExceptionHandler((_, defect) -> defects.add(defect));
      kernel.inhabit(ECHO, LoopProperty::echo);
      int listener = listen();
      int clients = 1 + world.below(12);
      for (int i = 0; i < clients; i++) {
        world.at(world.now() + world.below(20) * MILLISECOND, this::arrive);
      }
      int tasks = world.below(6);
      for (int i = 0; i < tasks; i++) {
        world.at(world.now() + world.below(20_000) * 1_000L, () -> loop.execute(() -> tasksRun++));
      }
      setTimers();
      for (int turns = 0; !kernel.isAsleep(); turns++) {
        assertThat(turns).as("turns that lead nowhere").isLessThan(3_000_000);
        loop.turn();
      }
      check(clients, tasks);
      loop.closeListener(listener);
      loop.close();
      assertThat(kernel.misuses()).isEmpty();
      assertThat(kernel.open()).isEmpty();
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    private void check(int clients, int tasks) {
      assertThat(defects).isEmpty();
      assertThat(kernel.misuses()).isEmpty();
      assertThat(talkers).hasSize(clients);
      assertThat(talkers).as("each is over: else a wake-up was lost").allMatch(Talker::isOver);
      assertThat(talkers).as("bytes arrive once and in order").allMatch(Talker::isTrue);
      if (world.lies() == 0) {
        assertThat(talkers).as("nothing failed").allMatch(Talker::isWhole);
      }
      assertThat(owners).allMatch(each -> each.isOver() && each.calledAfterEnd() == 0);
      assertThat(loop.openSockets()).isZero();
      assertThat(loop.blocks().lent()).isZero();
      assertThat(kernel.open()).hasSize(1);
      assertThat(tasksRun).isEqualTo(tasks);
      assertThat(rung).isEqualTo(deadlines.size());
      assertThat(kernel.mostCallsATurn()).as("calls a turn and socket").isLessThan(40);
    }

    private int listen() {
      Timer retry = loop.timer(() -> {});
      int listener = loop.listen(DOOR, 64, false, from -> accept(from, retry));
      assertThat(listener).isPositive();
      return listener;
    }

    private void accept(int listener, Timer retry) {
      int result;
      do {
        result =
            loop.accept(
                listener,
                _ -> {
                  RelayingOwner owner = new RelayingOwner(loop, ECHO);
                  owners.add(owner);
                  return owner;
                });
      } while (result == 0);
      if (result != Kernel.AGAIN) {
        loop.execute(() -> accept(listener, retry));
      }
    }

    private void arrive() {
      byte[] words = new byte[world.below(Math.min(20_000, 200 + 20 * world.window()))];
      for (int i = 0; i < words.length; i++) {
        words[i] = (byte) world.below(256);
      }
      Talker talker = new Talker(world, kernel.dial(DOOR), words);
      talkers.add(talker);
      if (rudeness && world.below(3) == 0) {
        world.at(world.now() + world.below(5_000) * 1_000L, talker::leave);
      }
    }

    private void setTimers() {
      for (int count = world.below(5); count > 0; count--) {
        long deadline = world.now() + world.below(40_000) * 1_000L;
        deadlines.add(deadline);
        loop.timer(
                () -> {
                  rung++;
                  assertThat(loop.now()).isGreaterThanOrEqualTo(deadline);
                })
            .set(deadline);
      }
    }
  }

  /** Sends back what comes, and its end. */
  private static void echo(ModelSocket socket) {
    ByteArrayOutputStream owed = new ByteArrayOutputStream();
    socket.onChange(() -> {
      owed.writeBytes(socket.receiveAll());
      byte[] all = owed.toByteArray();
      int taken = socket.send(all);
      owed.reset();
      owed.write(all, Math.max(0, taken), all.length - Math.max(0, taken));
      if (socket.isOver() && owed.size() == 0) {
        socket.close();
      }
    });
  }

  /** A client that says its words, ends, and hears them again. */
  private static final class Talker {
    private final ModelSocket socket;
    private final byte[] words;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int said;
    private final World world;
    private boolean over;
    private boolean left;

    Talker(World world, ModelSocket socket, byte[] words) {
      this.world = world;
      this.socket = socket;
      this.words = words;
      socket.onChange(this::live);
      world.soon(this::live);
    }

    /** In whatever state it is. */
    void leave() {
      left = !over;
      over = true;
      if (world.below(2) == 0) {
        socket.close();
      } else {
        socket.abort();
      }
    }

    private void live() {
      if (left) {
        return;
      }
      if (world.below(20) == 0) {
        socket.sendUrgentMark();
      }
      if (said < words.length) {
        said += Math.max(0, socket.send(Arrays.copyOfRange(words, said, words.length)));
      }
      if (said == words.length) {
        socket.shutdownOutput();
      }
      heard.writeBytes(socket.receiveAll());
      over |= socket.isOver();
    }

    boolean isOver() {
      return over;
    }

    boolean isTrue() {
      byte[] all = heard.toByteArray();
      return Arrays.equals(all, Arrays.copyOf(words, Math.min(all.length, words.length)))
          && (all.length == words.length || socket.isBroken() || left);
    }

    boolean isWhole() {
      return left || (heard.size() == words.length && !socket.isBroken());
    }
  }
}
