package dev.goodgate.app.plan;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with a plan file. */
@Command(
    name = "plan",
    description = "Judges plan files, and tells how they are written.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  goodgate plan validate goodgate.yaml",
      "  goodgate plan schema > plan.schema.json"
    })
public final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** {@code input} is read where a plan is given as {@code -}. */
  public static CommandLine commandLine(Terminal terminal, InputStream input) {
    return new CommandLine(new PlanCommand())
        .addSubcommand(new ValidatePlan(terminal, input))
        .addSubcommand(new PrintSchema(terminal));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.WRONG_USE.code();
  }
}
