package dev.goodgate.trials.corpus;

import dev.goodgate.trials.scenario.ScenarioFiles;
import dev.goodgate.trials.subject.GoodgateSubject;
import dev.goodgate.trials.subject.Stranger;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plays every scenario with every gateway and writes down what came of it: cases for the doctor, a
 * page for people. Started by {@code trials/corpus}; ends with 0, with 1 if something was not as
 * the scenarios say, 2 for wrong use, 3 if it could not be run.
 */
public final class Corpus {
  private static final int MAX_BYTES = 4 << 20;

  private Corpus() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    if (words.contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    System.exit(run(words));
  }

  private static int run(List<String> words) throws InterruptedException {
    try {
      return run(Options.read(words));
    } catch (IllegalArgumentException wrongUse) {
      System.err.println("corpus: " + wrongUse.getMessage() + "\n\n" + Options.HELP);
      return 2;
    } catch (IOException trouble) {
      System.err.println("corpus: " + trouble);
      return 3;
    }
  }

  private static int run(Options options) throws IOException, InterruptedException {
    List<Subject.Kind> kinds =
        Stream.concat(Stream.of(new GoodgateSubject.Kind()), Stranger.kinds().stream())
            .filter(kind -> options.takesGateway(kind.name()))
            .toList();
    List<Path> files =
        Stream.concat(ScenarioFiles.all().stream(), ScenarioFiles.real().stream())
            .filter(file -> ScenarioFiles.name(file).startsWith(options.scenarios()))
            .toList();
    Matrix matrix = Matrix.play(files, kinds, options.atOnce());
    write(options, matrix);
    List<String> complaints = complaints(matrix);
    complaints.forEach(System.err::println);
    System.err.println(
        files.size()
            + " scenarios, "
            + kinds.size()
            + " gateways, not as expected: "
            + complaints.size());
    return complaints.isEmpty() ? 0 : 1;
  }

  private static void write(Options options, Matrix matrix) throws IOException {
    Cases cases = new Cases(matrix);
    Files.createDirectories(options.cases());
    long bytes = 0;
    for (Subject.Kind kind : matrix.kinds()) {
      if (!kind.knowsCauses()) {
        Path file = options.cases().resolve(kind.name() + ".jsonl");
        Files.writeString(file, cases.lines(kind.name()));
        bytes += Files.size(file);
      }
    }
    if (bytes > MAX_BYTES) {
      throw new IOException("the cases have " + bytes + " bytes, more than " + MAX_BYTES);
    }
    Files.writeString(options.page(), new GatewaysPage(matrix, cases).text());
  }

  private static List<String> complaints(Matrix matrix) {
    return matrix.cells().stream()
        .flatMap(cell ->
            cell.played().stream()
                .flatMap(played -> played.complaints().stream())
                .map(what -> cell.scenario().name() + " with " + cell.gateway() + ": " + what))
        .toList();
  }
}
