package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The benchmark of the house: what a request costs Goodgate, nginx, HAProxy in processor time, on
 * one core each, in one run. Started by {@code trials/load}; ends with 0, with 1 if there were
 * wrong answers, 2 for wrong use, 3 if it could not be run.
 */
public final class Load {
  private final Options options;
  private final String command;

  private Load(Options options, String command) {
    this.options = options;
    this.command = command;
  }

  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    if (words.contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    System.exit(run(words));
  }

  private static int run(List<String> words) throws InterruptedException {
    try {
      Options options = Options.read(words);
      return new Load(options, ("trials/load " + String.join(" ", words)).strip()).run();
    } catch (IllegalArgumentException wrongUse) {
      System.err.println("load: " + wrongUse.getMessage() + "\n\n" + Options.HELP);
      return 2;
    } catch (Trouble | IOException trouble) {
      System.err.println("load: " + trouble.getMessage());
      return 3;
    }
  }

  private int run() throws IOException, Trouble, InterruptedException {
    Path page = options.page().orElse(null);
    if (page != null) {
      BenchmarksPage.renew(Files.readString(page), "");
    }
    Report report = measure();
    String table = Tables.write(report);
    System.out.print(table);
    if (page != null) {
      Files.writeString(page, BenchmarksPage.renew(Files.readString(page), table));
    }
    if (options.json().isPresent()) {
      String json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report);
      Files.writeString(options.json().get(), json + "\n");
    }
    return report.isClean() ? 0 : 1;
  }

  private Report measure() throws IOException, Trouble, InterruptedException {
    List<Kind> kinds = List.of(Kind.values());
    Machine machine = Machine.look(LocalDate.now(), kinds);
    stayOff(options.core());
    try (Rig rig = new Rig()) {
      // For Ctrl-C: what was started ends with us.
      Thread cleaner = new Thread(rig::close, "cleaner");
      Runtime.getRuntime().addShutdownHook(cleaner);
      LoadSide load = new LoadSide(rig, options.loadCore());
      List<Contestant> contestants = new ArrayList<>();
      for (Kind each : kinds) {
        contestants.add(new Contestant(each, rig, options.core(), load.upstreamPort()));
      }
      return measure(machine, new Rounds(options, load, contestants, System.err));
    }
  }

  private Report measure(Machine machine, Rounds rounds)
      throws IOException, Trouble, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    List<Memory> memory = new ArrayList<>();
    List<Pauses> pauses = new ArrayList<>();
    List<Workload.Asking> asking = new ArrayList<>();
    for (Workload each : options.workloads()) {
      switch (each) {
        case Workload.Asking asked -> asking.add(asked);
        case Workload.Idle _ -> memory.addAll(rounds.memory());
        case Workload.StartUp startUp -> samples.addAll(rounds.startUps(startUp));
      }
    }
    if (!asking.isEmpty()) {
      Rounds.Asked asked = rounds.requests(asking);
      samples.addAll(asked.samples());
      pauses.addAll(asked.pauses());
    }
    List<Row> rows =
        samples.stream()
            .map(Sample::workload)
            .distinct()
            .flatMap(each -> Row.of(each, samples).stream())
            .toList();
    return new Report(machine, command, rows, memory, pauses, samples);
  }

  /** This process reads clocks meanwhile, which must not cost the gateways' core. */
  private void stayOff(int core) throws IOException, Trouble, InterruptedException {
    String self = Long.toString(ProcessHandle.current().pid());
    taskset("-c", Integer.toString(core), "true");
    taskset("-a", "-p", "-c", Integer.toString(options.loadCore()), self);
  }

  private static void taskset(String... arguments)
      throws IOException, Trouble, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Rig.program("taskset").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new Trouble("needs a core for the gateways, another for the load: " + said.strip());
    }
  }
}
