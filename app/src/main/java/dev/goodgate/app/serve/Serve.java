package dev.goodgate.app.serve;

import dev.goodgate.app.plan.PlanFile;
import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the gateway that a plan file describes. */
@Command(
    name = "serve",
    description = "Runs the gateway of a plan file, with its console.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "SIGHUP reads the plan again. SIGTERM or Ctrl-C lets what is under way end;",
      "a second one ends at once.",
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
    return call(file);
  }

  /** Serves the plan of this file. */
  public int call(String name) {
    return switch (PlanFile.open(name)) {
      case PlanFile.Opened(Reading<Plan> first) ->
          serve(first, () -> PlanFile.open(name), terminal, environment).code();
      case PlanFile.Unreadable(String why) -> {
        terminal.err().println("goodgate: cannot read " + Terminal.printable(name + ": " + why));
        if (name.equals(USUAL_FILE)) {
          String called = Terminal.calledAs(environment);
          terminal
              .err()
              .println("Another file: " + called + " serve FILE; no file: " + called + " proxy");
        }
        yield Exit.COULD_NOT.code();
      }
    };
  }

  /** Serves what was read, until told to end; {@code again} opens it anew when told to. */
  static Exit serve(
      Reading<Plan> first,
      Supplier<PlanFile> again,
      Terminal terminal,
      Map<String, String> environment) {
    return understood(first, terminal)
        .map(plan -> run(plan, again, terminal, environment))
        .orElse(Exit.WRONG_USE);
  }

  /** Tells what is to be told about the plan; empty where it is wrong. */
  private static Optional<Plan> understood(Reading<Plan> reading, Terminal terminal) {
    reading.complaints().forEach(complaint -> terminal.err().println(complaint.render()));
    terminal.err().flush();
    return switch (reading) {
      case Reading.Refused<Plan> _ -> Optional.empty();
      case Reading.Understood<Plan>(Plan plan, _) -> Optional.of(plan);
    };
  }

  private static Exit run(
      Plan plan, Supplier<PlanFile> again, Terminal terminal, Map<String, String> environment) {
    return switch (Program.start(plan, environment, sentence -> say(terminal, sentence))) {
      case Program.Start.Refused(List<String> sentences, Exit exit) -> {
        sentences.forEach(sentence -> terminal.err().println("goodgate: " + sentence));
        yield exit;
      }
      case Program.Start.Running(Program program) -> {
        say(
            terminal,
            "serving at "
                + String.join(", ", program.addresses())
                + "; console at http://"
                + program.consoleAddress()
                + program.unusualTransport().map(name -> "; transport " + name).orElse(""));
        yield Running.untilTold(program, terminal, () -> reload(program, again.get(), terminal));
      }
    };
  }

  private static void reload(Program program, PlanFile file, Terminal terminal) {
    switch (file) {
      case PlanFile.Unreadable(String why) -> {
        program.keepPlan();
        say(terminal, Terminal.printable("cannot read the plan: " + why) + "; the old one stays");
      }
      case PlanFile.Opened(Reading<Plan> reading) ->
          understood(reading, terminal)
              .map(program::reload)
              .orElseGet(() -> {
                program.keepPlan();
                return List.of("the old plan stays");
              })
              .forEach(sentence -> say(terminal, sentence));
    }
    say(terminal, "serving at " + String.join(", ", program.addresses()));
  }

  private static void say(Terminal terminal, String sentence) {
    terminal.err().println("goodgate: " + sentence);
    terminal.err().flush();
  }
}
