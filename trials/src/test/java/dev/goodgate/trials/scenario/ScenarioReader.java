package dev.goodgate.trials.scenario;

import dev.goodgate.trials.scenario.Scenario.Elsewhere;
import dev.goodgate.trials.scenario.Scenario.Expected;
import dev.goodgate.trials.scenario.Scenario.Part;
import dev.goodgate.trials.scenario.Scenario.Request;
import dev.goodgate.trials.scenario.Scenario.Scene;
import dev.goodgate.trials.scenario.ScenarioText.Block;
import dev.goodgate.trials.scenario.ScenarioText.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads scenario files; all that is wrong with one is told at once, with line and column.
 *
 * <p>How it works: a file is a list of blocks. A block is a line that begins in column 1, with the
 * indented lines that follow it:
 *
 * <pre>
 * about TEXT
 * origin NAME [of KIND]         its faults, one a line; again later: it changes what it plays
 * plan                          a plan file, with {listen} and {ORIGIN} for addresses,
 *                               {ORIGIN.ca}, {ORIGIN.client-cert}, {ORIGIN.client-key} for files
 * ask [N times] [with N bytes]  METHOD TARGET, then fields
 * send [N bytes every 50ms] [then leave|reset|finish|read [after 50ms]]
 *                               exact bytes with Java's escapes, {x*500} for many; an expect for
 *                               each reply
 * expect                        status N | ends whole, cut ... | has FIELD TEXT | lacks FIELD | body TEXT | without TEXT
 *                               | says CAUSE, ... or nothing | truth CAUSE | attempts N
 *                               | look-alikes CAUSE or FAMILY, ...
 * expect of GATEWAY             status N | ends ... | dies of it: where another does otherwise
 * await NAME                    closed: until every connection of the origin is over
 * </pre>
 */
final class ScenarioReader {
  private final String name;
  private final Lexicon lexicon;
  private final List<String> complaints = new ArrayList<>();
  private final Map<String, Part> origins = new LinkedHashMap<>();
  private final List<Scene> scenes = new ArrayList<>();
  private String about = "";
  private String plan = "";

  private ScenarioReader(String name, Lexicon lexicon) {
    this.name = name;
    this.lexicon = lexicon;
  }

  /** What came of reading. */
  sealed interface Reading {
    record Understood(Scenario scenario) implements Reading {}

    /** Each as {@code name:line:column: what is wrong}. */
    record Unclear(List<String> complaints) implements Reading {}
  }

  static Reading read(String name, String text, Lexicon lexicon) {
    ScenarioReader reader = new ScenarioReader(name, lexicon);
    List<Block> blocks = ScenarioText.blocks(text, reader::complain);
    for (int index = 0; index < blocks.size(); ) {
      index = reader.take(blocks, index);
    }
    reader.checkWhole();
    return reader.complaints.isEmpty()
        ? new Reading.Understood(
            new Scenario(name, reader.about, reader.origins, reader.plan, reader.scenes))
        : new Reading.Unclear(reader.complaints);
  }

  /** Reads one block, or an ask with all its expectations; answers the index of what follows. */
  private int take(List<Block> blocks, int index) {
    Block block = blocks.get(index);
    switch (block.word()) {
      case "about" -> about = block.rest();
      case "origin" -> origin(block);
      case "await" -> await(block);
      case "plan" -> plan = block.dedented();
      case "ask", "send" -> {
        int end = index + 1;
        while (end < blocks.size() && blocks.get(end).word().equals("expect")) {
          end++;
        }
        List<Block> expectations = blocks.subList(index + 1, end);
        if (block.word().equals("ask")) {
          ask(block, expectations);
        } else {
          send(block, expectations);
        }
        return end;
      }
      case "expect" -> complain(block.head(), 1, "'expect' follows 'ask' or 'send'");
      default ->
          complain(
              block.head(),
              1,
              "expected about, origin, plan, ask, send, expect or await, not '"
                  + block.word()
                  + "'");
    }
    return index + 1;
  }

  private void origin(Block block) {
    String[] words = block.rest().split(" of ", 2);
    String origin = words[0];
    String kind = words.length > 1 ? words[1] : Lexicon.SCRIPTED;
    Part known = origins.get(origin);
    List<String> faults = new ArrayList<>();
    for (Line line : block.written()) {
      faults.add(line.text());
      lexicon
          .complaint(known == null ? kind : known.kind(), line.text())
          .ifPresent(why -> complain(line, line.column(), why));
    }
    if (!origin.matches("[a-z][a-z0-9-]*")) {
      complain(block.head(), 8, "an origin has a name such as 'app'");
    }
    if (faults.isEmpty()) {
      complain(block.head(), 1, "origin " + origin + " plays nothing: write 'healthy' under it");
    } else if (plan.isEmpty()) {
      origins.put(origin, new Part(kind, List.copyOf(faults)));
    } else if (known != null) {
      scenes.add(new Scene.Switch(origin, List.copyOf(faults)));
    } else {
      complain(
          block.head(), 8, "origin " + origin + " is not there: new ones come before the plan");
    }
  }

