package dev.goodgate.lab.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JournalTest {
  @Test
  void keepsTheLastOfWhatWasSeen() {
    Journal<Integer> journal = new Journal<>();
    for (int seen = 0; seen < Journal.KEPT + 5; seen++) {
      journal.accept(seen);
    }
    assertThat(journal.all()).hasSize(Journal.KEPT).startsWith(5).endsWith(Journal.KEPT + 4);
  }

  @Test
  void keepsLessOfWhatIsHeavy() {
    Journal<Long> journal = new Journal<>(seen -> seen);
    journal.accept(1L);
    journal.accept(Journal.MAX_WEIGHT - 1);
    assertThat(journal.all()).hasSize(2);
    journal.accept(2L);
    assertThat(journal.all()).containsExactly(2L);
  }

  @Test
  void tellsOneKindFromTheOthers() {
    Journal<Object> journal = new Journal<>();
    journal.accept("a");
    journal.accept(1);
    assertThat(journal.all(String.class)).containsExactly("a");
  }

  @Test
  void wakesWhoWaitsAndGivesUpInTime() throws Exception {
    Journal<String> journal = new Journal<>();
    CountDownLatch waiting = new CountDownLatch(1);
    Thread other =
        Thread.ofVirtual()
            .start(() -> {
              try {
                waiting.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              journal.accept("seen");
            });
    assertThat(journal.await(Duration.ofMillis(1), all -> !all.isEmpty())).isFalse();
    waiting.countDown();
    assertThat(journal.await(Duration.ofSeconds(10), all -> !all.isEmpty())).isTrue();
    assertThat(other.join(Duration.ofSeconds(10))).isTrue();
  }
}
