package dev.goodgate.trials.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the person at the command line wants. */
record Options(
    int rounds,
    Duration span,
    Duration warmUp,
    int idle,
    int core,
    int loadCore,
    List<Workload> workloads,
    Optional<Path> json,
    Optional<Path> page) {
  static final String HELP =
      """
      trials/load: CPU time per request of Goodgate, nginx, HAProxy, in one run.
        --rounds N         interleaved rounds, 3 unless told
        --seconds N        length of one measurement, 3
        --warm-up N        seconds of load before Goodgate is measured, 30
        --workloads A,B    of small, medium, large, fresh, tls, h2, h2c, steady, calm,
                           idle, start; all
        --idle N           idle connections, 5000
        --core N           the core of the gateways, 0
        --load-core N      the core of generator and upstream, 1
        --json FILE        writes every sample
        --write FILE       renews the table between the two markers of a page
      """;

  Options {
    workloads = List.copyOf(workloads);
  }

  static Options read(List<String> arguments) {
    Draft draft = new Draft();
    if (arguments.size() % 2 != 0) {
      throw new IllegalArgumentException("every option takes one value");
    }
    for (int i = 0; i < arguments.size(); i += 2) {
      draft.take(arguments.get(i), arguments.get(i + 1));
    }
    return draft.finish();
  }

  private static final class Draft {
    private int rounds = 3;
    private Duration span = Duration.ofSeconds(3);
    private Duration warmUp = Duration.ofSeconds(30);
    private int idle = 5_000;
    private int core;
    private int loadCore = 1;
    private List<Workload> workloads = Workload.ALL;
    private Optional<Path> json = Optional.empty();
    private Optional<Path> page = Optional.empty();

    private void take(String option, String value) {
      switch (option) {
        case "--rounds" -> rounds = number(option, value, 1);
        case "--seconds" -> span = seconds(option, value);
        case "--warm-up" -> warmUp = seconds(option, value);
        case "--idle" -> idle = number(option, value, 1);
        case "--core" -> core = number(option, value, 0);
        case "--load-core" -> loadCore = number(option, value, 0);
        case "--workloads" -> workloads = workloads(value);
        case "--json" -> json = Optional.of(Path.of(value));
        case "--write" -> page = Optional.of(Path.of(value));
        default -> throw new IllegalArgumentException("there is no option " + option);
      }
    }

    private Options finish() {
      if (core == loadCore) {
        throw new IllegalArgumentException("gateways and load need a core each");
      }
      return new Options(rounds, span, warmUp, idle, core, loadCore, workloads, json, page);
    }

    private static Duration seconds(String option, String value) {
      return Duration.ofSeconds(number(option, value, 1));
    }

    private static int number(String option, String value, int least) {
      if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least) {
        throw new IllegalArgumentException(
            option + " takes a number from " + least + " on, not " + value);
      }
      return Integer.parseInt(value);
    }

    private static List<Workload> workloads(String names) {
      List<Workload> chosen = new ArrayList<>();
      for (String name : names.split(",")) {
        chosen.add(
            Workload.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(noWorkload(name))));
      }
      return chosen;
    }

    private static String noWorkload(String name) {
      return "there is no workload "
          + name
          + "; there are "
          + Workload.ALL.stream().map(Workload::name).collect(Collectors.joining(", "));
    }
  }
}
