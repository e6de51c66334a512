package dev.goodgate.trials.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.trials.subject.GoodgateSubject;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every scenario, against our own gateway on Java's own channels. */
@Execution(ExecutionMode.CONCURRENT)
class NioScenarioTest {
  private final Subject.Kind goodgate = new GoodgateSubject.Kind(Transport.NIO);

  @TestFactory
  Stream<DynamicTest> goodgateDoesAsTheScenarioSaysOnNioToo() {
    return ScenarioFiles.all().stream()
        .map(file ->
            DynamicTest.dynamicTest(ScenarioFiles.name(file), file.toUri(), () -> run(file)));
  }

  private void run(Path file) throws IOException, InterruptedException {
    Scenario scenario = ScenarioFiles.read(file);
    Assumptions.assumeThat(ScenarioRun.lacksWordsFor(scenario, goodgate))
        .as("what is not spoken yet")
        .isEmpty();
    assertThat(ScenarioRun.of(scenario, goodgate).complaints()).isEmpty();
  }
}
