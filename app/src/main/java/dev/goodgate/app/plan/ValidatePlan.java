package dev.goodgate.app.plan;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
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
    return switch (open(name)) {
      case PlanFile.Opened(Reading<Plan> reading) -> {
        report.tell(reading);
        yield (reading.complaints().isEmpty() ? Exit.DONE : Exit.FINDINGS).code();
      }
      case PlanFile.Unreadable(String why) -> {
        report.tellUnread(why);
        yield Exit.COULD_NOT.code();
      }
    };
  }

  private PlanFile open(String name) {
    if (!file.equals(STANDARD_INPUT)) {
      return PlanFile.open(file);
    }
    try {
      return PlanFile.read(name, input);
    } catch (IOException failure) {
      return new PlanFile.Unreadable(String.valueOf(failure.getMessage()));
    }
  }
}
