package dev.goodgate.app.plan;

import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;

/** Tells what came of reading a plan. */
sealed interface PlanReport permits JsonReport, PeopleReport {
  void tell(Reading<Plan> reading);

  void tellUnread(String why);
}
