package dev.goodgate.trials.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.trials.subject.Stranger;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
 * lives on. A stranger may race its endpoint, so it does as it is said to if it does so once in
 * three times; our own gateway has to every time.
 */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class StrangersRealTest {
  private static final int TIMES = 3;

  private final Map<String, ScenarioTable> tables = new ConcurrentHashMap<>();

  @TestFactory
  Stream<DynamicTest> strangersDoAsTheScenarioSays() {
    List<Path> files = ScenarioFiles.all();
    List<Subject.Kind> kinds = Stranger.kinds();
    return files.stream()
        .flatMap(file ->
            kinds.stream()
                .filter(kind -> plays(kind, files.indexOf(file) + kinds.indexOf(kind)))
                .map(kind -> test(file, kind)));
  }

  @AfterAll
  void writesTheTables() throws IOException {
    for (Map.Entry<String, ScenarioTable> each : tables.entrySet()) {
      each.getValue().write(Path.of("target/scenarios-" + each.getKey() + ".md"), each.getKey());
    }
  }

  /** nginx plays all; the others share them, or it would take too long: trials/corpus plays all. */
  private static boolean plays(Subject.Kind kind, int turn) {
    return kind.name().equals("nginx") || turn % 4 == 0;
  }

  private DynamicTest test(Path file, Subject.Kind kind) {
    return DynamicTest.dynamicTest(
        ScenarioFiles.name(file) + " with " + kind.name(), file.toUri(), () -> run(file, kind));
  }

  /** A plan that a gateway has no words for says nothing about that gateway. */
  private void run(Path file, Subject.Kind kind) throws IOException, InterruptedException {
    Scenario scenario = ScenarioFiles.read(file);
    if (ScenarioRun.lacksWordsFor(scenario, kind).isPresent()) {
      return;
    }
    try {
      Played played = ScenarioRun.of(scenario, kind);
      for (int times = 1; times < TIMES && !played.complaints().isEmpty(); times++) {
        played = ScenarioRun.of(scenario, kind);
      }
      tables.computeIfAbsent(kind.name(), name -> new ScenarioTable()).add(scenario, played);
      assertThat(played.complaints())
          .as("%s with %s", ScenarioFiles.name(file), kind.name())
          .isEmpty();
    } catch (Subject.Declined declined) {
      // It wants its endpoints to be there when it starts, which the scenario will not have.
      assertThat(scenario.faults()).startsWith("unix-socket-");
    }
  }
}
