package dev.goodgate.trials.load;

import java.time.Duration;

/** Runs {@link Allocation} as a program; its argument is how many seconds a round is measured. */
public final class AllocationTrial {
  private static final Duration USUAL = Duration.ofSeconds(10);

  private AllocationTrial() {}

  public static void main(String[] arguments) throws Exception {
    Duration span =
        arguments.length == 0 ? USUAL : Duration.ofSeconds(Long.parseLong(arguments[0]));
    Allocation.run(span, System.out);
  }
}
