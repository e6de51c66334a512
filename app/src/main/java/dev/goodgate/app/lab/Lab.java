package dev.goodgate.app.lab;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Signals;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the faults of the lab, or runs one of them until the process is ended. */
@Command(
    name = "lab",
    description = "Runs an endpoint that misbehaves; without FAULT, lists what it can do.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Whatever an endpoint plays, a request for /fault/FAULT gets that fault instead.",
      "Faults of TLS begin before there is a path: name them here. The port speaks",
      "HTTP/1, HTTP/2 with prior knowledge, FastCGI and uwsgi, each in the clear or",
      "within TLS.",
      "",
      "Examples:",
      "  goodgate lab",
      "  goodgate lab --client",
      "  goodgate lab reset-before-response",
      "  goodgate lab h2-goaway:last=ours",
      "  goodgate lab body-stall:framing=chunked,sent=2KiB --listen 127.0.0.1:3001",
      "  goodgate lab tls-cert-expired --certificates /tmp/lab",
      "  goodgate lab --resolver dns-servfail --listen 127.0.0.1:5300",
      "  goodgate lab --link reset-on-the-way:after=1KiB --to 127.0.0.1:3001",
      "  goodgate lab --road mtu-black-hole",
      "  goodgate lab --client slow-head:pause=1s --to 127.0.0.1:8080",
      "  goodgate lab unix-socket-stale --listen unix:/tmp/lab/app.sock"
    })
public final class Lab implements Callable<Integer> {
  private static final String UNIX = "unix:";

  private final Terminal terminal;
  private final NanoClock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FAULT",
      description = "What to do wrong: NAME or NAME:PARAMETER=VALUE,...")
  private @Nullable String fault;

  @Option(
      names = "--listen",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:9503",
      description =
          "Where to listen: HOST:PORT, 0 for any free one, or unix:/path. Default:"
              + " ${DEFAULT-VALUE}.")
  private String listen = "";

  @Option(
      names = "--certificates",
      paramLabel = "FOLDER",
      description =
          "Writes there what a gateway needs for TLS with it: authority.pem, revocations.pem,"
              + " client.pem with client-key.pem.")
  private @Nullable Path certificates;

  @Option(names = "--heads", description = "Shows the head of every request.")
  private boolean heads;

  @Option(names = "--json", description = "Lists the faults as one JSON object.")
  private boolean json;

  @Mixin private NetworkOptions network = new NetworkOptions();

  public Lab(Terminal terminal, NanoClock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Map<Breakable, String> asked = network.asked();
    if (fault != null) {
      asked.put(Breakable.ENDPOINT, fault);
    }
    if (asked.size() > 1) {
      throw wrongUse("an endpoint, --resolver, --link, --road and --client run alone");
    }
    Breakable what = asked.keySet().stream().findFirst().orElse(Breakable.ENDPOINT);
    String wanted = asked.getOrDefault(what, "");
    try {
      check(what, wanted);
      if (wanted.isEmpty()) {
        list(what, asked.isEmpty());
      } else {
        run(what, wanted);
      }
    } catch (SocketException taken) {
      throw new IOException("cannot listen on " + listen + ": " + taken.getMessage(), taken);
    } catch (IllegalArgumentException cannotBe) {
      throw wrongUse(Terminal.printable(String.valueOf(cannotBe.getMessage())));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return Exit.DONE.code();
  }

  /** Refuses what is written and would not be used. */
  private void check(Breakable what, String wanted) {
    network.check(what);
    if (json && !wanted.isEmpty()) {
      throw new IllegalArgumentException("--json lists the faults: it goes without FAULT");
    }
    if (what != Breakable.ENDPOINT && (heads || certificates != null)) {
      throw new IllegalArgumentException("--heads and --certificates go with an endpoint");
    }
  }

  private void list(Breakable what, boolean everything) {
    FaultList list = new FaultList(terminal);
    if (json) {
      list.printJson(everything ? List.of(Breakable.values()) : List.of(what));
    } else {
      list.print(what);
    }
  }

  private void run(Breakable what, String wanted) throws IOException, InterruptedException {
    // So that sockets, files and namespaces are taken away on the way out.
    Signals.onEnd(Thread.currentThread()::interrupt);
    Signals.onHangUp(Thread.currentThread()::interrupt);
    NetworkRun between = new NetworkRun(terminal, clock, new Random(clock.nanos()));
    // What is wrongly written is said before anything begins.
    Object known = what.menu().of(wanted);
    assert known != null;
    switch (what) {
      case ENDPOINT -> runEndpoint(wanted, Fault.MENU.of(wanted));
      case RESOLVER -> between.resolver(wanted, address(listen), network.zone());
      case LINK -> between.link(wanted, address(listen), address(network.to(what)));
      case ROAD -> between.road(wanted);
      case CLIENT -> new ClientRun(terminal).play(wanted, address(network.to(what)));
    }
  }

  private void runEndpoint(String wanted, Fault understood)
      throws IOException, InterruptedException {
    Narrator narrator = new Narrator(terminal, heads);
    Path folder = certificates;
    try (ScriptedOrigin origin = start(narrator)) {
      origin.play(wanted);
      if (folder != null) {
        write(folder, origin);
      }
      narrator.begin(wanted, understood, origin.endpoint());
      if (folder != null || understood instanceof Fault.Tls) {
        narrator.tellOfTls(origin.endpoint(), folder == null ? "" : folder.toString());
      }
      new CountDownLatch(1).await();
    }
  }

  private ScriptedOrigin start(Narrator narrator) throws IOException {
    SocketAddress address =
        listen.startsWith(UNIX)
            ? UnixDomainSocketAddress.of(listen.substring(UNIX.length()))
            : address(listen);
    return ScriptedOrigin.start("lab", address, clock, narrator);
  }

  private static void write(Path folder, ScriptedOrigin origin) throws IOException {
    try {
      new CertificateFiles(folder).write(origin.tls());
    } catch (FileSystemException failed) {
      throw new IOException("cannot write certificates: " + failed.getMessage(), failed);
    }
  }

  private InetSocketAddress address(String written) throws IOException {
    int colon = written.lastIndexOf(':');
    String host = colon < 1 ? "127.0.0.1" : written.substring(0, colon);
    String port = written.substring(colon + 1);
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw wrongUse("an address is HOST:PORT, such as 127.0.0.1:3001");
    }
    InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
    if (address.isUnresolved()) {
      throw new IOException("no host is called " + Terminal.printable(host));
    }
    return address;
  }

  private ParameterException wrongUse(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
