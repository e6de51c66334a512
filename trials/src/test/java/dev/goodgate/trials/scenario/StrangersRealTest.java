package dev.goodgate.trials.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.trials.subject.Stranger;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every scenario, against Debian's gateways. What a client sees is held against what is written
 * down; where nothing is, it is noted. Every one answers or cuts within its plan's timeouts, and
 * lives on.
 */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class StrangersRealTest {
  private final Map<String, ScenarioTable> tables = new ConcurrentHashMap<>();

  @TestFactory
  Stream<DynamicTest> strangersDoAsTheScenarioSays() {
    return ScenarioFiles.all().stream()
        .flatMap(file -> Stranger.kinds().stream().map(kind -> test(file, kind)));
  }

  @AfterAll
  void writesTheTables() throws IOException {
    for (Map.Entry<String, ScenarioTable> each : tables.entrySet()) {
      each.getValue().write(Path.of("target/scenarios-" + each.getKey() + ".md"), each.getKey());
    }
  }

  private DynamicTest test(Path file, Subject.Kind kind) {
    return DynamicTest.dynamicTest(
        ScenarioFiles.name(file) + " with " + kind.name(), file.toUri(), () -> run(file, kind));
  }

  /** A plan that a gateway has no words for says nothing about that gateway. */
  private void run(Path file, Subject.Kind kind) throws IOException, InterruptedException {
    Scenario scenario = ScenarioFiles.read(file);
    if (ScenarioRun.lacksWordsFor(scenario, kind).isEmpty()) {
      Played played = ScenarioRun.of(scenario, kind);
      tables.computeIfAbsent(kind.name(), name -> new ScenarioTable()).add(scenario, played);
      assertThat(played.complaints()).isEmpty();
    }
  }
}
