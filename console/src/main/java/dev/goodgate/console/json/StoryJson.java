package dev.goodgate.console.json;

import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes exchanges and verdicts as the JSON that the API, {@code why --json} and {@code diagnose
 * --json} share. Immutable; safe for all threads. Control characters leave it escaped.
 */
public final class StoryJson {
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final ExchangeTree exchanges = new ExchangeTree(mapper);
  private final VerdictTree verdicts;

  public StoryJson(Catalogue catalogue) {
    this.verdicts = new VerdictTree(mapper, catalogue);
  }

  /** One exchange with all its attempts, and the verdict on it. */
  public String story(Exchange exchange, Case given, Verdict verdict) {
    ObjectNode tree = exchanges.whole(exchange);
    tree.set("verdict", verdicts.write(given, verdict));
    return text(tree);
  }

  public String verdict(Case given, Verdict verdict) {
    return text(verdicts.write(given, verdict));
  }

  /** Several exchanges, a few lines each, in the order given. */
  public String list(List<Exchange> several) {
    ObjectNode tree = mapper.createObjectNode();
    ArrayNode list = tree.putArray("exchanges");
    several.forEach(exchange -> list.add(exchanges.brief(exchange)));
    return text(tree);
  }

  private String text(ObjectNode tree) {
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
  }
}
