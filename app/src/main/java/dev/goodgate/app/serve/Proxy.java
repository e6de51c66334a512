package dev.goodgate.app.serve;

import dev.goodgate.app.plan.PlanFile;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a gateway with no file at all. */
@Command(
    name = "proxy",
    description = "Runs a gateway with no file at all, with the defaults of a plan.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  goodgate proxy --listen 127.0.0.1:8080 --to 127.0.0.1:3000",
      "  goodgate proxy --listen :8080 --to 127.0.0.1:3001,127.0.0.1:3002"
    })
public final class Proxy implements Callable<Integer> {
  @Option(
      names = "--listen",
      required = true,
      paramLabel = "ADDR",
      split = ",",
      description = "Where clients are served; port 0 is any free one.")
  private List<String> listen = List.of();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "ENDPOINT",
      split = ",",
      description = "Whom requests are passed on to: host:port, http://host:port or unix:/path.")
  private List<String> to = List.of();

  private final Terminal terminal;
  private final Map<String, String> environment;

  public Proxy(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Reading<Plan> told = PlanReader.readCommand(listen, to);
    return Serve.serve(told, () -> new PlanFile.Opened(told), terminal, environment).code();
  }
}
