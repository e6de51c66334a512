package dev.goodgate.trials.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Machine MACHINE =
      new Machine(LocalDate.EPOCH, "Abacus 9", 2, "Linux 6", Map.of("nginx", "1.22"));

  @Test
  void rowsHoldMediansWithTheirRatios() {
    List<Row> rows = Row.of("small", samples());
    Row ours = rows.getLast();

    assertThat(rows).extracting(Row::gateway).containsExactly("nginx", "haproxy", "goodgate");
    assertThat(ours.median()).isEqualTo(6);
    assertThat(ours.least()).isEqualTo(5);
    assertThat(ours.most()).isEqualTo(90);
    assertThat(ours.toNginx()).isEqualTo(0.6);
    assertThat(ours.toHaproxy()).isEqualTo(0.5);
    assertThat(ours.toBetter()).isEqualTo(0.6);
  }

  @Test
  void oneFlawMakesAReportUnclean() {
    Sample flawed = new Sample("small", "nginx", 3, 10, 1, 1, 1, 0, 1);

    assertThat(report(samples()).isClean()).isTrue();
    assertThat(report(List.of(flawed)).isClean()).isFalse();
  }

  @Test
  void tableNamesMachineCommandAndFigures() {
    String table = Tables.write(report(samples()));

    assertThat(table)
        .contains("### 1970-01-01", "Abacus 9, 2 cores, Linux 6; nginx 1.22.", "trials/load")
        .contains("**128 B, keep-alive, 64 connections**")
        .contains(
            "| goodgate | 6.00 | 5.00..90.00 | 0.60 | 0.50 | 0.60 | 0 | 1,000 | 90 % | 2 % |");
  }

  @Test
  void tableSaysWhenOthersUsedTheCore() {
    assertThat(Tables.write(report(samples()))).doesNotContain("Doubtful", "Void");
    assertThat(Tables.write(report(List.of(beside(0.06))))).contains("Doubtful: ", "up to 6 %");
    assertThat(Tables.write(report(List.of(beside(0.6))))).contains("Void: ", "up to 60 %");
  }

  @Test
  void tableOfAFixedRateHasLatencies() {
    Sample cost = new Sample("calm", "goodgate", 0, 70, 100, 0, 0.2, 0, 2_000);
    List<Sample> all = List.of(cost, cost.with("calm p50", 180), cost.with("calm p99", 1_300));
    List<Row> rows =
        Stream.of("calm", "calm p50", "calm p99")
            .flatMap(each -> Row.of(each, all).stream())
            .toList();
    Report report = new Report(MACHINE, "trials/load", rows, List.of(), List.of(), all);

    assertThat(Tables.write(report))
        .contains("**128 B, 2,000 requests/s, 64 connections**")
        .contains(
            "| goodgate | 70.00 | 70.00..70.00 | - | 180 | 180..180 | 1,300 | 1,300..1,300 | 0 |");
  }

  @Test
  void pausesAreReadFromTheLogOfTheCollector(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("collections.txt");
    Files.writeString(
        log,
        """
        [0.010s][info][gc] Using Serial
        [1.234s][info][gc] GC(0) Pause Young (Allocation Failure) 3M->2M(15M) 1.500ms
        [2.234s][info][gc] GC(1) Pause Full (Metadata GC Threshold) 3M->2M(15M) 12.25ms
        [3.234s][info][gc] GC(2) Pause Young (Allocation Failure) 3M->2M(15M) 0.500ms
        """);

    assertThat(Pauses.read(log)).isEqualTo(new Pauses(3, 1.5, 12.25));
  }

  @Test
  void waitsAreTheLeastThatAPartOfAllKeptWithin() {
    Waits waits = new Waits();
    for (int micros = 1; micros <= 200; micros++) {
      waits.add(micros * 1_000L);
    }
    waits.add(Long.MAX_VALUE);

    assertThat(waits.within(0.5)).isEqualTo(101);
    assertThat(waits.within(0.99)).isEqualTo(199);
    assertThat(waits.within(1)).isEqualTo(1_000_000);
  }

  @Test
  void pageKeepsWhatIsOutsideTheMarkers() throws Trouble {
    String frame = "before\n" + BenchmarksPage.BEGIN + "\n%s" + BenchmarksPage.END + "\nafter\n";

    assertThat(BenchmarksPage.renew(frame.formatted("old\n"), "new\n"))
        .isEqualTo(frame.formatted("new\n"));
    assertThatThrownBy(() -> BenchmarksPage.renew("no markers", "new")).isInstanceOf(Trouble.class);
  }

  @Test
  void countsSurviveThePipe() {
    Count count = new Count(4_711, Map.of(Flaw.LENGTH, 2L, Flaw.SILENT, 1L));

    assertThat(count.line()).isEqualTo("4711 LENGTH=2 SILENT=1");
    assertThat(Count.read(count.line())).isEqualTo(count);
    assertThat(count.flawed()).isEqualTo(3);
  }

  @Test
  void optionsAreReadOrRefused() {
    Options options = Options.read(List.of("--rounds", "5", "--workloads", "small,idle"));

    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.workloads()).extracting(Workload::name).containsExactly("small", "idle");
    for (List<String> wrong :
        List.of(
            List.of("--rounds"),
            List.of("--rounds", "0"),
            List.of("--workloads", "huge"),
            List.of("--core", "1"),
            List.of("--speed", "1"))) {
      assertThatThrownBy(() -> Options.read(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<Sample> samples() {
    return List.of(
        sample("nginx", 10),
        sample("haproxy", 12),
        sample("goodgate", 5),
        sample("goodgate", 90),
        sample("goodgate", 6));
  }

  private static Sample sample(String gateway, double figure) {
    return new Sample("small", gateway, 0, figure, 100, 0, 0.9, 0.02, 1_000);
  }

  private static Sample beside(double others) {
    return new Sample("small", "nginx", 0, 10, 100, 0, 0.9, others, 1_000);
  }

  private static Report report(List<Sample> samples) {
    return new Report(
        MACHINE, "trials/load", Row.of("small", samples), List.of(), List.of(), samples);
  }
}
