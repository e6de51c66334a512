package dev.goodgate.app.demo;

import dev.goodgate.app.serve.Program;
import dev.goodgate.app.terminal.Exit;
import dev.goodgate.dialects.goodgate.Complaint;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Everything of the demo that runs: endpoints, gateway with console, control address. */
final class RunningDemo implements AutoCloseable {
  /** How a start went. */
  sealed interface Start {
    record Running(RunningDemo demo) implements Start {}

    record Refused(List<String> sentences, Exit exit) implements Start {}
  }

  private static final HostPort ANY = new HostPort("127.0.0.1", 0);

  private final Cast cast;
  private final Program program;
  private final ControlAddress control;
  private final Path folder;

  private RunningDemo(Cast cast, Program program, ControlAddress control, Path folder) {
    this.cast = cast;
    this.program = program;
    this.control = control;
    this.folder = folder;
  }

  /** {@code told} hears of every change that is made by the control address. */
  static Start start(
      HostPort listen,
      HostPort admin,
      Map<String, String> environment,
      NanoClock clock,
      Consumer<String> told)
      throws IOException {
    Cast cast = Cast.open(clock);
    Path folder = Files.createTempDirectory("goodgate-demo-");
    Map<String, String> replaced = new HashMap<>(cast.replaced());
    replaced.put(DemoPlan.LISTEN.toString(), listen.toString());
    replaced.put(DemoPlan.ADMIN.toString(), admin.toString());
    replaced.put(DemoPlan.ACCESS_LOG, folder.resolve(DemoPlan.ACCESS_LOG).toString());
    Start start =
        switch (new DemoPlan(replaced).read()) {
          case Reading.Refused<Plan>(List<Complaint> complaints) ->
              new Start.Refused(
                  complaints.stream().map(Complaint::message).toList(), Exit.WRONG_USE);
          case Reading.Understood<Plan>(Plan plan, _) ->
              switch (Program.start(plan, environment, _ -> {})) {
                case Program.Start.Refused(List<String> sentences, Exit exit) ->
                    new Start.Refused(sentences, exit);
                case Program.Start.Running(Program program) ->
                    new Start.Running(
                        new RunningDemo(cast, program, ControlAddress.open(cast, told), folder));
              };
        };
    if (start instanceof Start.Refused) {
      cast.close();
      remove(folder);
    }
    return start;
  }

  /** This address, or any free one where another program has it. */
  static HostPort freeOr(HostPort usual) {
    try (ServerSocket trial = new ServerSocket()) {
      trial.bind(new InetSocketAddress(InetAddress.ofLiteral(usual.host()), usual.port()));
      return usual;
    } catch (IOException taken) {
      return ANY;
    }
  }

  Cast cast() {
    return cast;
  }

  Program program() {
    return program;
  }

  /** Where this machine reaches the gateway, whatever it listens at. */
  InetSocketAddress gateway() {
    String address = program.addresses().getFirst();
    int slash = address.lastIndexOf('/');
    int colon = address.lastIndexOf(':');
    InetAddress bound = InetAddress.ofLiteral(address.substring(slash + 1, colon));
    return new InetSocketAddress(
        bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound,
        Integer.parseInt(address.substring(colon + 1)));
  }

  Guide.Places places(String command) {
    InetSocketAddress gateway = gateway();
    return new Guide.Places(
        command,
        "http://" + new HostPort(gateway.getAddress().getHostAddress(), gateway.getPort()),
        "http://" + program.consoleAddress(),
        control.url(),
        folder.resolve(DemoPlan.ACCESS_LOG).toString());
  }

  @Override
  public void close() {
    control.close();
    program.close();
    cast.close();
    remove(folder);
  }

  private static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(DemoPlan.ACCESS_LOG));
      Files.deleteIfExists(folder);
    } catch (IOException inUse) {
      // It lies where the system keeps what is temporary.
    }
  }
}
