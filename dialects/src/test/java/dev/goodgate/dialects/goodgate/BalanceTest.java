package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.Balance.By;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Upstream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a plan says which endpoint is asked. */
class BalanceTest {
  private static Upstream upstream(String settings) {
    return Plans.understood(Plans.SMALLEST + settings).upstreams().get("web");
  }

  private static List<Complaint> complaints(String plan) {
    return PlanReader.read("plan.yaml", plan).complaints();
  }

  private static String weighing(String endpoints) {
    return Plans.SMALLEST.replace("[\"127.0.0.1:3001\"]", endpoints);
  }

  @Test
  void namesOneOfThreeWays() {
    assertThat(upstream("    balance: round-robin\n").balance())
        .isEqualTo(new Balance.RoundRobin());
    assertThat(upstream("    balance: least-requests\n").balance())
        .isEqualTo(new Balance.LeastRequests());
    assertThat(upstream("    balance: hash\n").balance())
        .isEqualTo(new Balance.Hash(new By.Client(), true));
  }

  @Test
  void saysByWhatItHashesAndWhetherLoadIsBounded() {
    String hash = "    balance: hash\n    hash: ";
    assertThat(upstream(hash + "{ by: client }\n").balance())
        .isEqualTo(new Balance.Hash(new By.Client(), true));
    assertThat(upstream(hash + "{ by: path, bounded: true }\n").balance())
        .isEqualTo(new Balance.Hash(new By.Path(), true));
    assertThat(upstream(hash + "{ by: header X-Tenant }\n").balance())
        .isEqualTo(new Balance.Hash(new By.Header("X-Tenant"), true));
    assertThat(upstream(hash + "{ by: cookie  sid, bounded: false }\n").balance())
        .isEqualTo(new Balance.Hash(new By.Cookie("sid"), false));
    assertThat(upstream(hash + "{ bounded: false }\n").balance())
        .isEqualTo(new Balance.Hash(new By.Client(), false));
  }

  @ParameterizedTest
  @CsvSource({
    "clint, client",
    "path x, path",
    "client sid, client",
    "headr X-Tenant, header X-Tenant",
    "cokie sid, cookie sid"
  })
  void findsTheNearestKeyToOneThatIsNone(String written, String meant) {
    List<Complaint> complaints =
        complaints(Plans.SMALLEST + "    balance: hash\n    hash: { by: " + written + " }\n");
    assertThat(complaints).hasSize(1);
    assertThat(complaints.getFirst().message()).contains("`" + written + "` cannot stand here");
    assertThat(complaints.getFirst().nearest()).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"header", "cookie", "header X Y", "cookie s=d", "ip"})
  void refusesAKeyWithoutANameOrWithAnOddOne(String written) {
    assertThat(
            complaints(Plans.SMALLEST + "    balance: hash\n    hash: { by: " + written + " }\n"))
        .extracting(Complaint::message)
        .containsExactly("`" + written + "` cannot stand here");
  }

  @Test
  void warnsOfAKeyThatNothingGoesBy() {
    assertThat(complaints(Plans.SMALLEST + "    hash: { by: path }\n"))
        .extracting(Complaint::message)
        .containsExactly("`upstreams.web.hash` is without effect");
  }

  @Test
  void weighsEndpointsThatAreWrittenAsMappings() {
    Plan plan =
        Plans.understood(
            weighing("[ \"a:1\", { address: \"https://b\", weight: 3 }, { address: \"c:1\" } ]"));
    List<Endpoint> endpoints = plan.upstreams().get("web").endpoints();
    assertThat(endpoints).extracting(Endpoint::weight).containsExactly(1, 3, 1);
    assertThat(endpoints).extracting(Endpoint::written).containsExactly("a:1", "https://b", "c:1");
    assertThat(plan.places().of("upstreams.web.endpoints[1].weight"))
        .contains(new Place("plan.yaml", 5, 49));
  }

  @Test
  void looksAtTheAddressOfAWeighedEndpointAsAtAnyOther() {
    assertThat(
            complaints(
                weighing("[ { address: \"a:1\" }, \"a:1\", { address: \"127.0.0.1:8080\" } ]")))
        .extracting(Complaint::message)
        .containsExactly(
            "`a:1` is in this upstream twice",
            "`127.0.0.1:8080` is the gateway's own listener `127.0.0.1:8080`: requests would go"
                + " round in a loop");
  }

  @Test
  void tellsWhatIsWrongWithAWeighedEndpoint() {
    assertThat(complaints(weighing("[ { weight: 2 } ]")))
        .extracting(Complaint::message)
        .containsExactly("`upstreams.web.endpoints[0]` has no `address`");
    assertThat(complaints(weighing("[ { address: \"a:1\", weight: 0 } ]")))
        .extracting(Complaint::message)
        .containsExactly("`0` is out of range");
    assertThat(complaints(weighing("[ { address: \"a\", wieght: 2 } ]")))
        .extracting(Complaint::message)
        .anyMatch(each -> each.contains("unknown key `wieght`"));
    assertThat(complaints(weighing("[ [ \"a:1\" ] ]"))).hasSize(1);
  }
}
