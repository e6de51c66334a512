package dev.goodgate.app.explain;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The catalogue of causes for a person to read, and what a status means. */
@Command(
    name = "explain",
    description = "Says what a status means, what a cause is and how it is mended.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without words: all causes. A status (502, 499, 522 ...): what it means. A",
      "cause: what it looks like, how it is told apart, its remedies. Other words: a",
      "search.",
      "",
      "Examples:",
      "  goodgate explain 502",
      "  goodgate explain keepalive-race",
      "  goodgate explain too big header",
      "  goodgate explain 504 --json"
    })
public final class Explain implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "WORD",
      arity = "0..*",
      description = "A status, the id of a cause, or words to search for.")
  private List<String> words = List.of();

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  @Option(
      names = "--write-pages",
      paramLabel = "DIR",
      description = "Write a Markdown page for each cause into DIR.")
  private @Nullable Path pages;

  public Explain(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (pages != null) {
      return writePages(pages);
    }
    Answer answer = new Lookup(Catalogue.load()).answer(String.join(" ", words));
    if (json) {
      new AnswerJson(terminal.out()).tell(answer);
    } else {
      new AnswerText(terminal).tell(answer);
    }
    return answer instanceof Answer.Nothing ? Exit.FINDINGS.code() : Exit.DONE.code();
  }

  private int writePages(Path folder) throws IOException {
    Map<String, String> rendered = new CausePages(Catalogue.load()).render();
    Files.createDirectories(folder);
    for (Map.Entry<String, String> page : rendered.entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
    terminal.err().println("wrote " + rendered.size() + " pages");
    return Exit.DONE.code();
  }
}
