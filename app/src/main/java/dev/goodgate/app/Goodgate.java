package dev.goodgate.app;

import dev.goodgate.app.demo.Demo;
import dev.goodgate.app.explain.Explain;
import dev.goodgate.app.lab.Lab;
import dev.goodgate.app.meters.Release;
import dev.goodgate.app.plan.PlanCommand;
import dev.goodgate.app.serve.Proxy;
import dev.goodgate.app.serve.Serve;
import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.app.why.Why;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code goodgate} command. Each subcommand loads only what it needs when it runs. */
@Command(
    name = "goodgate",
    description = "A gateway that explains its failures, and a doctor for any other.",
    mixinStandardHelpOptions = true,
    versionProvider = Goodgate.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  goodgate demo",
      "  goodgate proxy --listen 127.0.0.1:8080 --to 127.0.0.1:3000",
      "  goodgate why",
      "  goodgate explain 502",
      "",
      "Exit codes: 0 done or healthy, 1 findings, 2 wrong use, 3 could not do it."
    })
public final class Goodgate implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    int code = run(Terminal.ofThisProcess(System.getenv()), args);
    System.exit(code);
  }

  /** Runs one command line to its end; never ends the process. */
  static int run(Terminal terminal, String... args) {
    int code = isPlainServe(args) ? serve(terminal, args) : commandLine(terminal).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  /**
   * A gateway is to be up soon, and the parser takes longer to start than all else: these need
   * none.
   */
  private static boolean isPlainServe(String... args) {
    return switch (args.length) {
      case 1 -> args[0].equals("serve");
      case 2 -> args[0].equals("serve") && !args[1].startsWith("-") && !args[1].startsWith("@");
      default -> false;
    };
  }

  private static int serve(Terminal terminal, String... args) {
    Serve serve = new Serve(terminal, System.getenv());
    try {
      return args.length == 1 ? serve.call() : serve.call(args[1]);
    } catch (RuntimeException failure) {
      return couldNot(terminal, failure);
    }
  }

  /** Every command there is, a line each, in the order in which help shows them. */
  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new Goodgate())
        .addSubcommand(new Serve(terminal, System.getenv()))
        .addSubcommand(new Proxy(terminal, System.getenv()))
        .addSubcommand(new Demo(terminal, System.getenv(), System.in, System::nanoTime))
        .addSubcommand(new Lab(terminal, System::nanoTime))
        .addSubcommand(new Explain(terminal))
        .addSubcommand(new Why(terminal, System.getenv()))
        .addSubcommand(PlanCommand.commandLine(terminal, System.in))
        .addSubcommand(new Rehearsal(terminal))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
        .setParameterExceptionHandler((wrong, words) -> wrongUse(terminal, wrong))
        .setExecutionExceptionHandler((failure, line, parsed) -> couldNot(terminal, failure));
  }

  /** The commands without one of their names: a person asking what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** One sentence and the nearest right words; the whole help would bury them. */
  private static int wrongUse(Terminal terminal, ParameterException wrong) {
    var suggestions = new StringWriter();
    UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(suggestions));
    terminal.err().println("goodgate: " + complaint(wrong));
    suggestions.toString().lines().map(Terminal::printable).forEach(terminal.err()::println);
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("Try: " + command + " --help");
    return Exit.WRONG_USE.code();
  }

  /** The parser speaks of arguments and indices; a person typed a word. */
  private static String complaint(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String word = Terminal.printable(unmatched.getUnmatched().getFirst());
      CommandSpec command = wrong.getCommandLine().getCommandSpec();
      return command.subcommands().isEmpty()
          ? command.qualifiedName() + " does not take '" + word + "'"
          : "there is no command '" + word + "'";
    }
    return sentence(wrong);
  }

  private static int couldNot(Terminal terminal, Exception failure) {
    terminal.err().println("goodgate: " + sentence(failure));
    return Exit.COULD_NOT.code();
  }

  private static String sentence(Exception failure) {
    String message = failure.getMessage();
    return Terminal.printable(message == null ? failure.toString() : message);
  }

  /** What {@code --version} says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"goodgate " + Release.version()};
    }
  }
}
