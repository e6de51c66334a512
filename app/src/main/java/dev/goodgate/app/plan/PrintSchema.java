package dev.goodgate.app.plan;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.PlanSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of a plan, for editors. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of a plan: editors complete and check with it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  goodgate plan schema > plan.schema.json",
      "  # and as the first line of goodgate.yaml, for editors with a YAML language server:",
      "  # yaml-language-server: $schema=plan.schema.json"
    })
final class PrintSchema implements Callable<Integer> {
  private final Terminal terminal;

  PrintSchema(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(PlanSchema.text());
    terminal.out().flush();
    return Exit.DONE.code();
  }
}
