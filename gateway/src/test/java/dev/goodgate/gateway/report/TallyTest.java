package dev.goodgate.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.OutputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Plan PLAN = Exchanges.plan(new AccessLog.Off());
  private static final Counts.Way WEB = new Counts.Way("all", "web", "127.0.0.1:3001");
  private static final Counts.Way NOWHERE = new Counts.Way("", "", "");

  @AutoClose private final Blocks blocks = new Blocks();
  private final Block block = blocks.borrow(Blocks.LARGE);
  private final Reporter reporter = new Reporter(PLAN, OutputStream.nullOutputStream());

  @Test
  void countsExchangesByWayStatusAndCause() {
    Journal journal = reporter.journal(0);
    journal.write(slip());
    journal.write(Exchanges.failed("x", "/"));
    journal.write(Exchanges.abandoned("y"));
    reporter.close();

    Map<Counts.Way, Counts.OfWay> ways =
        reporter.counts().ways().stream().collect(Collectors.toMap(Counts.OfWay::way, it -> it));
    assertThat(ways).containsOnlyKeys(WEB, NOWHERE);
    assertThat(ways.get(WEB).codes()).isEqualTo(Map.of(200, 2L));
    assertThat(ways.get(WEB).causes()).isEqualTo(Map.of("truncated-body", 1L));
    assertThat(ways.get(WEB).received()).isEqualTo(3);
    assertThat(ways.get(WEB).sent()).isEqualTo(1_234 + 40);
    assertThat(ways.get(WEB).took().sumNanos()).isEqualTo(12_345_678 + 30_000_000);
    assertThat(ways.get(NOWHERE).codes()).isEqualTo(Map.of(0, 1L));
    assertThat(ways.get(NOWHERE).received()).isEqualTo(7);
  }

  @Test
  void countsAttemptsByEndpointAndWhatWasSeen() {
    Journal journal = reporter.journal(0);
    journal.write(slip());
    journal.write(Exchanges.failed("x", "/"));
    journal.write(Exchanges.abandoned("y"));
    reporter.close();

    assertThat(reporter.counts().endpoints())
        .singleElement()
        .satisfies(web -> {
          assertThat(web.upstream()).isEqualTo("web");
          assertThat(web.endings())
              .isEqualTo(Map.of("answered", 1L, "failed", 2L, "abandoned", 0L));
          assertThat(web.mishaps())
              .isEqualTo(
                  Map.of(
                      new Counts.Mishap("connect", "refused", "endpoint"), 1L,
                      new Counts.Mishap("stream-body", "closed early", "endpoint"), 1L));
          assertThat(web.retries()).isEqualTo(1);
          assertThat(web.fresh()).isEqualTo(1);
          assertThat(web.reused()).isEqualTo(1);
          assertThat(web.phases()).containsOnlyKeys("connect", "wait-first-byte", "stream-body");
          assertThat(web.phases().get("connect").sumNanos()).isEqualTo(2_000_000);
          assertThat(web.phases().get("stream-body").sumNanos()).isEqualTo(2_345_678);
        });
  }

  @Test
  void goesOnCountingUnderAnotherPlanOfTheSameNames() {
    Journal first = reporter.journal(0);
    first.write(slip());
    reporter.retire(first);
    reporter.journal(0, PLAN).write(slip());
    reporter.close();

    assertThat(reporter.counts().ways())
        .singleElement()
        .satisfies(way -> assertThat(way.codes()).isEqualTo(Map.of(200, 2L)));
  }

  @Test
  void foldsNamesThatAreTooManyAndLosesNoExchange() {
    Tally tally = new Tally();
    for (int i = 0; i < Tally.MOST + 10; i++) {
      tally.way("r", "u", "e" + i).count(Exchanges.failed("x", "/"));
    }

    Counts counts = tally.read();
    assertThat(counts.ways()).hasSize(Tally.MOST + 1);
    assertThat(counts.endpoints()).hasSizeLessThanOrEqualTo(Tally.MOST + 1);
    assertThat(counts.ways())
        .filteredOn(way -> way.way().equals(Counts.Way.MORE))
        .singleElement()
        .satisfies(way -> assertThat(way.codes()).isEqualTo(Map.of(200, 10L)));
  }

  @Test
  void aSpanStandsInTheFirstBucketThatHoldsIt() {
    Histogram histogram = new Histogram();
    assertThat(histogram.isEmpty()).isTrue();
    histogram.note(-1);
    histogram.note(500_000);
    histogram.note(500_001);
    histogram.note(Long.MAX_VALUE / 2);

    Counts.Spans spans = histogram.read();
    assertThat(histogram.isEmpty()).isFalse();
    assertThat(spans.counts()).hasSize(spans.limitNanos().size() + 1);
    assertThat(spans.counts().getFirst()).isEqualTo(2);
    assertThat(spans.counts().get(1)).isEqualTo(1);
    assertThat(spans.counts().getLast()).isEqualTo(1);
    assertThat(spans.limitNanos()).isSorted();
  }

  private Slip slip() {
    Slip slip = Exchanges.slip(block, "a", "/", "h", "agent");
    slip.headNanos = 10_000_000;
    return slip;
  }
}
