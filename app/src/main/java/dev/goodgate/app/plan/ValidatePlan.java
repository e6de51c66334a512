package dev.goodgate.app.plan;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a plan file and tells everything that is wrong with it. */
@Command(
    name = "validate",
    description = "Reads a plan file and tells everything that is wrong with it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  goodgate plan validate goodgate.yaml",
      "  goodgate plan validate --json - < goodgate.yaml",
      "",
      "Exit codes: 0 nothing to tell, 1 errors or warnings, 2 wrong use, 3 cannot read."
    })
final class ValidatePlan implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "goodgate.yaml",
      description = "The plan, - for standard input. Default: ${DEFAULT-VALUE}.")
  private String file = "goodgate.yaml";

  @Option(names = "--json", description = "Prints one JSON object on standard output.")
  private boolean json;

  private final Terminal terminal;
  private final InputStream input;

  ValidatePlan(Terminal terminal, InputStream input) {
    this.terminal = terminal;
    this.input = input;
  }

  @Override
  public Integer call() {
    String name = file.equals(STANDARD_INPUT) ? "standard input" : file;
    PlanReport report = json ? new JsonReport(terminal, name) : new PeopleReport(terminal, name);
    try {
      Reading<Plan> reading = PlanReader.read(name, bytes());
      report.tell(reading);
      return (reading.complaints().isEmpty() ? Exit.DONE : Exit.FINDINGS).code();
    } catch (IOException | InvalidPathException failure) {
      report.tellUnread(why(failure));
      return Exit.COULD_NOT.code();
    }
  }

  /** One byte more than is allowed at most, so that the reader can see that it is too long. */
  private byte[] bytes() throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return input.readNBytes(PlanReader.LONGEST_BYTES + 1);
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(PlanReader.LONGEST_BYTES + 1);
    }
  }

  private static String why(Exception failure) {
    return switch (failure) {
      case NoSuchFileException absent -> "there is no such file";
      case AccessDeniedException denied -> "permission denied";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
