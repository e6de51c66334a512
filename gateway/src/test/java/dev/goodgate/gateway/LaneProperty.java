package dev.goodgate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.report.Reporter;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.LyingKernel;
import dev.goodgate.gateway.wire.World;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole lane of the gateway over a kernel that lies, between clients and endpoints of the model,
 * in many worlds: some at peace, some with endpoints that misbehave, some where every call fails.
 */
class LaneProperty {
  private static final int WORLDS = 600;

  @Test
  void keepsItsPromisesInManyWorlds() {
    LongStream.range(0, WORLDS).forEach(LaneProperty::liveThrough);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 19_307, 22_054})
  void keepsThemWhereTheyWereBrokenOnce(long seed) {

    liveThrough(seed);
  }

  private static void liveThrough(long seed) {
    try {
      new Life(seed).live();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
    }
  }

  /** One world with a lane in it. */
  private static final class Life {
    private static final long MILLISECOND = 1_000_000;

    private final World world;
    private final LyingKernel kernel;
    private final Loop loop;
    private final AnsweringEndpoint endpoint;
    private final boolean naughty;
    private final boolean rude;
    private final int endpoints;
    private final int most;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<Asking> clients = new ArrayList<>();
    private final List<Throwable> defects = new ArrayList<>();
    private int reloads;
    private int left;
    private boolean drained;

    Life(long seed) {
      world = new World(seed);
      kernel = new LyingKernel(world);
      loop = new Loop(kernel, world::now);
      naughty = world.below(2) == 0;
      rude = world.below(3) == 0;
      endpoints = 1 + world.below(3);
      most = Math.min(150_000, 60 + 20 * world.below(world.window()));
      endpoint = new AnsweringEndpoint(world, most, naughty);
    }

    void live() {
      Thread.currentThread().setUncaughtExceptionHandler((_, defect) -> defects.add(defect));
      Plan plan = ModelPlan.of(endpoints, Endpoint.Protocol.HTTP);
      Reporter reporter = new Reporter(plan, log);
      for (int i = 0; i < endpoints; i++) {
        kernel.inhabit(ModelPlan.endpoint(i), endpoint::arrive);
      }
      Lane lane = new Lane(loop, 0, 1, ModelPlan.told(plan, reporter));
      SocketAddress door = ModelPlan.door();
      assertThat(lane.listen(new Berth(ModelPlan.DOOR, 1), door, null, null).result()).isZero();
      int count = 1 + world.below(8);
      for (int i = 0; i < count; i++) {
        int number = i;
        world.at(world.now() + world.below(30) * MILLISECOND, () -> arrive(door, number));
      }
      while (world.below(3) == 0) {
        reloads++;
        world.at(
            world.now() + world.below(40) * MILLISECOND,
            () ->
                lane.execute(() ->
                    lane.change(
                        ModelPlan.told(plan, reporter),
                        journal -> {
                          left++;
                          reporter.retire(journal);
                        })));
      }
      sleep();
      lane.execute(() -> lane.drain(() -> drained = true));
      sleep();
      assertThat(loop.openSockets()).as("sockets").isZero();
      assertThat(loop.blocks().lent()).as("blocks").isZero();
      lane.stop();
      lane.close();
      reporter.close();
      Thread.currentThread().setUncaughtExceptionHandler(null);
      check(count, reporter);
    }

    private void sleep() {
      int turns = 0;
      do {
        assertThat(turns++).as("turns that lead nowhere").isLessThan(5_000_000);
        loop.turn();
      } while (!kernel.isAsleep());
    }

    private void check(int count, Reporter reporter) {
      boolean lied = world.lies() > 0;
      boolean peace = !lied && endpoint.sins() == 0;
      assertThat(defects).isEmpty();
      assertThat(kernel.misuses()).isEmpty();
      assertThat(kernel.open()).isEmpty();
      assertThat(clients).hasSize(count).as("all are over").allMatch(Asking::isOver);
      assertThat(clients)
          .flatMap(client -> client.complaints(peace, lied))
          .as(() -> log.toString(UTF_8))
          .isEmpty();
      assertThat(endpoint.garbled())
          .as("requests that came garbled, and were not sent so")
          .noneMatch(id -> id.startsWith("c"));
      assertThat(drained).as("drained").isTrue();
      assertThat(left).as("old plans that were left").isEqualTo(reloads);
      assertThat(kernel.mostCallsATurn()).as("calls a turn and socket").isLessThan(60);
      checkRecords();
      if (!lied) {
        checkFailures(reporter.failures(1_000));
      }
    }

    /** No call failed of itself: so whatever went wrong is somebody's deed. */
    private void checkFailures(List<Exchange> failures) {
      for (Exchange wrong : failures) {
        if (wrong.ending() instanceof Ending.Abandoned) {
          assertThat(rude || endpoint.stalls() > 0).as(wrong + " was given up").isTrue();
        }
        for (Attempt attempt : wrong.attempts()) {
          if (attempt.ending() instanceof Ending.Failed(Failure failure)) {
            assertThat(failure.symptom()).as(() -> wrong.toString()).isNotEqualTo(Symptom.INTERNAL);
            if (endpoint.stalls() == 0) {
              assertThat(failure.symptom())
                  .as(() -> "a wake-up was lost: " + wrong)
                  .isNotEqualTo(Symptom.TIMED_OUT);
            }
          }
        }
      }
    }

    private void checkRecords() {
      String records = log.toString(UTF_8);
      for (Asking client : clients) {
        for (int i = 0; i < client.asks().size(); i++) {
          Ask ask = client.asks().get(i);
          int told = count(records, "\"id\":\"" + ask.id() + "\"");
          long seen = endpoint.seen().stream().filter(ask.id()::equals).count();
          assertThat(told).as("records of " + ask.id()).isLessThanOrEqualTo(1);
          if (seen > 0 || client.isAnswered(i)) {
            assertThat(told).as("records of " + ask.id()).isEqualTo(1);
          }
          if (ask.method().equals("POST")) {
            assertThat(seen).as("acted on " + ask.id()).isLessThanOrEqualTo(1);
          }
        }
      }
    }

    private static int count(String all, String part) {
      return all.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    private void arrive(SocketAddress door, int number) {
      List<Ask> asks =
          IntStream.range(0, 1 + world.below(5))
              .mapToObj(i -> {
                String method = List.of("GET", "GET", "POST", "PUT", "HEAD").get(world.below(5));
                return new Ask("c" + number + "r" + i + "x", method, world.below(2) == 0, most);
              })
              .toList();
      Asking client =
          rude && world.below(4) == 0
              ? new GarblingHttp2Client(world, kernel.dial(door))
              : world.below(3) == 0
                  ? new AskingHttp2Client(world, kernel.dial(door), asks)
                  : new AskingClient(world, kernel.dial(door), asks);
      clients.add(client);
      if (rude && world.below(2) == 0) {
        world.at(world.now() + world.below(20_000) * 1_000L, client::leave);
      }
    }
  }
}
