package dev.goodgate.trials.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.trials.subject.GoodgateSubject;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every scenario, against our own gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class ScenarioTest {
  private final ScenarioTable table = new ScenarioTable();
  private final Subject.Kind goodgate = new GoodgateSubject.Kind();

  @TestFactory
  Stream<DynamicTest> goodgateDoesAsTheScenarioSays() {
    return ScenarioFiles.all().stream()
        .map(file ->
            DynamicTest.dynamicTest(ScenarioFiles.name(file), file.toUri(), () -> run(file)));
  }

  @AfterAll
  void writesTheTable() throws IOException {
    table.write(Path.of("target/scenarios.md"), goodgate.name());
  }

  private void run(Path file) throws IOException, InterruptedException {
    Scenario scenario = ScenarioFiles.read(file);
    Optional<String> missing = ScenarioRun.lacksWordsFor(scenario, goodgate);
    missing.ifPresent(what -> table.unspoken(scenario, what));
    Assumptions.assumeThat(missing).as("what is not spoken yet").isEmpty();
    Played played = ScenarioRun.of(scenario, goodgate);
    table.add(scenario, played);
    assertThat(played.complaints()).as(ScenarioFiles.name(file)).isEmpty();
  }
}
