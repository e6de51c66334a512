package dev.goodgate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.kernel.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What other threads may do to a loop that runs on its own. */
@ParameterizedClass
@MethodSource("dev.goodgate.gateway.wire.kernel.Transport#here")
class ExecuteWireTest {
  @Parameter private Transport transport;
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final AtomicReference<Loop> made = new AtomicReference<>();
  private Thread thread;

  @BeforeEach
  void runs() throws InterruptedException {
    CountDownLatch there = new CountDownLatch(1);
    thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (Loop loop = new Loop(transport.open(), System::nanoTime)) {
                made.set(loop);
                there.countDown();
                loop.run();
              }
            });
    assertThat(there.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void ends() throws InterruptedException {
    made.get().stop();
    assertThat(thread.join(DEADLINE)).isTrue();
  }

  @Test
  void runsATaskOnItsOwnThread() throws InterruptedException {
    List<Boolean> owns = new ArrayList<>();
    await(() -> owns.add(made.get().isOwner()));

    assertThat(owns).containsExactly(true);
    assertThat(made.get().isOwner()).isFalse();
  }

  @Test
  void losesNoWakeUpToAnyOfManyThreads() throws InterruptedException {
    int threads = 4;
    int each = 3_000;
    AtomicInteger ran = new AtomicInteger();
    AtomicInteger lost = new AtomicInteger();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(
          Thread.ofPlatform()
              .start(() -> {
                Semaphore done = new Semaphore(0);
                for (int n = 0; n < each; n++) {
                  // waits for each: so the loop falls asleep between them as often as can be
                  made.get()
                      .execute(() -> {
                        ran.incrementAndGet();
                        done.release();
                      });
                  if (!acquired(done)) {
                    lost.incrementAndGet();
                    return;
                  }
                }
              }));
    }
    for (Thread thread : all) {
      thread.join();
    }
    assertThat(lost).hasValue(0);
    assertThat(ran).hasValue(threads * each);
  }

  @Test
  void keepsTheOrderOfOneThreadsTasks() throws InterruptedException {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int number = i;
      made.get().execute(() -> order.add(number));
    }
    await(() -> {});

    assertThat(order).hasSize(20_000).isSorted();
  }

  @Test
  void mayBeCalledWhileAndAfterTheLoopEnds() throws InterruptedException {
    Loop loop = made.get();
    AtomicInteger tried = new AtomicInteger();
    Thread nagging =
        Thread.ofPlatform()
            .start(() -> {
              while (thread.isAlive()) {
                loop.execute(tried::incrementAndGet);
                loop.stop();
              }
            });
    assertThat(thread.join(DEADLINE)).isTrue();
    assertThat(nagging.join(DEADLINE)).isTrue();
    loop.execute(tried::incrementAndGet);
    loop.stop();
  }

  private void await(Runnable task) throws InterruptedException {
    Semaphore done = new Semaphore(0);
    made.get()
        .execute(() -> {
          task.run();
          done.release();
        });
    assertThat(acquired(done)).isTrue();
  }

  private static boolean acquired(Semaphore done) {
    try {
      return done.tryAcquire(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
