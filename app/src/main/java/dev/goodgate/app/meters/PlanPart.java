package dev.goodgate.app.meters;

import java.util.function.BooleanSupplier;

/** The plan in force, and whether by it new exchanges are taken. */
record PlanPart(PlanHistory plans, BooleanSupplier ready) implements GatewayMeters.Part {
  @Override
  public void write(Sheet sheet) {
    PlanHistory.InForce plan = plans.inForce();
    sheet
        .put(Metric.RELOADS, plans.appliedCount(), "applied")
        .put(Metric.RELOADS, plans.refusedCount(), "refused")
        .since1970(Metric.LAST_RELOAD, plan.since())
        .put(Metric.PLAN, 1, plan.name(), plan.hash())
        .put(Metric.READY, ready.getAsBoolean() ? 1 : 0);
  }
}
