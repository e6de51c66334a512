package dev.goodgate.trials.corpus;

import dev.goodgate.trials.scenario.Played;
import dev.goodgate.trials.scenario.Scenario;
import dev.goodgate.trials.scenario.ScenarioFiles;
import dev.goodgate.trials.scenario.ScenarioRun;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Every scenario with every gateway, in the order of files and gateways. */
record Matrix(List<Subject.Kind> kinds, List<Cell> cells) {
  /** One scenario with one gateway, or why it could not be told. */
  record Cell(Scenario scenario, String gateway, Optional<Played> played, String skipped) {}

  Matrix {
    kinds = List.copyOf(kinds);
    cells = List.copyOf(cells);
  }

  /** They mostly wait, so more go at once than there are processors. */
  static Matrix play(List<Path> files, List<Subject.Kind> kinds, int atOnce)
      throws IOException, InterruptedException {
    List<Future<Cell>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      for (Path file : files) {
        Scenario scenario = ScenarioFiles.read(file);
        kinds.forEach(kind -> running.add(threads.submit(() -> play(scenario, kind))));
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (Future<Cell> each : running) {
      cells.add(result(each));
    }
    return new Matrix(kinds, cells);
  }

  Optional<Cell> cell(String scenario, String gateway) {
    return cells.stream()
        .filter(each -> each.scenario().name().equals(scenario))
        .filter(each -> each.gateway().equals(gateway))
        .findFirst();
  }

  List<Scenario> scenarios() {
    return cells.stream().map(Cell::scenario).distinct().toList();
  }

  List<Cell> of(String gateway) {
    return cells.stream().filter(each -> each.gateway().equals(gateway)).toList();
  }

  private static Cell play(Scenario scenario, Subject.Kind kind)
      throws IOException, InterruptedException {
    Optional<String> missing = ScenarioRun.lacksWordsFor(scenario, kind);
    if (missing.isPresent()) {
      return new Cell(scenario, kind.name(), Optional.empty(), missing.get());
    }
    return new Cell(scenario, kind.name(), Optional.of(ScenarioRun.of(scenario, kind)), "");
  }

  private static Cell result(Future<Cell> running) throws IOException, InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    }
  }
}
