package dev.goodgate.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
  @Test
  void isValidAsItIsShown() {
    assertThat(PlanReader.read("demo.yaml", DemoPlan.asWritten().text()).complaints()).isEmpty();
  }

  @Test
  void whatIsReplacedKeepsItsLine() {
    DemoPlan moved =
        new DemoPlan(
            Map.of(
                "127.0.0.1:8080",
                "127.0.0.1:9502",
                "127.0.0.1:9502",
                "127.0.0.1:8080",
                DemoPlan.ACCESS_LOG,
                "/tmp/with \"quotes\" and \\/access.log"));

    Plan plan = plan(moved);
    assertThat(plan.listeners().getFirst().address()).isEqualTo(new HostPort("127.0.0.1", 9502));
    assertThat(plan.admin().address()).isEqualTo(new HostPort("127.0.0.1", 8080));
    assertThat(plan.accessLog())
        .isEqualTo(
            new AccessLog.ToFile("/tmp/with \"quotes\" and \\/access.log", AccessLog.Format.JSON));
    assertThat(moved.text().lines().count()).isEqualTo(DemoPlan.asWritten().text().lines().count());
  }

  @Test
  void theShopHasTwoEndpointsAndAskingTakesNobodyLongerThanTwoSeconds() {
    Plan plan = plan(DemoPlan.asWritten());
    assertThat(plan.upstreams().get("shop").endpoints()).hasSize(2);
    assertThat(plan.upstreams().values())
        .allSatisfy(upstream -> assertThat(upstream.timeouts().total()).hasSeconds(2));
  }

  @Test
  void isRefusedWhereTwoAddressesAreOne() {
    DemoPlan twice = new DemoPlan(Map.of("127.0.0.1:8080", "127.0.0.1:9502"));

    assertThat(twice.read()).isInstanceOf(Reading.Refused.class);
  }

  private static Plan plan(DemoPlan demo) {
    return ((Reading.Understood<Plan>) demo.read()).value();
  }
}
