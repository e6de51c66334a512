package dev.goodgate.app.why;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Asks a running gateway why an exchange went wrong, and tells it to a person. */
@Command(
    name = "why",
    description = "Tells the story of one exchange of a running gateway: whose fault, and why.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without an id: what failed lately. The id is in the field X-Request-Id of",
      "every reply, on the error page, and in the access log. Where the admin",
      "address wants a token, it is taken from GOODGATE_TOKEN or from a file.",
      "",
      "Examples:",
      "  goodgate why",
      "  goodgate why 01JD3V8Q5N",
      "  goodgate why 01JD3V8Q5N --json --admin http://127.0.0.1:9502"
    })
public final class Why implements Callable<Integer> {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final String USUAL_ADMIN = "http://127.0.0.1:9502";
  private static final int MAX_TOKEN = 4_096;
  private static final int LISTED = 20;

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "EXCHANGE-ID",
      arity = "0..1",
      description = "The exchange to tell about.")
  private @Nullable String id;

  @Option(
      names = "--admin",
      paramLabel = "URL",
      defaultValue = USUAL_ADMIN,
      description = "The gateway's admin address (default: ${DEFAULT-VALUE}).")
  private String written = USUAL_ADMIN;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Where the token for the admin address is.")
  private @Nullable Path tokenFile;

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  public Why(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (id != null && !ID.matcher(id).matches()) {
      throw new ParameterException(
          spec.commandLine(), "an exchange id is 1 to 128 of A-Z a-z 0-9 . _ -");
    }
    URI admin = admin();
    String path = id == null ? "/api/v1/exchanges?limit=" + LISTED : "/api/v1/exchanges/" + id;
    return switch (new AdminAddress(admin, token()).ask(path)) {
      case AdminAddress.Told(String text, JsonNode tree) -> tell(text, tree);
      case AdminAddress.NotKept notKept -> {
        say("no failed exchange " + (id == null ? "" : id + " ") + "is kept by that gateway.");
        terminal.err().println("It keeps the latest failed ones only. What it has: " + again());
        yield Exit.COULD_NOT.code();
      }
      case AdminAddress.CouldNot(String why) -> {
        say(why);
        yield Exit.COULD_NOT.code();
      }
    };
  }

  private int tell(String text, JsonNode tree) {
    boolean well =
        id == null
            ? tree.path("exchanges").isEmpty()
            : tree.path("verdict").path("verdict").asString("").equals("healthy");
    if (json) {
      terminal.out().println(text.strip());
    } else if (id == null) {
      new RecentText(terminal, again()).tell(tree);
    } else {
      new StoryText(terminal).tell(tree);
    }
    return well ? Exit.DONE.code() : Exit.FINDINGS.code();
  }

  private URI admin() {
    try {
      URI admin = new URI(written);
      if (Set.of("http", "https").contains(String.valueOf(admin.getScheme()))
          && admin.getHost() != null) {
        return admin;
      }
    } catch (URISyntaxException malformed) {
      // Told like any other word that is no URL.
    }
    throw new ParameterException(
        spec.commandLine(), "--admin is a URL such as http://127.0.0.1:9502");
  }

  /** This command, to be copied, up to the id. */
  private String again() {
    String elsewhere = Terminal.printable(written);
    return Terminal.calledAs(environment)
        + " why"
        + (elsewhere.equals(USUAL_ADMIN) ? "" : " --admin " + elsewhere);
  }

  private Optional<String> token() throws IOException {
    if (tokenFile != null) {
      if (!Files.isReadable(tokenFile)
          || Files.isDirectory(tokenFile)
          || Files.size(tokenFile) > MAX_TOKEN) {
        throw new IOException("cannot read a token from " + tokenFile);
      }
      return Optional.of(Files.readString(tokenFile).strip());
    }
    return Optional.ofNullable(environment.get("GOODGATE_TOKEN"))
        .map(String::strip)
        .filter(it -> !it.isEmpty());
  }

  private void say(String sentence) {
    terminal.err().println("goodgate: " + Terminal.printable(sentence));
  }
}
