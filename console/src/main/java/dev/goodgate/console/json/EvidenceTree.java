package dev.goodgate.console.json;

import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Evidence;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.diagnosis.Source;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The evidence of a case as a tree, each piece with the findings that cite it. */
final class EvidenceTree {
  private final JsonMapper mapper;

  EvidenceTree(JsonMapper mapper) {
    this.mapper = mapper;
  }

  ArrayNode write(Case given, List<Finding> findings) {
    ArrayNode list = mapper.createArrayNode();
    for (Evidence evidence : given.evidence()) {
      ObjectNode tree = list.addObject();
      tree.put("id", evidence.id());
      tree.set("source", source(evidence.source()));
      tree.put("time", evidence.time().map(Instant::toString).orElse(null));
      tree.put("says", says(evidence.fact()));
      ArrayNode weighs = tree.putArray("weighs");
      findings.stream()
          .filter(finding -> finding.cites().contains(evidence.id()))
          .forEach(finding -> weighs.add(weight(finding)));
    }
    return list;
  }

  private ObjectNode weight(Finding finding) {
    return mapper
        .createObjectNode()
        .put("cause", finding.cause().value())
        .put("for", finding.supports())
        .put("strength", finding.strength().name().toLowerCase(Locale.ROOT))
        .put("says", finding.says());
  }

  private ObjectNode source(Source source) {
    ObjectNode tree = mapper.createObjectNode();
    switch (source) {
      case Source.Line(var place) ->
          tree.put("kind", "file").put("name", place.file()).put("line", place.line());
      case Source.Recorded(String id, int attempt) -> {
        tree.put("kind", "exchange").put("name", id);
        if (attempt > 0) {
          tree.put("attempt", attempt);
        }
      }
      case Source.Probed(String probe) -> tree.put("kind", "probe").put("name", probe);
    }
    return tree;
  }

  private static String says(Fact fact) {
    return switch (fact) {
      case Fact.Happened(Exchange exchange) ->
          exchange.request().method()
              + " "
              + exchange.request().target()
              + exchange.failure().map(Failure::says).map(says -> ": " + says).orElse("");
      case Fact.Told(var plan) -> "the plan " + plan.name();
      case Fact.Seen(String subject, String says, boolean well) -> subject + " " + says;
    };
  }
}
