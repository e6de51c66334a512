package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Admin;
import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.Health;
import dev.goodgate.vocabulary.plan.KeepAlive;
import dev.goodgate.vocabulary.plan.Ledger;
import dev.goodgate.vocabulary.plan.Limit;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Place;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Resolver;
import dev.goodgate.vocabulary.plan.Timeouts;
import dev.goodgate.vocabulary.plan.Upstream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  @Test
  void holdWhereOnlyEndpointsAreWritten() {
    Plan plan = Plans.understood(Plans.SMALLEST);
    Upstream web = plan.upstreams().get("web");
    assertThat(web).isEqualTo(Upstream.of("web", web.endpoints()));
    assertThat(web.timeouts())
        .isEqualTo(
            new Timeouts(
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60)));
    assertThat(web.health()).isEqualTo(new Health(null, Duration.ofSeconds(5), 3, 2));
    assertThat(web.keepAlive()).isEqualTo(new KeepAlive(null, 1_000));
    assertThat(web.balance()).isEqualTo(new Balance.RoundRobin());
  }

  @Test
  void holdForAllThatSurroundsIt() {
    Plan plan = Plans.understood(Plans.SMALLEST);
    assertThat(plan.name()).isEqualTo("goodgate");
    assertThat(plan.loops()).isEmpty();
    assertThat(plan.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(plan.resolver()).isEqualTo(Resolver.DEFAULT);
    assertThat(plan.admin()).isEqualTo(Admin.DEFAULT);
    assertThat(plan.ledger()).isEqualTo(Ledger.DEFAULT);
    assertThat(plan.accessLog()).isEqualTo(AccessLog.DEFAULT);
  }

  @Test
  void giveWayToAShorterTotal() {
    Plan plan = Plans.understood(Plans.SMALLEST + "    timeouts: { total: 2s }\n");
    Duration two = Duration.ofSeconds(2);
    assertThat(plan.upstreams().get("web").timeouts())
        .isEqualTo(new Timeouts(two, two, Duration.ofSeconds(60), two));
  }

  @Test
  void completeALimitThatOnlyBoundsWhatIsConcurrent() {
    Plan plan = Plans.understood(Plans.SMALLEST + "    limit: { concurrent: 7 }\n");
    assertThat(plan.upstreams().get("web").limit())
        .contains(new Limit(7, 100, Duration.ofSeconds(2)));
  }

  @Test
  void areReplacedByWhatIsWritten() {
    Plan plan =
        Plans.understood(
            Plans.SMALLEST
                + """
                    keep-alive: { idle: 4s, max: 0 }
                name: edge-1
                loops: 2
                access-log: off
                ledger: { url: "jdbc:postgresql://127.0.0.1/goodgate" }
                limits:
                  connections: 5
                  head: 16KiB
                  fields: 64
                  reply-head: 48KiB
                  streams: 16
                  head-timeout: 1s
                  keep-alive: 1m
                  stall: 2m
                  least-rate: 1KiB
                  drain: 0s
                  failures-kept: 0
                """);
    assertThat(plan.upstreams().get("web").keepAlive())
        .isEqualTo(new KeepAlive(Duration.ofSeconds(4), 0));
    assertThat(plan.name()).isEqualTo("edge-1");
    assertThat(plan.loops()).hasValue(2);
    assertThat(plan.accessLog()).isEqualTo(new AccessLog.Off());
    assertThat(plan.ledger())
        .isEqualTo(new Ledger.Database("jdbc:postgresql://127.0.0.1/goodgate"));
    assertThat(plan.limits())
        .isEqualTo(
            new Limits(
                5,
                16 << 10,
                64,
                48 << 10,
                16,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                1 << 10,
                Duration.ZERO,
                0));
  }

  @Test
  void ofTheAccessLogChangeWithItsPath() {
    assertThat(Plans.understood(Plans.SMALLEST + "access-log: { path: off }\n").accessLog())
        .isEqualTo(new AccessLog.Off());
    String toFile = "access-log: { path: a.log, format: common }\n";
    assertThat(Plans.understood(Plans.SMALLEST + toFile).accessLog())
        .isEqualTo(new AccessLog.ToFile("a.log", AccessLog.Format.COMMON));
  }

  @Test
  void doNotDependOnHowLinesEndOrOnAByteOrderMark() {
    Plan plan = Plans.understood("\ufeff" + Plans.SMALLEST.replace("\n", "\r\n"));
    assertThat(plan.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(plan.places().of("upstreams.web.endpoints[0]"))
        .contains(new Place("plan.yaml", 5, 17));
    assertThat(plan.places().of("listeners")).contains(new Place("plan.yaml", 1, 1));
  }

  @Test
  void allowALoneDashAsAValueInAnyStyle() {
    String block = "access-log:\n  path: -\n  format: common\n";
    assertThat(Plans.understood(Plans.SMALLEST + block).accessLog())
        .isEqualTo(new AccessLog.Stdout(AccessLog.Format.COMMON));
    assertThat(Plans.understood(Plans.SMALLEST + "access-log: {path: -}\n").accessLog())
        .isEqualTo(AccessLog.DEFAULT);
    assertThat(Plans.understood(Plans.SMALLEST + "ledger: { path: 'a: -, b' }\n").ledger())
        .isEqualTo(new Ledger.Embedded("a: -, b"));
  }
}
