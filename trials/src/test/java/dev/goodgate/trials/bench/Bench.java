package dev.goodgate.trials.bench;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of the head codec, and tells time and heap of each in one table. */
public final class Bench {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(HeadBench.class.getName() + "\\.")
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    System.out.println("| what is read | ns | +- | bytes of heap |");
    System.out.println("|---|---|---|---|");
    for (RunResult each : results) {
      var time = each.getPrimaryResult();
      double heap = 0;
      for (String measured : each.getSecondaryResults().keySet()) {
        heap +=
            measured.endsWith(ALLOCATED) ? each.getSecondaryResults().get(measured).getScore() : 0;
      }
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.3f |",
              words(time.getLabel()),
              time.getScore(),
              time.getScoreError(),
              heap));
    }
  }

  private static String words(String name) {
    return name.replaceAll("([a-z])([A-Z]|\\d)", "$1 $2").toLowerCase(Locale.ROOT);
  }
}
