package dev.goodgate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.exchange.VirtualExchange.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Thousands of hours of exchanges, one after the other on one conduct, as on a loop. */
class ConductSimulation {
  private static final long SEED = 20_261_120;
  private static final int EXCHANGES = 400_000;
  private static final String HOW_TO_MEND =
      "the report differs; look whether that is meant, then rewrite it with: "
          + "./mvnw verify -pl gateway -am -Dpages.fix=true";

  private final Path report =
      Path.of(System.getProperty("goodgate.root", ".."), "gateway", "src", "test", "conduct.txt");

  @Test
  void nothingHappensThatMustNotHappen() throws IOException {
    Random random = new Random(SEED);
    Conduct conduct = new Conduct(VirtualExchange.STALL, VirtualExchange.LEAST_RATE);
    Map<End, Integer> ends = new EnumMap<>(End.class);
    Map<Integer, Integer> attempts = new TreeMap<>();
    long now = 0;
    for (int i = 0; i < EXCHANGES; i++) {
      VirtualExchange exchange = new VirtualExchange(conduct, random, now);
      ends.merge(exchange.run(), 1, Integer::sum);
      attempts.merge(exchange.attempts(), 1, Integer::sum);
      assertThat(exchange.wrong()).as("seed %d, exchange %d", SEED, i).isEmpty();
      now += exchange.took();
    }
    String told =
        "seed %d, %d exchanges, %d hours%nends %s%nattempts %s%n"
            .formatted(SEED, EXCHANGES, Duration.ofNanos(now).toHours(), ends, attempts);
    if (Boolean.getBoolean("pages.fix")) {
      Files.writeString(report, told);
    }
    assertThat(report).as(HOW_TO_MEND).hasContent(told);
  }
}
