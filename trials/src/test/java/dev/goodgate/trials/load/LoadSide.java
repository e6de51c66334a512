package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The other core: the upstream with the generator, each a process of its own. */
final class LoadSide {
  private final Rig rig;
  private final int core;
  private final int upstreamPort;
  private final BufferedReader results;
  private final PrintStream orders;

  LoadSide(Rig rig, int core) throws IOException, Trouble {
    this.rig = rig;
    this.core = core;
    String port = start(LoadUpstream.class).inputReader(US_ASCII).readLine();
    if (port == null) {
      throw new Trouble("the upstream does not start");
    }
    upstreamPort = Integer.parseInt(port);
    Process generator = start(LoadGenerator.class);
    results = generator.inputReader(US_ASCII);
    orders = new PrintStream(generator.getOutputStream(), true, US_ASCII);
  }

  int upstreamPort() {
    return upstreamPort;
  }

  /** {@code mark} is told when the measurement begins, again when it is over. */
  Answers ask(int port, Workload.Asking asking, Span span, Runnable mark) throws Trouble {
    return switch (asking) {
      case Workload.Requests requests -> new Answers(ask(port, requests, span, mark), 0, 0);
      case Workload.Paced paced -> pace(port, paced, span, mark);
    };
  }

  private Count ask(int port, Workload.Requests requests, Span span, Runnable mark) throws Trouble {
    if (requests.way() != Way.PLAIN) {
      return new H2load(rig, core).ask(port, requests, span, mark);
    }
    orders.println(
        "ask %d %d %s %d %d %d"
            .formatted(
                port,
                requests.bytes(),
                requests.isFresh() ? "fresh" : "keep",
                requests.connections(),
                span.warmUp().toMillis(),
                span.measured().toMillis()));
    expect("measuring");
    mark.run();
    String count = expect("done ");
    mark.run();
    return Count.read(count);
  }

  private Answers pace(int port, Workload.Paced paced, Span span, Runnable mark) throws Trouble {
    orders.println(
        "pace %d %d %d %d %d %d"
            .formatted(
                port,
                paced.bytes(),
                paced.rate(),
                paced.connections(),
                span.warmUp().toMillis(),
                span.measured().toMillis()));
    expect("measuring");
    mark.run();
    String[] waits = expect("waits ").split(" ");
    mark.run();
    return new Answers(
        Count.read(expect("done ")), Long.parseLong(waits[0]), Long.parseLong(waits[1]));
  }

  /** What came of a load, with the microseconds that answers took where they had a time to come. */
  record Answers(Count count, long median, long percentile99) {}

  /** Opens connections that stay until {@link #letGo}. */
  Count hold(int port, int connections) throws Trouble {
    orders.println("hold " + port + " " + connections);
    return Count.read(expect("held "));
  }

  void letGo() throws Trouble {
    orders.println();
    expect("left");
  }

  /** How long a load lasts. */
  record Span(Duration warmUp, Duration measured) {}

  private String expect(String start) throws Trouble {
    try {
      String line = results.readLine();
      if (line != null && line.startsWith(start)) {
        return line.substring(start.length());
      }
      throw new Trouble("the generator says " + line + " instead of " + start);
    } catch (IOException gone) {
      throw new Trouble("the generator is gone: " + gone.getMessage());
    }
  }

  private Process start(Class<?> program) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName());
    return rig.start(Rig.pinned(core, command).redirectError(ProcessBuilder.Redirect.INHERIT));
  }
}
