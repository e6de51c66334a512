package dev.goodgate.app.serve;

import dev.goodgate.app.plan.PlanFile;
import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.Complaint;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the gateway that a plan file describes. */
@Command(
    name = "serve",
    description = "Runs the gateway of a plan file, with its console.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "SIGTERM or Ctrl-C lets what is under way end; a second one ends at once.",
      "",
      "Examples:",
      "  goodgate serve",
      "  goodgate serve /etc/goodgate/goodgate.yaml"
    })
public final class Serve implements Callable<Integer> {
  private static final String USUAL_FILE = "goodgate.yaml";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = USUAL_FILE,
      description = "The plan. Default: ${DEFAULT-VALUE}.")
  private String file = USUAL_FILE;

  private final Terminal terminal;
  private final Map<String, String> environment;

  public Serve(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    return switch (PlanFile.open(file)) {
      case PlanFile.Opened(Reading<Plan> reading) -> serve(reading, terminal, environment).code();
      case PlanFile.Unreadable(String why) -> {
        terminal.err().println("goodgate: cannot read " + Terminal.printable(file + ": " + why));
        if (file.equals(USUAL_FILE)) {
          String called = Terminal.calledAs(environment);
          terminal
              .err()
              .println("Another file: " + called + " serve FILE; no file: " + called + " proxy");
        }
        yield Exit.COULD_NOT.code();
      }
    };
  }

  /** Serves what was read, until told to end. */
  static Exit serve(Reading<Plan> reading, Terminal terminal, Map<String, String> environment) {
    return switch (reading) {
      case Reading.Refused<Plan>(List<Complaint> complaints) -> {
        complaints.forEach(complaint -> terminal.err().println(complaint.render()));
        yield Exit.WRONG_USE;
      }
      case Reading.Understood<Plan>(Plan plan, List<Complaint> warnings) -> {
        warnings.forEach(complaint -> terminal.err().println(complaint.render()));
        yield run(plan, terminal, environment);
      }
    };
  }

  private static Exit run(Plan plan, Terminal terminal, Map<String, String> environment) {
    return switch (Program.start(plan, environment)) {
      case Program.Start.Refused(List<String> sentences, Exit exit) -> {
        sentences.forEach(sentence -> terminal.err().println("goodgate: " + sentence));
        yield exit;
      }
      case Program.Start.Running(Program program) -> {
        terminal
            .err()
            .println(
                "goodgate: serving at "
                    + String.join(", ", program.addresses())
                    + "; console at http://"
                    + program.consoleAddress());
        terminal.err().flush();
        yield Running.untilTold(program, terminal);
      }
    };
  }
}
