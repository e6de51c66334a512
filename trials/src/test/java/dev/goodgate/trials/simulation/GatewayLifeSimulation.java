package dev.goodgate.trials.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.virtual.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A thousand days of each gateway. More lives, or other ones: {@code ./mvnw verify -pl trials -am
 * -Dlives=1000 -Dlives.first=7000}.
 */
class GatewayLifeSimulation {
  private static final Duration LENGTH = Duration.ofDays(1_000);

  private final Path trials = Path.of(System.getProperty("goodgate.root", ".."), "trials");

  @Test
  void inAThousandDaysNothingHappensThatMustNotHappen() throws IOException {
    int lives = Integer.getInteger("lives", 12);
    Tally tally = new Tally();
    Path kept = trials.resolve("src/test/resources/seeds/gateway-life.txt");
    new Seeds(kept, Long.getLong("lives.first", 1), lives)
        .live(seed -> new GatewayLife(seed, LENGTH, tally).live());
    Files.writeString(
        trials.resolve("target/simulation.txt"), tally.report(lives, LENGTH.toDays()));
    assertThat(tally.ends())
        .as("every kind of end was met")
        .containsKeys("answered", "cut", "abandoned", "no route", "502 keepalive-race")
        .containsKeys("504 first-byte-timeout", "504 total-timeout", "502 conn-refused")
        .containsKeys("504 connect-timeout", "408 request-denied", "502 response-not-http");
  }

  /** The one above is worth something only if a life is the same whenever it is lived. */
  @Test
  void theSameSeedIsTheSameLife() {
    Tally first = new Tally();
    Tally second = new Tally();
    new GatewayLife(42, Duration.ofDays(100), first).live();
    new GatewayLife(42, Duration.ofDays(100), second).live();
    assertThat(first.report(1, 100)).isEqualTo(second.report(1, 100));
    assertThat(first.exchanges()).isGreaterThan(1_000);
  }
}
