package dev.goodgate.trials.corpus;

import dev.goodgate.trials.corpus.Matrix.Cell;
import dev.goodgate.trials.scenario.Played;
import dev.goodgate.trials.scenario.Scenario;
import dev.goodgate.trials.scenario.Scenario.Expected;
import dev.goodgate.trials.subject.Subject.Document;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns what gateways wrote into cases for the doctor. What may be answered is what was done, what
 * the scenario says looks alike, and whatever else left the same trace with the same gateway.
 */
final class Cases {
  private static final int FEW = 12;

  private final Catalogue catalogue = Catalogue.load();
  private final Matrix matrix;

  Cases(Matrix matrix) {
    this.matrix = matrix;
  }

  /** One JSON object a line; exchanges that left no trace of trouble anywhere make no case. */
  String lines(String gateway) {
    SortedSet<String> peace = peace(gateway);
    List<Told> told =
        matrix.of(gateway).stream()
            .filter(cell -> cell.played().isPresent() && truth(cell.scenario()).isPresent())
            .map(cell -> Told.of(cell, peace))
            .filter(each -> !each.trace().isEmpty() || each.seenByClient())
            .toList();
    return told.stream().map(each -> line(each, told)).collect(Collectors.joining());
  }

  /** What is said of exchanges with which nothing is wrong. */
  SortedSet<String> peace(String gateway) {
    SortedSet<String> peace = new TreeSet<>();
    for (Cell each : matrix.of(gateway)) {
      if (each.scenario().phase().equals("deliver") && truth(each.scenario()).isEmpty()) {
        each.played().ifPresent(played -> peace.addAll(Trace.of(played.papers())));
      }
    }
    peace.removeIf(line -> line.contains("50") && !line.contains("200"));
    return peace;
  }

  /**
   * The one cause that a scenario is about; one with several says nothing that a case could hold.
   */
  static Optional<String> truth(Scenario scenario) {
    List<String> truths =
        expectations(scenario).stream()
            .flatMap(each -> each.truth().stream())
            .filter(each -> !each.equals("nothing"))
            .distinct()
            .toList();
    return truths.size() == 1 ? Optional.of(truths.getFirst()) : Optional.empty();
  }

  private static List<Expected> expectations(Scenario scenario) {
    List<Expected> all = new ArrayList<>();
    for (Scenario.Scene scene : scenario.scenes()) {
      switch (scene) {
        case Scenario.Scene.Ask ask -> all.add(ask.expected());
        case Scenario.Scene.Send send -> all.addAll(send.expected());
        case Scenario.Scene.Await _, Scenario.Scene.Switch _ -> {}
      }
    }
    return all;
  }

  /** A cell with the trace that peace does not leave. */
  private record Told(Cell cell, Played played, SortedSet<String> trace) {
    static Told of(Cell cell, SortedSet<String> peace) {
      Played played = cell.played().orElseThrow();
      SortedSet<String> trace = Trace.of(played.papers());
      trace.addAll(Trace.of(played.upstreamPapers()));
      trace.removeAll(peace);
      return new Told(cell, played, trace);
    }

    /** What the settings say of the endpoints: an address, a path. */
    Set<String> places() {
      return cell.scenario().origins().values().stream()
          .map(Scenario.Part::kind)
          .collect(Collectors.toSet());
    }

    boolean seenByClient() {
      return played.sights().stream()
          .anyMatch(sight -> sight.reply().status() >= 500 || !sight.reply().whole());
    }
  }

  private String line(Told told, List<Told> all) {
    String gateway = told.cell().gateway();
    Set<String> accept = new LinkedHashSet<>(answers(told.cell().scenario()));
    for (Told other : all) {
      if (other.trace().equals(told.trace()) && other.places().equals(told.places())) {
        accept.addAll(answers(other.cell().scenario()));
      }
    }
    String decidable =
        told.trace().isEmpty() || accept.size() > FEW ? "no" : accept.size() > 1 ? "partly" : "yes";
    if (cause(accept.iterator().next()).manifestation() && decidable.equals("yes")) {
      decidable = "partly";
    }
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("case", "s-" + gateway + "-" + told.cell().scenario().name().replace('/', '-'));
    files(line.putArray("files"), told.played());
    line.put("gateway", gateway);
    ObjectNode expect = line.putObject("expect");
    ArrayNode accepted = expect.putArray("accept");
    accept.forEach(accepted::add);
    ArrayNode domains = expect.putArray("domain");
    accept.stream().map(id -> cause(id).domain().id()).distinct().forEach(domains::add);
    expect.put("decidable", decidable);
    if (decidable.equals("no")) {
      expect.put("honest_open", true);
    }
    line.put("source", "measured: " + gateway + ", scenario " + told.cell().scenario().name());
    line.put("why", told.cell().scenario().about());
    return line + "\n";
  }

  private static void files(ArrayNode files, Played played) {
    List<Document> papers = new ArrayList<>(played.papers());
    papers.addAll(played.upstreamPapers());
    for (Document each : papers) {
      files.addObject().put("name", each.name()).put("kind", each.kind()).put("text", each.text());
    }
  }

  private static Set<String> answers(Scenario scenario) {
    Set<String> all = new LinkedHashSet<>();
    truth(scenario).ifPresent(all::add);
    expectations(scenario).forEach(each -> all.addAll(each.lookAlikes()));
    return all;
  }

  private Cause cause(String id) {
    return catalogue.find(CauseId.of(id)).orElseThrow();
  }
}
