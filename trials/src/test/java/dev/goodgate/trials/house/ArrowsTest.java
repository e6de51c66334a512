package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArrowsTest {
  private final Arrows arrows = Arrows.read(Repository.text("ARCHITECTURE.md"));

  @Test
  void noClassSeesWhatTheDrawingHidesFromIt() {
    List<String> wrong =
        ClassFiles.main().stream()
            .filter(each -> each.getName().startsWith(ClassFiles.HOUSE))
            .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
            .flatMap(this::refusal)
            .distinct()
            .sorted()
            .toList();

    assertThat(wrong)
        .as("turn the arrow round, or change the drawing in ARCHITECTURE.md with an ADR")
        .isEmpty();
  }

  @Test
  void everyModuleOfTheReactorIsDrawn() {
    assertThat(Repository.modules().stream().map(Path::getFileName).map(Path::toString))
        .as("draw the module in ARCHITECTURE.md, in the table under 'Modules'")
        .isSubsetOf(arrows.modules().keySet());
  }

  @Test
  void everyModuleWithSourcesHasClassFilesToJudge() {
    List<String> judged =
        ClassFiles.main().stream()
            .map(each -> each.getName())
            .filter(name -> name.startsWith(ClassFiles.HOUSE))
            .map(ClassFiles::module)
            .distinct()
            .toList();

    assertThat(judged)
        .as("build the whole reactor: these rules read the class files of all modules")
        .containsAll(Repository.mainJava().stream().map(SourceFile::module).distinct().toList());
  }

  @Test
  void gatewayNeverSeesTheDoctor() {
    assertThat(refusal("gateway.report.Recorder", "dev.goodgate.doctor.Doctor")).isPresent();
    assertThat(refusal("gateway.report.Recorder", "dev.goodgate.vocabulary.plan.Plan")).isEmpty();
  }

  @Test
  void labIsSeenByTheProgramsThatBreakThingsOnly() {
    assertThat(refusal("gateway.Gateway", "dev.goodgate.lab.fault.Fault")).isPresent();
    assertThat(refusal("console.Console", "dev.goodgate.lab.fault.Fault")).isPresent();
    assertThat(refusal("app.serve.Serve", "dev.goodgate.lab.fault.Fault")).isPresent();
    assertThat(refusal("app.demo.Demo", "dev.goodgate.lab.fault.Fault")).isEmpty();
    assertThat(refusal("trials.scenario.Runner", "dev.goodgate.lab.fault.Fault")).isEmpty();
  }

  @Test
  void decidersHaveNoThreadClockOrSocket() {
    for (String room : List.of("exchange", "reply", "route", "balance")) {
      assertThat(refusal("gateway." + room + ".Decider", "java.lang.Thread")).isPresent();
      assertThat(refusal("gateway." + room + ".Decider", "java.time.Clock")).isPresent();
      assertThat(refusal("gateway." + room + ".Decider", "java.net.Socket")).isPresent();
    }
    assertThat(refusal("doctor.rule.connect.Refused", "java.nio.file.Files")).isPresent();
    assertThat(refusal("doctor.rule.connect.Refused", "java.time.Duration")).isEmpty();
  }

  @Test
  void codecsKnowBytesWithoutPolicy() {
    assertThat(refusal("gateway.http1.Head", "dev.goodgate.gateway.reply.ReplyTable")).isPresent();
    assertThat(refusal("gateway.http1.Head", "dev.goodgate.vocabulary.traffic.Defect")).isEmpty();
    assertThat(refusal("gateway.wire.Loop", "dev.goodgate.gateway.http1.Head")).isPresent();
  }

  @Test
  void trafficSeesNothingOfAPlanButNames() {
    String exchange = "vocabulary.traffic.Exchange";
    assertThat(refusal(exchange, "dev.goodgate.vocabulary.plan.Plan")).isPresent();
    assertThat(refusal(exchange, "dev.goodgate.vocabulary.diagnosis.Verdict")).isPresent();
  }

  @Test
  void aLibraryOutsideItsModuleIsRefused() {
    assertThat(refusal("gateway.Gateway", "picocli.CommandLine")).isPresent();
    assertThat(refusal("app.Goodgate", "picocli.CommandLine")).isEmpty();
  }

  private Optional<String> refusal(String from, String to) {
    return arrows.refusal(ClassFiles.HOUSE + from, to);
  }

  private Stream<String> refusal(Dependency seen) {
    String from = seen.getOriginClass().getName();
    String to = seen.getTargetClass().getBaseComponentType().getName();
    if (!to.contains(".")) {
      return Stream.empty();
    }
    return arrows.refusal(from, to).map(why -> from + " sees " + to + ": " + why).stream();
  }
}
