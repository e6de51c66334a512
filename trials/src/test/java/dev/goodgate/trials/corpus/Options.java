package dev.goodgate.trials.corpus;

import java.nio.file.Path;
import java.util.List;

/** What the person at the command line wants. */
record Options(List<String> gateways, String scenarios, int atOnce, Path cases, Path page) {
  static final String HELP =
      """
      trials/corpus: plays every scenario with every gateway, writes down what came of it.
        --gateways A,B     of goodgate, nginx, haproxy, apache, caddy, varnish; all
        --scenarios PRE    those whose name begins so; all
        --at-once N        how many are played at a time, 8
        --cases FOLDER     where the cases go, src/test/resources/corpus
        --page FILE        where the page goes, ../docs/gateways.md
      Paths count from the folder of the trials.
      """;

  Options {
    gateways = List.copyOf(gateways);
  }

  static Options read(List<String> words) {
    List<String> gateways = List.of();
    String scenarios = "";
    int atOnce = 8;
    Path cases = Path.of("src/test/resources/corpus");
    Path page = Path.of("../docs/gateways.md");
    if (words.size() % 2 != 0) {
      throw new IllegalArgumentException("every option takes one value");
    }
    for (int i = 0; i < words.size(); i += 2) {
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "--gateways" -> gateways = List.of(value.split(",", -1));
        case "--scenarios" -> scenarios = value;
        case "--at-once" -> atOnce = number(value);
        case "--cases" -> cases = Path.of(value);
        case "--page" -> page = Path.of(value);
        default -> throw new IllegalArgumentException("there is no option " + words.get(i));
      }
    }
    return new Options(gateways, scenarios, atOnce, cases, page);
  }

  boolean takesGateway(String name) {
    return gateways.isEmpty() || gateways.contains(name);
  }

  private static int number(String value) {
    if (!value.matches("[1-9]\\d?")) {
      throw new IllegalArgumentException("a number from 1 to 99, not " + value);
    }
    return Integer.parseInt(value);
  }
}
