package dev.goodgate.trials.load;

/**
 * One figure of one round: CPU time per request, or memory, or the time of a start, as the workload
 * has it. {@code core} is the gateway's own share of its core, {@code others} what else ran there.
 */
record Sample(
    String workload,
    String gateway,
    int round,
    double figure,
    long answered,
    long flawed,
    double core,
    double others,
    double rate) {
  /** Another figure of the same measurement. */
  Sample with(String other, double otherFigure) {
    return new Sample(
        other, gateway, round, otherFigure, answered, flawed, core, this.others, rate);
  }
}
