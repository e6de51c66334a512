package dev.goodgate.trials.load;

import java.util.List;

/** All that one run has found. */
record Report(
    Machine machine,
    String command,
    List<Row> rows,
    List<Memory> memory,
    List<Pauses> pauses,
    List<Sample> samples) {
  /** Those of one workload, a gateway each. */
  List<Row> rows(String workload) {
    return rows.stream().filter(each -> each.workload().equals(workload)).toList();
  }

  /** A row with flaws proves nothing. */
  boolean isClean() {
    return rows.stream().allMatch(each -> each.flawed() == 0 && !Double.isNaN(each.median()))
        && memory.stream().allMatch(each -> each.flawed() == 0);
  }
}
