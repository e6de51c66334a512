package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Plan;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever becomes of a plan's text, reading it ends in a reading. */
class MutatedPlanProperty {
  private static final String PIECES =
      "\n"
          + " \t:-,[]{}&*!|>'\"%@`#?\\/.0123456789abcdefghijklmnopqrstuvwxyz\u0000\u001b\u0085\u2028\ud800"
          + "\ue0da\ufeff~";
  private static final int ROUNDS = 800;

  @Test
  @Timeout(60)
  void everyTruncationIsRead() {
    String text = ContractPlanTest.CONTRACT;
    for (int end = 0; end <= text.length(); end++) {
      isRead(text.substring(0, end));
    }
  }

  @RepeatedTest(2)
  @Timeout(60)
  void everyMutationIsRead() {
    long seed = Long.getLong("goodgate.seed", System.identityHashCode(this));
    System.out.println("goodgate.seed=" + seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String text = mutated(ContractPlanTest.CONTRACT, random);
      try {
        isRead(text);
      } catch (RuntimeException | AssertionError | StackOverflowError thrown) {
        throw new AssertionError("goodgate.seed=" + seed + " with\n" + text, thrown);
      }
    }
  }

  private static void isRead(String text) {
    Reading<Plan> reading = PlanReader.read("plan.yaml", text);
    for (Complaint complaint : reading.complaints()) {
      assertThat(complaint.render()).startsWith("plan.yaml:");
      assertThat(complaint.place().line()).isBetween(1, (int) text.lines().count() + 1);
    }
  }

  private static String mutated(String text, RandomGenerator random) {
    StringBuilder mutated = new StringBuilder(text);
    int changes = random.nextInt(1, 12);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutated.length());
      char piece = PIECES.charAt(random.nextInt(PIECES.length()));
      switch (random.nextInt(4)) {
        case 0 -> mutated.setCharAt(at, piece);
        case 1 -> mutated.insert(at, piece);
        case 2 -> mutated.delete(at, Math.min(mutated.length() - 1, at + random.nextInt(9)));
        default -> mutated.insert(at, slice(text, random));
      }
    }
    return mutated.toString();
  }

  private static String slice(String text, RandomGenerator random) {
    int from = random.nextInt(text.length());
    return text.substring(from, Math.min(text.length(), from + random.nextInt(80)));
  }
}
