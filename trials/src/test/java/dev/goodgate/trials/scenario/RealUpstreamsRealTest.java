package dev.goodgate.trials.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.trials.subject.GoodgateSubject;
import dev.goodgate.trials.subject.Stranger;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real programs behind our gateway and behind nginx, killed, starved, stopped. */
@Tag("real")
@Execution(ExecutionMode.CONCURRENT)
class RealUpstreamsRealTest {
  @TestFactory
  Stream<DynamicTest> whatBecomesOfAProgramIsSeenByItsClients() throws IOException {
    return tests(false);
  }

  @TestFactory
  @Tag("cages")
  Stream<DynamicTest> whatBecomesOfAProgramWithTooLittleMemoryIsSeenByItsClients()
      throws IOException {
    return tests(true);
  }

  private static Stream<DynamicTest> tests(boolean caged) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : ScenarioFiles.real()) {
      if (caged == ScenarioFiles.read(file).faults().contains("caged")) {
        files.add(file);
      }
    }
    return files.stream().flatMap(file -> kinds().map(kind -> test(file, kind)));
  }

  private static Stream<Subject.Kind> kinds() {
    return Stream.concat(
        Stream.of(new GoodgateSubject.Kind()),
        Stranger.kinds().stream().filter(kind -> kind.name().equals("nginx")));
  }

  private static DynamicTest test(Path file, Subject.Kind kind) {
    return DynamicTest.dynamicTest(
        ScenarioFiles.name(file) + " with " + kind.name(), file.toUri(), () -> run(file, kind));
  }

  private static void run(Path file, Subject.Kind kind) throws IOException, InterruptedException {
    Scenario scenario = ScenarioFiles.read(file);
    if (ScenarioRun.lacksWordsFor(scenario, kind).isEmpty()) {
      assertThat(ScenarioRun.of(scenario, kind).complaints()).isEmpty();
    }
  }
}
