package dev.goodgate.trials.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.trials.subject.NginxSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every scenario, against Debian's nginx: what a client sees, with the differences written down.
 */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class NginxScenarioRealTest {
  private final ScenarioTable table = new ScenarioTable();
  private final NginxSubject.Kind nginx = new NginxSubject.Kind();

  @TestFactory
  Stream<DynamicTest> nginxDoesAsTheScenarioSays() {
    return ScenarioFiles.all().stream()
        .map(file ->
            DynamicTest.dynamicTest(ScenarioFiles.name(file), file.toUri(), () -> run(file)));
  }

  @AfterAll
  void writesTheTable() throws IOException {
    table.write(Path.of("target/scenarios-nginx.md"), nginx.name());
  }

  private void run(Path file) throws IOException, InterruptedException {
    Scenario scenario = ScenarioFiles.read(file);
    List<Sight> sights = ScenarioRun.of(scenario, nginx);
    table.add(scenario, sights);
    assertThat(sights.stream().flatMap(sight -> sight.complaints().stream()).toList()).isEmpty();
  }
}
