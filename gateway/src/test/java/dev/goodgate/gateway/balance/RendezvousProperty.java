package dev.goodgate.gateway.balance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.goodgate.vocabulary.plan.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RendezvousProperty {
  private static final int KEYS = 100_000;
  private static final long SEED = 9;
  private static final Tried NOTHING = new Tried();

  /** Keys as they are: addresses of neighbours, which differ by a character or two. */
  private static long key(int number) {
    String address = "192.168." + number / 250 + "." + number % 250;
    return Mixed.of(address.getBytes(US_ASCII), 0, address.length());
  }

  private static Endpoint[] homes(List<Endpoint> endpoints) {
    Rendezvous balancer = new Rendezvous(endpoints, true);
    Endpoint[] homes = new Endpoint[KEYS];
    Arrays.setAll(homes, i -> endpoints.get(balancer.next(key(i), NOTHING)));
    return homes;
  }

  private static List<Integer> served(List<Endpoint> endpoints) {
    Rendezvous balancer = new Rendezvous(endpoints, true);
    int[] served = new int[endpoints.size()];
    for (int i = 0; i < KEYS; i++) {
      served[balancer.next(key(i), NOTHING)]++;
    }
    return Arrays.stream(served).boxed().toList();
  }

  @Test
  void keysAreSharedOutAsEvenlyAsChanceWould() {
    for (int count : new int[] {1, 2, 3, 5, 10, 64, 100, 300}) {
      double mean = (double) KEYS / count;
      double five = 5 * Math.sqrt(mean);
      assertThat(served(Endpoints.many(count)))
          .as("%d endpoints", count)
          .allSatisfy(each -> assertThat(1.0 * each).isCloseTo(mean, within(five + 1)));
    }
  }

  @Test
  void keysAreSharedOutByWeight() {
    List<Endpoint> endpoints = new ArrayList<>(Endpoints.many(3));
    endpoints.set(0, endpoints.get(0).weighing(7));
    endpoints.set(1, endpoints.get(1).weighing(2));
    List<Integer> served = served(endpoints);
    assertThat(served.get(0)).isCloseTo(70_000, Percentage.withPercentage(2));
    assertThat(served.get(1)).isCloseTo(20_000, Percentage.withPercentage(3));
    assertThat(served.get(2)).isCloseTo(10_000, Percentage.withPercentage(4));
  }

  @Test
  void anEndpointThatIsThereTwiceHasTwoParts() {
    List<Endpoint> endpoints = new ArrayList<>(Endpoints.many(2));
    endpoints.add(endpoints.getFirst());
    assertThat(served(endpoints)).allMatch(each -> Math.abs(each - KEYS / 3) < 1_000);
  }

  /** As after a restart, on another loop, or where somebody sorts the plan. */
  @Test
  void aKeyKeepsItsEndpointWhereverThatStandsInThePlan() {
    List<Endpoint> shuffled = new ArrayList<>(Endpoints.many(40));
    Endpoint[] homes = homes(shuffled);
    Collections.shuffle(shuffled, new Random(SEED));
    assertThat(homes(shuffled)).isEqualTo(homes);
  }

  /** What every version says: a key that moves with an update of the gateway has lost its home. */
  @Test
  void someKeysHaveTheHomesThatTheyAlwaysHad() {
    Rendezvous balancer = new Rendezvous(Endpoints.many(10), true);
    int[] homes = new int[12];
    Arrays.setAll(homes, i -> balancer.next(key(i), NOTHING));
    assertThat(homes).containsExactly(4, 0, 1, 2, 8, 1, 7, 1, 9, 0, 6, 4);
  }

  @Test
  void anEndpointThatComesTakesItsPartFromAllAndMovesNothingElse() {
    for (int count : new int[] {1, 2, 3, 9, 99}) {
      List<Endpoint> after = Endpoints.many(count + 1);
      Endpoint[] before = homes(after.subList(0, count));
      Endpoint[] then = homes(after);
      int moved = 0;
      for (int i = 0; i < KEYS; i++) {
        if (!then[i].equals(before[i])) {
          moved++;
          assertThat(then[i]).isEqualTo(after.getLast());
        }
      }
      double part = (double) KEYS / (count + 1);
      assertThat((double) moved).isCloseTo(part, within(5 * Math.sqrt(part)));
    }
  }

  @Test
  void theKeysOfAnEndpointThatGoesFallToAllOthersAlike() {
    List<Endpoint> before = Endpoints.many(6);
    List<Endpoint> after = new ArrayList<>(before);
    Endpoint gone = after.remove(2);
    Endpoint[] homes = homes(before);
    Endpoint[] then = homes(after);
    int[] taken = new int[5];
    for (int i = 0; i < KEYS; i++) {
      if (homes[i].equals(gone)) {
        taken[after.indexOf(then[i])]++;
      } else {
        assertThat(then[i]).isEqualTo(homes[i]);
      }
    }
    assertThat(Arrays.stream(taken).boxed())
        .allSatisfy(each -> assertThat(each).isCloseTo(KEYS / 30, Percentage.withPercentage(10)));
  }

  @Test
  void aWeightThatGrowsTakesKeysAndMovesNothingBetweenOthers() {
    List<Endpoint> grown = new ArrayList<>(Endpoints.many(5));
    grown.replaceAll(each -> each.weighing(2));
    Endpoint[] before = homes(grown);
    grown.set(3, grown.get(3).weighing(3));
    Endpoint[] then = homes(grown);
    for (int i = 0; i < KEYS; i++) {
      if (!then[i].address().equals(before[i].address())) {
        assertThat(then[i]).isEqualTo(grown.get(3));
      }
    }
  }

  @Test
  void whatIsRetriedGoesWhereTheKeyWouldLiveWithoutTheEndpointThatFailed() {
    List<Endpoint> all = Endpoints.many(70);
    Rendezvous balancer = new Rendezvous(all, true);
    for (int i = 0; i < 500; i++) {
      Tried tried = new Tried();
      int home = balancer.next(key(i), tried);
      tried.add(home);
      List<Endpoint> others = new ArrayList<>(all);
      others.remove(home);
      assertThat(all.get(balancer.next(key(i), tried)))
          .isEqualTo(others.get(new Rendezvous(others, true).next(key(i), NOTHING)));
    }
  }

  @Test
  void noEndpointHasMuchMoreUnderWayThanItsShareHoweverAlikeKeysAre() {
    Random random = new Random(SEED);
    for (int run = 0; run < 200; run++) {
      List<Endpoint> endpoints = new ArrayList<>(Endpoints.many(2 + random.nextInt(20)));
      endpoints.replaceAll(each -> each.weighing(1 + random.nextInt(5)));
      int whole = endpoints.stream().mapToInt(Endpoint::weight).sum();
      Rendezvous balancer = new Rendezvous(endpoints, true);
      int[] underWay = new int[endpoints.size()];
      List<Integer> asked = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        if (!asked.isEmpty() && random.nextInt(3) == 0) {
          int over = asked.remove(random.nextInt(asked.size()));
          underWay[over]--;
          balancer.ends(over);
        }
        int next = balancer.next(key(random.nextInt(3)), NOTHING);
        asked.add(next);
        underWay[next]++;
        balancer.begins(next);
        double bound = 1.25 * asked.size() * endpoints.get(next).weight() / whole;
        assertThat(underWay[next])
            .as("seed %d, run %d", SEED, run)
            .isLessThanOrEqualTo(Math.max(4, (int) Math.ceil(bound)));
      }
    }
  }

  @Test
  void aKeyIsHomeAgainAsSoonAsItsEndpointHasRoom() {
    Rendezvous balancer = new Rendezvous(Endpoints.many(3), true);
    int home = balancer.next(key(1), NOTHING);
    for (int i = 0; i < 4; i++) {
      assertThat(balancer.next(key(1), NOTHING)).isEqualTo(home);
      balancer.begins(home);
    }
    assertThat(balancer.next(key(1), NOTHING)).isNotEqualTo(home);
    balancer.ends(home);
    assertThat(balancer.next(key(1), NOTHING)).isEqualTo(home);
  }

  @Test
  void withoutABoundItStaysHomeWhateverHappens() {
    Rendezvous balancer = new Rendezvous(Endpoints.many(3), false);
    int home = balancer.next(key(1), NOTHING);
    for (int i = 0; i < 1_000; i++) {
      balancer.begins(home);
      assertThat(balancer.next(key(1), NOTHING)).isEqualTo(home);
    }
  }
}
