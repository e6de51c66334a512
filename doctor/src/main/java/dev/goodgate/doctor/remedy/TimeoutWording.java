package dev.goodgate.doctor.remedy;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import dev.goodgate.vocabulary.diagnosis.Remedy.Effort;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.traffic.Detail;
import java.time.Duration;
import java.util.List;

/**
 * Longer limits. Worded with a condition: waiting longer mends nothing where the work would never
 * end.
 */
final class TimeoutWording implements Wording {
  private static final CauseId TOO_SHORT = CauseId.of("gateway-read-timeout-too-short");
  private static final CauseId TOTAL = CauseId.of("total-timeout");

  @Override
  public List<Remedy> word(CauseId cause, Trouble trouble, CaseView view) {
    if (!(trouble.failure().detail() instanceof Detail.Waited(String setting, Duration limit))) {
      return List.of();
    }
    boolean total = setting.endsWith("timeouts.total");
    if (!cause.equals(TOO_SHORT) && !(cause.equals(TOTAL) && total)) {
      return List.of();
    }
    return PlanText.of(trouble, view)
        .map(plan -> List.of(total ? longerTotal(plan) : longerFirstByte(plan)))
        .orElse(List.of());
  }

  private static Remedy longerFirstByte(PlanText plan) {
    Timeouts timeouts = plan.upstream().timeouts();
    Duration longer = timeouts.firstByte().multipliedBy(2);
    String change = change(plan, "first-byte", timeouts.firstByte(), longer);
    String withTotal = "";
    if (longer.compareTo(timeouts.total()) > 0) {
      // A first-byte limit over the total is an error of the plan.
      Duration total = longer.multipliedBy(2);
      change += "\n" + change(plan, "total", timeouts.total(), total);
      withTotal = ", and total to " + PlanText.written(total);
    }
    return longer(plan, "first-byte", longer, withTotal, change);
  }

  private static Remedy longerTotal(PlanText plan) {
    Duration total = plan.upstream().timeouts().total();
    Duration longer = total.multipliedBy(2);
    return longer(plan, "total", longer, "", change(plan, "total", total, longer));
  }

  private static Remedy longer(PlanText plan, String key, Duration to, String more, String change) {
    return new Remedy(
        Effort.EASY,
        "gateway operator",
        "If the work really takes that long, raise "
            + plan.path("timeouts." + key)
            + " to "
            + PlanText.written(to)
            + more
            + "; first see that the request ends when asked of the upstream directly.",
        plan.placeOf("timeouts", key).orElse(null),
        change,
        "The same request is answered, and the time to its first byte is below the new limit.");
  }

  private static String change(PlanText plan, String key, Duration from, Duration to) {
    return plan.change("timeouts", key, PlanText.written(from), PlanText.written(to));
  }
}
