package dev.goodgate.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** In virtual time: exchanges begin and end when an agenda says so. */
class LeastRequestsProperty {
  private static final long SEED = 31;
  private static final Tried NOTHING = new Tried();

  private static int[] alike(int count) {
    int[] weights = new int[count];
    Arrays.fill(weights, 1);
    return weights;
  }

  /** How often each is asked, and how much each has under way on average. */
  private record Seen(int[] asked, double[] underWay, int most) {
    double share(int endpoint) {
      return (double) asked[endpoint] / Arrays.stream(asked).sum();
    }
  }

  private record End(double at, int endpoint) {}

  /** {@code rate} exchanges a second on average, of which endpoints need so many seconds. */
  private static Seen live(Balancer balancer, double rate, double[] seconds, int exchanges) {
    SplittableRandom random = new SplittableRandom(SEED);
    PriorityQueue<End> agenda =
        new PriorityQueue<>((one, other) -> Double.compare(one.at(), other.at()));
    int[] asked = new int[seconds.length];
    int[] underWay = new int[seconds.length];
    double[] sum = new double[seconds.length];
    int most = 0;
    double now = 0;
    for (int i = 0; i < exchanges; i++) {
      now -= Math.log(1 - random.nextDouble()) / rate;
      for (End end = agenda.peek(); end != null && end.at() <= now; end = agenda.peek()) {
        agenda.poll();
        underWay[end.endpoint()]--;
        balancer.ends(end.endpoint());
      }
      int next = balancer.next(0, NOTHING);
      balancer.begins(next);
      asked[next]++;
      underWay[next]++;
      most = Math.max(most, underWay[next]);
      double needs = -seconds[next] * Math.log(1 - random.nextDouble());
      agenda.add(new End(now + needs, next));
      for (int each = 0; each < sum.length; each++) {
        sum[each] += underWay[each];
      }
    }
    return new Seen(asked, Arrays.stream(sum).map(each -> each / exchanges).toArray(), most);
  }

  @Test
  void idleEndpointsAreAskedInTurn() {
    LeastRequests balancer = new LeastRequests(alike(5), 0, SEED);
    int[] asked = new int[5];
    for (int i = 0; i < 1_000; i++) {
      int next = balancer.next(0, NOTHING);
      asked[next]++;
      balancer.begins(next);
      balancer.ends(next);
    }
    assertThat(asked).containsOnly(200);
  }

  @Test
  void idleEndpointsShareByWeight() {
    LeastRequests balancer = new LeastRequests(new int[] {3, 1}, 0, SEED);
    int[] asked = new int[2];
    for (int i = 0; i < 1_000; i++) {
      asked[balancer.next(0, NOTHING)]++;
    }
    assertThat(asked).containsExactly(750, 250);
  }

  @Test
  void equalEndpointsShareEvenlyUnderAnyLoad() {
    for (int endpoints : new int[] {2, 3, 10, 100}) {
      for (double load : new double[] {0.1, 1, 20}) {
        double[] seconds = new double[endpoints];
        Arrays.fill(seconds, 0.1);
        LeastRequests balancer = new LeastRequests(alike(endpoints), 0, SEED);
        Seen seen = live(balancer, endpoints * load / 0.1, seconds, endpoints * 5_000);
        for (int asked : seen.asked()) {
          assertThat(asked)
              .as("%d endpoints with %s each", endpoints, load)
              .isCloseTo(5_000, Percentage.withPercentage(5));
        }
      }
    }
  }

  @Test
  void ofTwoASlowOneGetsItsShareByLatency() {
    LeastRequests balancer = new LeastRequests(alike(2), 0, SEED);
    Seen seen = live(balancer, 2_000, new double[] {0.02, 0.2}, 200_000);
    assertThat(seen.share(1)).isCloseTo(1.0 / 11, within(0.01));
    assertThat(seen.underWay()[1]).isCloseTo(seen.underWay()[0], Percentage.withPercentage(10));
  }

  @Test
  void amongManyASlowOneDoesNotPileUpAsItWouldInTurn() {
    double[] seconds = new double[10];
    Arrays.fill(seconds, 0.02);
    seconds[3] = 0.4;
    Seen inTurn = live(new RoundRobin(alike(10), 0), 5_000, seconds, 200_000);
    Seen least = live(new LeastRequests(alike(10), 0, SEED), 5_000, seconds, 200_000);
    assertThat(inTurn.underWay()[3]).isGreaterThan(150);
    assertThat(least.underWay()[3]).isLessThan(25);
    assertThat(least.share(3)).isLessThan(0.02);
  }

  @Test
  void underLoadEndpointsHaveAsMuchUnderWayAsTheyWeigh() {
    int[] weights = {4, 1};
    Seen seen = live(new LeastRequests(weights, 0, SEED), 2_000, new double[] {0.1, 0.1}, 100_000);
    assertThat(seen.underWay()[0] / seen.underWay()[1]).isCloseTo(4, within(0.1));
    assertThat(seen.share(0)).isCloseTo(0.8, within(0.01));
  }

  @Test
  void twoChoicesKeepTheFullestFarEmptierThanOneWould() {
    double[] seconds = new double[100];
    Arrays.fill(seconds, 0.1);
    Seen seen = live(new LeastRequests(alike(100), 0, SEED), 5_000, seconds, 500_000);
    assertThat(seen.most()).as("of 5 on average").isLessThanOrEqualTo(12);
  }

  @Test
  void neverAsksOneThatWasTriedWhileAnotherIsLeftHoweverBusyThatIs() {
    LeastRequests balancer = new LeastRequests(alike(80), 0, SEED);
    Tried tried = new Tried();
    for (int i = 0; i < 80; i++) {
      if (i != 77) {
        tried.add(i);
      }
    }
    for (int i = 0; i < 1_000; i++) {
      balancer.begins(77);
      assertThat(balancer.next(0, tried)).isEqualTo(77);
    }
  }
}
