package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.dialects.goodgate.Complaint.Severity;
import dev.goodgate.vocabulary.plan.Plan;
import org.junit.jupiter.api.Test;

/** What looks wrong and does not refuse the plan. */
class WarningTest {
  @Test
  void comesForMoreAttemptsThanTheTotalHasTimeFor() {
    String timeouts = "    timeouts: { first-byte: 10s, total: 20s }\n    retry: { attempts: 3 }\n";
    Complaint warning = onlyWarning(Plans.SMALLEST + timeouts);
    assertThat(warning.message())
        .isEqualTo("3 attempts of 10s may take 30s, and `total` ends them after 20s");
    assertThat(warning.place()).hasToString("plan.yaml:7:24");
  }

  @Test
  void staysAwayWhereOneOfTheThreeIsADefault() {
    String timeouts = "    timeouts: { first-byte: 30s }\n    retry: { attempts: 3 }\n";
    assertThat(PlanReader.read("plan.yaml", Plans.SMALLEST + timeouts).complaints()).isEmpty();
  }

  @Test
  void comesForAnUpstreamThatNoRouteUses() {
    Complaint warning = onlyWarning(Plans.SMALLEST + "  other: { endpoints: [ \"a:1\" ] }\n");
    assertThat(warning.message()).isEqualTo("no route leads to the upstream `other`");
    assertThat(warning.place()).hasToString("plan.yaml:6:3");
  }

  @Test
  void comesForAnEndpointThatIsThereTwice() {
    String twice = "[\"127.0.0.1:3001\", \"http://127.0.0.1:3001\"]";
    Complaint warning = onlyWarning(Plans.SMALLEST.replace("[\"127.0.0.1:3001\"]", twice));
    assertThat(warning.message()).contains("twice");
    assertThat(warning.place()).hasToString("plan.yaml:5:35");
  }

  @Test
  void comesForAnAdminAddressThatOthersCanReach() {
    Complaint warning = onlyWarning(Plans.SMALLEST + "admin: { address: \":9502\" }\n");
    assertThat(warning.message()).contains("`0.0.0.0:9502` can be reached from other machines");
    assertThat(warning.place()).hasToString("plan.yaml:6:19");
  }

  @Test
  void comesForSettingsThatNoEndpointMakesUseOf() {
    Complaint warning = onlyWarning(Plans.SMALLEST + "    tls: { verify: false }\n");
    assertThat(warning.message()).isEqualTo("`upstreams.web.tls` is without effect");
    assertThat(warning.place()).hasToString("plan.yaml:6:5");
  }

  @Test
  void comesWhereCertificatesAreNotLookedAt() {
    Complaint warning =
        onlyWarning(
            Plans.SMALLEST.replace("127.0.0.1:3001", "https://127.0.0.1:3001")
                + "    tls: { verify: false }\n");
    assertThat(warning.message()).contains("anybody may pass");
    assertThat(warning.place()).hasToString("plan.yaml:6:20");
  }

  private static Complaint onlyWarning(String text) {
    Reading<Plan> reading = PlanReader.read("plan.yaml", text);
    assertThat(reading).isInstanceOf(Reading.Understood.class);
    assertThat(reading.complaints()).hasSize(1);
    assertThat(reading.complaints().getFirst().severity()).isEqualTo(Severity.WARNING);
    return reading.complaints().getFirst();
  }
}
