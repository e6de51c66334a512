package dev.goodgate.dialects.goodgate;

import dev.goodgate.dialects.goodgate.Written.Entry;
import dev.goodgate.dialects.goodgate.Written.Mapping;
import dev.goodgate.dialects.goodgate.Written.Sequence;
import dev.goodgate.dialects.goodgate.Written.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command line says, as if a plan had said it: so the same reader judges both, and its caret
 * points into the command.
 */
final class CommandLine {
  private static final String UPSTREAM = "upstream";

  private final StringBuilder line = new StringBuilder();
  private final Mapping root;

  CommandLine(List<String> listen, List<String> to) {
    Sequence listeners = new Sequence(listeners(listen), Spot.START);
    line.append(' ');
    Spot here = here();
    Sequence endpoints = new Sequence(words("--to ", to, ","), here);
    Mapping upstream = new Mapping(List.of(entry("endpoints", endpoints)), here);
    Mapping route = new Mapping(List.of(entry("upstream", word(UPSTREAM, here))), here);
    this.root =
        new Mapping(
            List.of(
                entry("listeners", listeners),
                entry("routes", new Sequence(List.of(route), here)),
                entry("upstreams", new Mapping(List.of(entry(UPSTREAM, upstream)), here))),
            Spot.START);
  }

  String text() {
    return line.toString();
  }

  Written root() {
    return root;
  }

  private List<Written> listeners(List<String> listen) {
    return words("--listen ", listen, " --listen ").stream()
        .<Written>map(word -> new Mapping(List.of(entry("address", word)), word.spot()))
        .toList();
  }

  private List<Written> words(String option, List<String> texts, String between) {
    List<Written> words = new ArrayList<>();
    for (String text : texts) {
      line.append(words.isEmpty() ? option : between);
      int width = Math.max(1, text.codePointCount(0, text.length()));
      words.add(word(text, new Spot(1, here().column(), width)));
      // a line break in an argument would end the line that is shown
      line.append(text.replaceAll("[\r\n]", " "));
    }
    return words;
  }

  private Spot here() {
    return new Spot(1, line.codePointCount(0, line.length()) + 1, 1);
  }

  private static Entry entry(String key, Written value) {
    return new Entry(word(key, value.spot()), value);
  }

  /** As if it stood in quotes, since a shell's words are text. */
  private static Word word(String text, Spot spot) {
    return new Word(text, false, spot);
  }
}
