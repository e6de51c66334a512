package dev.goodgate.app.explain;

import dev.goodgate.app.Exit;
import dev.goodgate.app.Terminal;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The catalogue of causes for a person to read. */
@Command(
    name = "explain",
    description = "Explains a cause or a status, or lists all causes.",
    mixinStandardHelpOptions = true)
public final class Explain implements Callable<Integer> {
  private final Terminal terminal;

  public Explain(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Catalogue.load().all().forEach(cause -> terminal.out().println(cause.id()));
    return Exit.DONE.code();
  }
}
