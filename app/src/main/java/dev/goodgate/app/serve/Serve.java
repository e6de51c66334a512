package dev.goodgate.app.serve;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "goodgate.yaml",
      description = "The plan. Default: ${DEFAULT-VALUE}.")
  private String file = "goodgate.yaml";

  private final Terminal terminal;
  private final Map<String, String> environment;

  public Serve(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    return serve(this::read, terminal, environment).code();
  }

  private Reading<Plan> read() {
    try {
      return PlanReader.read(file, Files.readAllBytes(Path.of(file)));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new Unreadable("cannot read " + Terminal.printable(file) + why(unreadable));
    }
  }

  private static String why(Exception unreadable) {
    if (unreadable instanceof NoSuchFileException) {
      return ": there is no such file";
    }
    return unreadable instanceof AccessDeniedException
        ? ": it is not allowed"
        : ": it is no file that can be read";
  }

  /** The file cannot be read: told by the command's own handler, which ends with 3. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable(String sentence) {
      super(sentence);
    }
  }

  /** Serves what is read, until told to end; reads it again when told to. */
  static Exit serve(
      Supplier<Reading<Plan>> source, Terminal terminal, Map<String, String> environment) {
    return understood(source, terminal)
        .map(plan -> run(plan, source, terminal, environment))
        .orElse(Exit.WRONG_USE);
  }

  private static Optional<Plan> understood(Supplier<Reading<Plan>> source, Terminal terminal) {
    Reading<Plan> reading = source.get();
    reading.complaints().forEach(complaint -> terminal.err().println(complaint.render()));
    terminal.err().flush();
    return switch (reading) {
      case Reading.Refused<Plan> _ -> Optional.empty();
      case Reading.Understood<Plan>(Plan plan, _) -> Optional.of(plan);
    };
  }

  private static Exit run(
      Plan plan,
      Supplier<Reading<Plan>> source,
      Terminal terminal,
      Map<String, String> environment) {
    return switch (Program.start(plan, environment)) {
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
                + program.consoleAddress());
        yield Running.untilTold(program, terminal, () -> reload(program, source, terminal));
      }
    };
  }

  private static void reload(Program program, Supplier<Reading<Plan>> source, Terminal terminal) {
    try {
      Optional<Plan> next = understood(source, terminal);
      if (next.isEmpty()) {
        say(terminal, "the old plan stays");
        return;
      }
      List<String> sentences = program.reload(next.get());
      sentences.forEach(sentence -> say(terminal, sentence));
      say(terminal, "serving at " + String.join(", ", program.addresses()));
    } catch (Unreadable unreadable) {
      say(terminal, unreadable.getMessage() + "; the old plan stays");
    }
  }

  private static void say(Terminal terminal, String sentence) {
    terminal.err().println("goodgate: " + sentence);
    terminal.err().flush();
  }
}
