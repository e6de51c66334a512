package dev.goodgate.app.demo;

import dev.goodgate.app.demo.Cast.Change;
import dev.goodgate.app.demo.Cast.Role;
import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Prose;
import dev.goodgate.app.terminal.Signals;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.app.why.Why;
import dev.goodgate.console.Console;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.time.NanoClock;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a gateway with endpoints to break, and tells whose fault each failure is. */
@Command(
    name = "demo",
    description = "Runs a gateway with endpoints to break, all in one process.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "It prints what to open, what to break and what to see. It is all on this",
      "machine, and gone when it ends.",
      "",
      "Examples:",
      "  goodgate demo",
      "  goodgate demo --listen 127.0.0.1:8000",
      "  goodgate demo --plan > goodgate.yaml"
    })
public final class Demo implements Callable<Integer> {
  private static final int LOOK_MILLIS = 100;
  private static final int LOOKED_AT = 1_000;

  private final Terminal terminal;
  private final Map<String, String> environment;
  private final InputStream in;
  private final NanoClock clock;
  private final CountDownLatch ended = new CountDownLatch(1);

  @Option(
      names = "--listen",
      paramLabel = "ADDR",
      description = "Where the gateway listens. Default: 127.0.0.1:8080, or a free port.")
  private @Nullable String listen;

  @Option(
      names = "--admin",
      paramLabel = "ADDR",
      description = "Where the console is. Default: 127.0.0.1:9502, or a free port.")
  private @Nullable String admin;

  @Option(names = "--no-input", description = "Reads no keys.")
  private boolean noInput;

  @Option(names = "--plan", description = "Prints the plan it runs, and ends.")
  private boolean plan;

  public Demo(Terminal terminal, Map<String, String> environment, InputStream in, NanoClock clock) {
    this.terminal = terminal;
    this.environment = environment;
    this.in = in;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (plan) {
      terminal.out().print(DemoPlan.asWritten().text());
      return Exit.DONE.code();
    }
    Reading<HostPort> at = address("--listen", listen, DemoPlan.LISTEN);
    Reading<HostPort> console = address("--admin", admin, DemoPlan.ADMIN);
    if (at instanceof Reading.Understood<HostPort>(HostPort listenAt, _)
        && console instanceof Reading.Understood<HostPort>(HostPort consoleAt, _)) {
      return run(listenAt, consoleAt).code();
    }
    at.complaints().forEach(complaint -> terminal.err().println(complaint.render()));
    console.complaints().forEach(complaint -> terminal.err().println(complaint.render()));
    return Exit.WRONG_USE.code();
  }

  /** What somebody asked for is taken as it is; the usual address gives way. */
  private static Reading<HostPort> address(String option, @Nullable String asked, HostPort usual) {
    return asked == null
        ? new Reading.Understood<>(RunningDemo.freeOr(usual), List.of())
        : PlanReader.readAddress(option, asked);
  }

  private Exit run(HostPort listenAt, HostPort consoleAt) throws IOException, InterruptedException {
    Signals.onEnd(ended::countDown);
    Signals.onHangUp(ended::countDown);
    return switch (RunningDemo.start(listenAt, consoleAt, environment, clock, this::say)) {
      case RunningDemo.Start.Refused(List<String> sentences, Exit exit) -> {
        sentences.forEach(sentence -> terminal.err().println("goodgate: " + sentence));
        yield exit;
      }
      case RunningDemo.Start.Running(RunningDemo demo) -> {
        try (demo) {
          show(demo);
        }
        yield Exit.DONE;
      }
    };
  }

  /** Until told to end. */
  private void show(RunningDemo demo) throws InterruptedException {
    boolean keys = !noInput && Keys.somebodyTypes(terminal);
    Guide guide = new Guide(terminal, demo.places(Terminal.calledAs(environment)), keys);
    tell(guide.text(demo.cast()));
    moved(demo);
    demo.program()
        .unusualTransport()
        .ifPresent(name -> tell("The gateway's transport is " + name + "."));
    if (keys) {
      Thread.ofPlatform()
          .daemon()
          .name("demo keys")
          .start(new Keys(in, deeds(demo, guide), this::tell));
    }
    Console.Doors doors = demo.program().doors();
    FailureLines lines =
        new FailureLines(
            exchange -> doors.diagnosing().examine(exchange).verdict(),
            Catalogue.load(),
            ZoneId.systemDefault(),
            new Prose(terminal.columns()),
            guide.why());
    do {
      lines.next(doors.exchanges().recentFailures(LOOKED_AT), clock.nanos()).forEach(this::tell);
    } while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void moved(RunningDemo demo) {
    if (listen == null && demo.gateway().getPort() != DemoPlan.LISTEN.port()) {
      tell(DemoPlan.LISTEN + " is taken: the gateway listens at a free port instead.");
    }
    if (admin == null && demo.program().consoleAddress().port() != DemoPlan.ADMIN.port()) {
      tell(DemoPlan.ADMIN + " is taken: the console is at a free port instead.");
    }
  }

  private Map<String, Runnable> deeds(RunningDemo demo, Guide guide) {
    Cast cast = demo.cast();
    Visitor visitor = new Visitor(demo.gateway(), clock);
    Map<String, Runnable> deeds = new HashMap<>();
    deeds.put("1", () -> tell(cast.worsen(Role.SHOP_A)));
    deeds.put("2", () -> tell(cast.worsen(Role.SHOP_B)));
    deeds.put("3", () -> tell(cast.worsen(Role.CHECKOUT)));
    deeds.put("m", () -> tell(cast.mendAll()));
    deeds.put("g", () -> tell(visitor.ask("/")));
    deeds.put("c", () -> tell(visitor.ask("/checkout/")));
    deeds.put("w", () -> why(demo));
    deeds.put("?", () -> tell(guide.text(cast)));
    deeds.put("q", ended::countDown);
    return deeds;
  }

  private void why(RunningDemo demo) {
    List<Exchange> latest = demo.program().doors().exchanges().recentFailures(1);
    if (latest.isEmpty()) {
      tell("Nothing has failed yet: type c, or break the shop with 1 and 2 and type g.");
      return;
    }
    new CommandLine(new Why(terminal, environment))
        .execute(
            "--admin", "http://" + demo.program().consoleAddress(), "--", latest.getFirst().id());
  }

  private void tell(Change change) {
    switch (change) {
      case Change.Done(String tells) -> say(tells);
      case Change.Unclear(String why) -> say(why);
    }
  }

  private void say(String sentences) {
    tell(new Prose(terminal.columns()).wrap("", sentences));
  }

  /** Lines of any thread stay whole. */
  private void tell(String words) {
    terminal.out().print(words + System.lineSeparator());
    terminal.out().flush();
  }
}
