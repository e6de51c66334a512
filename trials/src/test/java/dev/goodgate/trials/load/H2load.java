package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load of clients in TLS or HTTP/2, made by nghttp2's h2load, which counts by itself. */
final class H2load {
  /** Connections and handshakes are not what is measured. */
  private static final Duration LEAST_WARM_UP = Duration.ofMillis(500);

  private static final Pattern REQUESTS =
      Pattern.compile("requests: .*? (\\d+) succeeded, (\\d+) failed.*");

  private static final Pattern STATUSES =
      Pattern.compile("status codes: (\\d+) 2xx, (\\d+) 3xx, (\\d+) 4xx, (\\d+) 5xx");

  private final Rig rig;
  private final int core;
  private final List<String> said = new ArrayList<>();

  H2load(Rig rig, int core) {
    this.rig = rig;
    this.core = core;
  }

  /** {@code mark} is told when the measurement begins, again when it is over. */
  Count ask(int port, Workload.Requests requests, LoadSide.Span span, Runnable mark)
      throws Trouble {
    List<String> words = requests.way().words(port);
    List<String> command = new ArrayList<>(List.of(Rig.program("h2load").toString()));
    command.addAll(List.of("-c", Integer.toString(requests.connections())));
    command.addAll(List.of("-D", span.measured().toMillis() + "ms"));
    command.addAll(List.of("--warm-up-time", warmUp(span) + "ms"));
    command.addAll(words.subList(0, words.size() - 1));
    command.add(words.getLast() + "/" + requests.bytes());
    try {
      Process process = rig.start(Rig.pinned(core, command).redirectErrorStream(true));
      listen(process.inputReader(US_ASCII), mark);
      rig.stop(process);
    } catch (IOException failed) {
      throw new Trouble("h2load does not work: " + failed.getMessage());
    }
    return count();
  }

  private static long warmUp(LoadSide.Span span) {
    return Math.max(span.warmUp().toMillis(), LEAST_WARM_UP.toMillis());
  }

  private void listen(BufferedReader lines, Runnable mark) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("Main benchmark duration is")) {
        mark.run();
      }
      said.add(line);
    }
  }

  private Count count() throws Trouble {
    Matcher requests = find(REQUESTS);
    Matcher statuses = find(STATUSES);
    Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
    put(flaws, Flaw.BROKEN, Long.parseLong(requests.group(2)));
    long others = 0;
    for (int hundred = 2; hundred <= 4; hundred++) {
      others += Long.parseLong(statuses.group(hundred));
    }
    put(flaws, Flaw.STATUS, others);
    return new Count(Long.parseLong(requests.group(1)), flaws);
  }

  private static void put(Map<Flaw, Long> flaws, Flaw flaw, long count) {
    if (count > 0) {
      flaws.put(flaw, count);
    }
  }

  private Matcher find(Pattern pattern) throws Trouble {
    return said.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .orElseThrow(() -> new Trouble("h2load gives no figures:\n" + String.join("\n", said)));
  }
}
