package dev.goodgate.trials.scenario;

import dev.goodgate.lab.client.RawReply.Completion;
import dev.goodgate.trials.scenario.Scenario.Elsewhere;
import dev.goodgate.trials.scenario.Scenario.Expected;
import dev.goodgate.trials.scenario.Scenario.Has;
import dev.goodgate.trials.scenario.ScenarioText.Block;
import dev.goodgate.trials.scenario.ScenarioText.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the lines under {@code expect}. */
final class ExpectReader {
  static final String NOTHING = "nothing";

  private final Lexicon lexicon;
  private final ScenarioReader.Complaints complaints;
  private final Set<Completion> ends = EnumSet.noneOf(Completion.class);
  private final List<Has> has = new ArrayList<>();
  private final List<String> lacks = new ArrayList<>();
  private final List<String> body = new ArrayList<>();
  private final List<String> without = new ArrayList<>();
  private Optional<String> bodyOf = Optional.empty();
  private final Set<Integer> statuses = new LinkedHashSet<>();
  private boolean dies;
  private OptionalInt attempts = OptionalInt.empty();
  private final Set<String> says = new LinkedHashSet<>();
  private Optional<String> truth = Optional.empty();
  private final Set<String> lookAlikes = new LinkedHashSet<>();

  ExpectReader(Lexicon lexicon, ScenarioReader.Complaints complaints) {
    this.lexicon = lexicon;
    this.complaints = complaints;
  }

  Expected expected(Map<String, Elsewhere> elsewhere) {
    return new Expected(
        statuses.stream().mapToInt(Integer::intValue).findFirst(),
        Set.copyOf(ends),
        List.copyOf(has),
        List.copyOf(lacks),
        List.copyOf(body),
        List.copyOf(without),
        bodyOf,
        Set.copyOf(says),
        truth,
        List.copyOf(lookAlikes),
        attempts,
        Map.copyOf(elsewhere));
  }

  void read(Block block) {
    block.written().forEach(this::read);
    if (block.rest().isEmpty() && statuses.size() > 1) {
      complaints.complain(block.head(), 1, "ours has one status");
    }
  }

  Elsewhere elsewhere() {
    return new Elsewhere(Set.copyOf(statuses), Set.copyOf(ends), dies);
  }

  private void read(Line line) {
    String rest = line.rest();
    switch (line.word()) {
      case "status" ->
          Arrays.stream(rest.split(", *"))
              .forEach(each -> number(line, each).ifPresent(statuses::add));
      case "ends" -> Arrays.stream(rest.split(", *")).forEach(end -> end(line, end));
      case "has" -> {
        String[] words = rest.split(" ", 2);
        has.add(new Has(words[0], words.length > 1 ? words[1] : ""));
      }
      case "lacks" -> lacks.add(rest);
      case "body" -> body.add(rest);
      case "without" -> without.add(rest);
      case "body-of" -> bodyOf = Optional.of(rest);
      case "says" -> Arrays.stream(rest.split(", *")).forEach(id -> says.add(cause(line, id)));
      case "truth" -> truth = Optional.of(cause(line, rest));
      case "look-alikes" -> Arrays.stream(rest.split(", *")).forEach(each -> alike(line, each));
      case "attempts" -> attempts = number(line, rest);
      case "dies" -> dies = true;
      default ->
          complaints.complain(
              line,
              line.column(),
              "expected status, ends, has, lacks, body, without, body-of, says, truth, look-alikes,"
                  + " attempts or dies, not '"
                  + line.word()
                  + "'");
    }
    if (rest.isEmpty()) {
      complaints.complain(line, line.column(), "'" + line.word() + "' of what?");
    }
  }

  private void end(Line line, String end) {
    List<Completion> found =
        Arrays.stream(Completion.values()).filter(each -> each.id().equals(end)).toList();
    if (found.isEmpty()) {
      complaints.complain(
          line,
          line.restColumn(),
          "expected one of "
              + Arrays.stream(Completion.values())
                  .map(Completion::id)
                  .collect(Collectors.joining(", "))
              + ", not '"
              + end
              + "'");
    }
    ends.addAll(found);
  }

  private OptionalInt number(Line line, String text) {
    if (!text.matches("\\d{1,3}")) {
      complaints.complain(line, line.restColumn(), "expected a number, not '" + text + "'");
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  /** A cause, or a family of causes that leave the same trace. */
  private void alike(Line line, String id) {
    List<String> family = lexicon.family(id);
    if (family.isEmpty()) {
      lookAlikes.add(cause(line, id));
    } else {
      lookAlikes.addAll(family);
    }
  }

  private String cause(Line line, String id) {
    if (!id.equals(NOTHING) && !lexicon.isCause(id)) {
      complaints.complain(line, line.restColumn(), "the catalogue has no cause '" + id + "'");
    }
    return id;
  }
}
