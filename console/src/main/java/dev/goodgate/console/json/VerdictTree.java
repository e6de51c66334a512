package dev.goodgate.console.json;

import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Question;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import dev.goodgate.vocabulary.plan.Place;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A verdict as the tree that the contract calls {@code diagnose --json}. */
final class VerdictTree {
  private final JsonMapper mapper;
  private final Catalogue catalogue;
  private final EvidenceTree evidence;

  VerdictTree(JsonMapper mapper, Catalogue catalogue) {
    this.mapper = mapper;
    this.catalogue = catalogue;
    this.evidence = new EvidenceTree(mapper);
  }

  ObjectNode write(Case given, Verdict verdict) {
    ObjectNode tree = mapper.createObjectNode();
    switch (verdict) {
      case Verdict.Settled settled -> {
        name(tree, "settled", Optional.of(settled.suspect()), settled.summary());
        tree.set("rivals", suspects(settled.rivals()));
        tree.set("evidence", evidence.write(given, settled.findings()));
        advice(tree, settled.remedies(), settled.next());
      }
      case Verdict.Contested contested -> {
        List<Suspect> suspects = contested.suspects();
        name(tree, "contested", Optional.of(suspects.getFirst()), contested.summary());
        tree.set("rivals", suspects(suspects.subList(1, suspects.size())));
        tree.set("evidence", evidence.write(given, contested.findings()));
        advice(tree, contested.remedies(), contested.next());
      }
      case Verdict.Open open -> {
        name(tree, "open", Optional.empty(), open.summary());
        tree.set("seen", suspects(open.seen()));
        tree.putArray("rivals");
        tree.set("evidence", evidence.write(given, open.findings()));
        advice(tree, List.of(), open.next());
      }
      case Verdict.Healthy healthy -> {
        name(tree, "healthy", Optional.empty(), healthy.summary());
        tree.putArray("rivals");
        tree.set("evidence", evidence.write(given, List.of()));
        advice(tree, List.of(), List.of());
      }
    }
    return tree;
  }

  private void name(ObjectNode tree, String kind, Optional<Suspect> suspect, String summary) {
    Optional<Cause> cause = suspect.map(Suspect::cause).flatMap(catalogue::find);
    tree.put("verdict", kind);
    tree.put("cause", suspect.map(Suspect::cause).map(CauseId::value).orElse(null));
    tree.put("domain", cause.map(found -> found.domain().id()).orElse(null));
    if (suspect.isPresent()) {
      tree.put("confidence", rounded(suspect.get()));
    } else {
      tree.putNull("confidence");
    }
    tree.put("title", cause.map(Cause::title).orElse(null));
    tree.put("summary", summary);
  }

  private void advice(ObjectNode tree, List<Remedy> remedies, List<Question> next) {
    ArrayNode all = tree.putArray("remedies");
    remedies.forEach(remedy -> all.add(remedy(remedy)));
    ArrayNode questions = tree.putArray("next");
    next.forEach(question -> questions.add(question(question)));
  }

  private ArrayNode suspects(List<Suspect> suspects) {
    ArrayNode list = mapper.createArrayNode();
    for (Suspect suspect : suspects) {
      ObjectNode tree = list.addObject();
      tree.put("cause", suspect.cause().value());
      tree.put("confidence", rounded(suspect));
      Optional<Cause> cause = catalogue.find(suspect.cause());
      tree.put("domain", cause.map(found -> found.domain().id()).orElse(null));
      tree.put("title", cause.map(Cause::title).orElse(null));
    }
    return list;
  }

  private ObjectNode remedy(Remedy remedy) {
    ObjectNode tree = mapper.createObjectNode();
    tree.put("effort", remedy.effort().id());
    tree.put("who", remedy.who());
    tree.put("action", remedy.action());
    remedy.where().ifPresent(place -> tree.set("where", place(place)));
    remedy.change().ifPresent(change -> tree.put("change", change));
    tree.put("verify", remedy.verify());
    return tree;
  }

  private ObjectNode place(Place place) {
    return mapper.createObjectNode().put("file", place.file()).put("line", place.line());
  }

  private ObjectNode question(Question question) {
    ObjectNode tree = mapper.createObjectNode().put("ask", question.ask());
    ArrayNode splits = tree.putArray("splits");
    question.splits().forEach(cause -> splits.add(cause.value()));
    return tree;
  }

  private static double rounded(Suspect suspect) {
    return Math.round(suspect.confidence().value() * 100) / 100.0;
  }
}