  private void await(Block block) {
    boolean closed = block.written().stream().map(Line::text).toList().equals(List.of("closed"));
    if (!origins.containsKey(block.rest()) || !closed) {
      complain(block.head(), 7, "expected the name of an origin, with 'closed' under it");
    }
    scenes.add(new Scene.Await(block.rest()));
  }

  private void ask(Block block, List<Block> expectations) {
    AskLine how = AskLine.read(block.rest());
    if (!how.understood()) {
      complain(block.head(), 5, "expected 'ask', 'ask 3 times' or 'ask with 500 bytes'");
    }
    List<Line> lines = block.written();
    String[] words = lines.isEmpty() ? new String[0] : lines.getFirst().text().split(" ", -1);
    if (words.length != 2) {
      complain(block.head(), 1, "'ask' wants a method and a target under it: GET /");
      return;
    }
    List<String> fields = lines.stream().skip(1).map(Line::text).toList();
    scenes.add(
        new Scene.Ask(
            block.head().number(),
            how.times(),
            new Request(words[0], words[1], fields, how.bytes()),
            expected(block, expectations).getFirst()));
  }

  private void send(Block block, List<Block> expectations) {
    SendLine how = SendLine.read(block.rest());
    if (!how.understood()) {
      complain(
          block.head(),
          6,
          "expected 'send', 'send 1 bytes every 50ms', 'send then leave after 9ms'");
    }
    StringBuilder bytes = new StringBuilder();
    block.written().forEach(line -> bytes.append(line.text()));
    try {
      String sent = SendLine.unfold(bytes.toString().translateEscapes());
      scenes.add(
          new Scene.Send(
              block.head().number(), sent, how.conduct(), expected(block, expectations)));
    } catch (IllegalArgumentException badEscape) {
      complain(block.head(), 1, "below is " + badEscape.getMessage());
    }
  }

  /** One for each {@code expect}, with what other gateways do instead right behind it. */
  private List<Expected> expected(Block block, List<Block> expectations) {
    List<Expected> all = new ArrayList<>();
    for (int index = 0; index < expectations.size(); ) {
      ExpectReader expect = new ExpectReader(lexicon, this::complain);
      expect.read(expectations.get(index));
      if (!expectations.get(index).rest().isEmpty()) {
        complain(expectations.get(index).head(), 8, "'expect of' follows an 'expect'");
      }
      Map<String, Elsewhere> elsewhere = new LinkedHashMap<>();
      for (index++;
          index < expectations.size() && !expectations.get(index).rest().isEmpty();
          index++) {
        Block each = expectations.get(index);
        if (!each.rest().startsWith("of ")) {
          complain(each.head(), 8, "expected 'expect' or 'expect of GATEWAY'");
        }
        elsewhere.put(each.rest().replaceFirst("of ", ""), elsewhere(each));
      }
      all.add(expect.expected(elsewhere));
    }
    if (all.isEmpty()) {
      complain(block.head(), 1, "nothing is expected of this '" + block.word() + "'");
      all.add(new ExpectReader(lexicon, this::complain).expected(Map.of()));
    }
    return all;
  }

  private Elsewhere elsewhere(Block block) {
    ExpectReader reader = new ExpectReader(lexicon, this::complain);
    reader.read(block);
    return reader.elsewhere();
  }

  private void checkWhole() {
    if (about.isEmpty()) {
      complaints.add(name + ":1:1: 'about' is missing: say in a line what happens");
    }
    if (plan.isEmpty()) {
      complaints.add(name + ":1:1: 'plan' is missing");
    }
    if (scenes.stream().noneMatch(ScenarioReader::asks)) {
      complaints.add(name + ":1:1: nothing is asked");
    }
  }

  private static boolean asks(Scene scene) {
    return scene instanceof Scene.Ask || scene instanceof Scene.Send;
  }

  private void complain(Line line, int column, String what) {
    complaints.add(name + ":" + line.number() + ":" + column + ": " + what);
  }

  /** How often an ask is sent, with how large a body. */
  private record AskLine(boolean understood, int times, int bytes) {
    static AskLine read(String text) {
      int times = 1;
      int bytes = 0;
      String left = text;
      if (left.matches("\\d{1,4} times.*")) {
        times = Integer.parseInt(left.substring(0, left.indexOf(' ')));
        left = left.substring(left.indexOf("times") + 5).strip();
      }
      if (left.matches("with \\d{1,9} bytes")) {
        bytes = Integer.parseInt(left.split(" ", -1)[1]);
        left = "";
      }
      return new AskLine(left.isEmpty(), times, bytes);
    }
  }

  /** What tells a reader of a part of the file where to complain. */
  interface Complaints {
    void complain(Line line, int column, String what);
  }
}
