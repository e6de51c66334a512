package dev.goodgate.trials.corpus;

import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
import dev.goodgate.trials.corpus.Matrix.Cell;
import dev.goodgate.trials.scenario.Played;
import dev.goodgate.trials.scenario.Scenario;
import dev.goodgate.trials.subject.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page that shows what each gateway does with each scenario, and what it says of it. */
final class GatewaysPage {
  private static final String HEAD =
      """
      # What gateways do when their endpoints misbehave

      <!-- Written by trials/corpus from the scenarios: run it again instead of editing. -->

      Every scenario of `trials/src/test/resources/scenarios`, played with each gateway on loopback. The
      strangers are Debian's packages, told the same as our plan says in their own words: listeners,
      routes, endpoints, timeouts, retries, limits for clients. What a cell shows is what the client
      saw: the status, how the reply ended unless it was whole (`cut` in order, `reset`, `silent` until
      the client gave up, `garbled` framing), and the longest wait where it was noticeable.

      Read it for what a client cannot know. A `200` beside a truth that is not empty is a broken answer
      that was passed on as a good one; `silent` is a client left waiting.

      A stranger has one timer where we have two, or none for the total; connection pools, checks and
      back-off are as its packages have them. The same scenarios make the cases in
      `trials/src/test/resources/corpus`, which the doctor is measured with.
      """;

  private final Matrix matrix;
  private final Cases cases;

  GatewaysPage(Matrix matrix, Cases cases) {
    this.matrix = matrix;
    this.cases = cases;
  }

  String text() {
    StringBuilder page = new StringBuilder(HEAD);
    phases()
        .forEach((phase, scenarios) -> {
          page.append("\n## ").append(phase).append("\n\n| scenario | fault | truth |");
          gateways().forEach(each -> page.append(" ").append(each).append(" |"));
          page.append("\n|---|---|---|").append("---|".repeat(gateways().size())).append("\n");
          scenarios.forEach(each -> page.append(row(each)));
        });
    page.append(
            "\n# What they say of it\n\nEvery distinct line, without times, addresses or names, ")
        .append("and the scenarios that make a gateway\nwrite it. Lines of exchanges with which ")
        .append("nothing is wrong are left out.\n");
    gateways().stream()
        .filter(each -> !each.equals("goodgate"))
        .forEach(each -> page.append(lines(each)));
    return page.toString();
  }

  private SortedMap<String, List<Scenario>> phases() {
    return matrix.scenarios().stream()
        .collect(Collectors.groupingBy(Scenario::phase, TreeMap::new, Collectors.toList()));
  }

  private List<String> gateways() {
    return matrix.kinds().stream().map(Subject.Kind::name).toList();
  }

  private String row(Scenario scenario) {
    List<String> cells = new ArrayList<>();
    cells.add(scenario.name().substring(scenario.phase().length() + 1));
    cells.add(safe(scenario.faults()));
    cells.add(Cases.truth(scenario).orElse(""));
    for (String each : gateways()) {
      cells.add(matrix.cell(scenario.name(), each).map(GatewaysPage::outcome).orElse(""));
    }
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String outcome(Cell cell) {
    return cell.played()
        .map(played ->
            played.sights().stream()
                .map(GatewaysPage::outcome)
                .distinct()
                .collect(Collectors.joining("; ")))
        .orElseGet(() -> "no words for " + cell.skipped());
  }

  private static String outcome(Played.Sight sight) {
    RawReply reply = sight.reply();
    String status = reply.status() == 0 ? "nothing" : Integer.toString(reply.status());
    String end = reply.completion() == Completion.WHOLE ? "" : " " + reply.completion().id();
    long tenths = Math.round(sight.took().toMillis() / 100.0);
    return status + end + (tenths < 2 ? "" : " %d.%d s".formatted(tenths / 10, tenths % 10));
  }

  private String lines(String gateway) {
    SortedSet<String> peace = cases.peace(gateway);
    Map<String, SortedSet<String>> by = new TreeMap<>();
    for (Cell each : matrix.of(gateway)) {
      each.played()
          .ifPresent(played ->
              Trace.of(played.papers()).stream()
                  .filter(line -> !peace.contains(line))
                  .forEach(line ->
                      by.computeIfAbsent(line, first -> new TreeSet<>())
                          .add(each.scenario().name())));
    }
    return "\n## "
        + gateway
        + "\n\n| it says | with |\n|---|---|\n"
        + by.entrySet().stream()
            .map(each ->
                "| `" + safe(each.getKey()) + "` | " + String.join(", ", each.getValue()) + " |\n")
            .collect(Collectors.joining());
  }

  /** Nothing in it ends a cell, a line or a code span. */
  private static String safe(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]", "?").replace('`', '\'').replace("|", "/");
    return printable.length() > 200 ? printable.substring(0, 200) + " ..." : printable;
  }
}
