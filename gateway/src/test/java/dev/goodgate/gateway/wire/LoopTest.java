package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.kernel.Errno;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final long MILLISECOND = 1_000_000;
  private static final SocketAddress SOMEWHERE = UnixDomainSocketAddress.of("/nowhere");
  private static final int NO_SPACE = -28;

  private final ScriptedKernel kernel = new ScriptedKernel();
  private long now = 7_000_000_000L;
  @AutoClose private final Loop loop = new Loop(kernel, () -> now);

  @Test
  void waitsWithoutEndWhenNothingIsToBeDone() {
    loop.turn();

    assertThat(kernel.patience).containsExactly(-1L);
  }

  @Test
  void waitsNoLongerThanUntilTheNextTimer() {
    loop.timer(() -> {}).set(now + 50 * MILLISECOND);
    loop.turn();

    assertThat(kernel.patience.getFirst())
        .isBetween(50 * MILLISECOND, 50 * MILLISECOND + TimerWheel.TICK);
  }

  @Test
  void subtractsTheTimeThatTasksTookFromItsPatience() {
    loop.timer(() -> {}).set(now + 60 * MILLISECOND);
    loop.execute(() -> now += 50 * MILLISECOND);
    loop.turn();
    loop.turn();

    assertThat(kernel.patience.getLast())
        .isBetween(10 * MILLISECOND, 10 * MILLISECOND + TimerWheel.TICK);
  }

  @Test
  void runsATaskOfATaskInTheNextTurn() {
    List<String> ran = new ArrayList<>();
    loop.execute(() -> {
      ran.add("first");
      loop.execute(() -> ran.add("second"));
    });
    loop.turn();
    assertThat(ran).containsExactly("first");

    loop.turn();
    assertThat(ran).containsExactly("first", "second");
    assertThat(kernel.patience).containsExactly(0L, 0L);
  }

  @Test
  void runsTimersBetweenTasksThatNeverEnd() {
    List<String> rung = new ArrayList<>();
    loop.timer(() -> rung.add("rung")).set(now + MILLISECOND);
    loop.execute(
        new Runnable() {
          @Override
          public void run() {
            now += MILLISECOND;
            loop.execute(this);
          }
        });
    for (int turns = 0; turns < 2 + TimerWheel.TICK / MILLISECOND; turns++) {
      loop.turn();
    }

    assertThat(rung).hasSize(1);
  }

  @Test
  void wakesTheKernelOnlyWhileItSleeps() {
    loop.execute(() -> {});
    assertThat(kernel.wakes).isZero();

    kernel.onAwait =
        _ -> {
          loop.execute(() -> {});
          return 0;
        };
    loop.turn();
    loop.turn();
    assertThat(kernel.wakes).isEqualTo(2);
  }

  @Test
  void doesNotWaitOnceItWasToldToStop() {
    loop.stop();
    loop.run();
    loop.turn();

    assertThat(kernel.patience).containsExactly(0L);
  }

  @Test
  void saysWhenAListenerCannotBeWatched() {
    kernel.watchResult = NO_SPACE;

    assertThat(loop.listen(SOMEWHERE, 1, false, _ -> {})).isEqualTo(NO_SPACE);
    assertThat(kernel.open).isEmpty();
  }

  @Test
  void saysWhenADialledSocketCannotBeWatched() {
    kernel.watchResult = NO_SPACE;
    List<Integer> failed = new ArrayList<>();

    assertThat(loop.dial(SOMEWHERE, () -> {}, failed::add)).isNull();
    assertThat(failed).containsExactly(NO_SPACE);
    assertThat(Errno.of(28)).isEqualTo(Errno.OTHER);
    assertThat(kernel.open).isEmpty();
    assertThat(loop.openSockets()).isZero();
  }

  @Test
  void saysOnceWhenAnAcceptedSocketCannotBeWatched() {
    kernel.watchResult = NO_SPACE;
    RecordingOwner owner = new RecordingOwner(loop);
    loop.accept(1, _ -> owner);

    assertThat(owner.result).isEqualTo(NO_SPACE);
  }

  @Test
  void closesAllSocketsWatchedOrNot() {
    Loop ending = new Loop(kernel, () -> now);
    RecordingOwner unwatched = new RecordingOwner(ending).deaf();
    unwatched.watches = false;
    ending.listen(SOMEWHERE, 1, false, _ -> {});
    ending.accept(1, _ -> new RecordingOwner(ending));
    ending.accept(1, _ -> unwatched);
    ending.dial(SOMEWHERE, () -> {}, _ -> {});
    assertThat(kernel.open).hasSize(4);
    assertThat(ending.openSockets()).isEqualTo(3);

    ending.close();
    assertThat(kernel.open).isEmpty();
    assertThat(ending.openSockets()).isZero();
  }
}
