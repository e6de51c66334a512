package dev.goodgate.app.serve;

import dev.goodgate.app.meters.GatewayMeters;
import dev.goodgate.app.meters.PlanHistory;
import dev.goodgate.app.meters.Release;
import dev.goodgate.app.meters.Sources;
import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.app.trace.Tracer;
import dev.goodgate.console.Console;
import dev.goodgate.doctor.Doctor;
import dev.goodgate.gateway.Gateway;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The composition root of a running gateway: gateway, doctor and console put together. Closed by
 * whoever started it; drains first if asked to.
 */
public final class Program implements AutoCloseable {
  private final AtomicReference<Plan> plan;
  private final Parts parts;

  /** What was put together; {@code draining} is what the console is told by. */
  private record Parts(
      Gateway gateway,
      Console console,
      Console.Doors doors,
      Gateway.Surroundings surroundings,
      AtomicBoolean draining,
      PlanHistory history,
      Tracer tracer) {}

  private Program(AtomicReference<Plan> plan, Parts parts) {
    this.plan = plan;
    this.parts = parts;
  }

  /** How a start went. */
  public sealed interface Start {
    record Running(Program program) implements Start {}

    /** The sentences say why not; {@code exit} is what the command ends with. */
    record Refused(List<String> sentences, Exit exit) implements Start {}
  }

  /**
   * Starts everything; {@code environment} may hold the console's token, and {@code tell} hears
   * sentences for whoever operates it.
   */
  public static Start start(Plan plan, Map<String, String> environment, Consumer<String> tell) {
    List<String> missing = Abilities.missing(plan);
    if (!missing.isEmpty()) {
      return new Start.Refused(
          missing.stream().map(what -> what + " cannot be done by this version yet").toList(),
          Exit.WRONG_USE);
    }
    Optional<Transport> transport = Transport.chosen(environment);
    if (transport.isEmpty()) {
      return new Start.Refused(List.of(unknownTransport(environment)), Exit.WRONG_USE);
    }
    if (speaksTls(plan)) {
      Optional<EngineLibrary> engines = EngineLibrary.chosen(environment);
      if (engines.isEmpty()) {
        return new Start.Refused(List.of(unknownEngines(environment)), Exit.WRONG_USE);
      }
      tell.accept("TLS by " + engines.get().says());
    }
    OutputStream accessLog;
    try {
      accessLog = openAccessLog(plan.accessLog());
    } catch (IOException unwritable) {
      return refused("the access log cannot be written: " + whyNot(unwritable));
    }
    Tracer tracer = new Tracer(plan, Release.version());
    Gateway.Surroundings surroundings =
        new Gateway.Surroundings(
            System::nanoTime,
            InstantSource.system(),
            new SecureRandom(),
            accessLog,
            transport.get(),
            tracer,
            () -> EngineLibrary.chosen(environment).orElse(EngineLibrary.JDK),
            tell,
            Gateway.Surroundings.USUAL_LOOKS);
    return switch (Gateway.start(plan, surroundings)) {
      case Gateway.Start.CannotListen(var address, String reason) -> {
        tracer.close();
        yield refused("cannot listen at " + text(address) + ": " + whyNot(address, reason));
      }
      case Gateway.Start.CannotUseFiles(var complaints) -> {
        tracer.close();
        yield new Start.Refused(complaints, Exit.WRONG_USE);
      }
      case Gateway.Start.Running(Gateway gateway) ->
          withConsole(gateway, plan, surroundings, environment, tracer);
    };
  }

  private static Start withConsole(
      Gateway gateway,
      Plan started,
      Gateway.Surroundings surroundings,
      Map<String, String> environment,
      Tracer tracer) {
    AtomicReference<Plan> plan = new AtomicReference<>(started);
    AtomicBoolean draining = new AtomicBoolean();
    Catalogue catalogue = Catalogue.load();
    Doctor doctor = new Doctor(catalogue);
    PlanHistory history = new PlanHistory(started, surroundings.wallClock());
    Console.Doors doors =
        new Console.Doors(
            new KeptExchanges(gateway.reporter()),
            new Explaining(doctor, plan::get, gateway.reporter()),
            GatewayMeters.of(
                new Sources(gateway, history, tracer, () -> !draining.get(), Release.version())),
            () -> !draining.get());
    try {
      Console console =
          Console.start(
              started.admin().address(),
              Optional.ofNullable(environment.get("GOODGATE_TOKEN")),
              catalogue,
              doors);
      return new Start.Running(
          new Program(
              plan, new Parts(gateway, console, doors, surroundings, draining, history, tracer)));
    } catch (IOException occupied) {
      gateway.close();
      tracer.close();
      return refused(
          "the console cannot be served at "
              + started.admin().address()
              + ": "
              + occupied.getMessage());
    }
  }

  /** Engines are loaded for those only who need them: that takes a while. */
  private static boolean speaksTls(Plan plan) {
    return plan.listeners().stream().anyMatch(each -> each.tls().isPresent())
        || plan.upstreams().values().stream()
            .flatMap(upstream -> upstream.endpoints().stream())
            .anyMatch(endpoint -> endpoint.protocol() == Endpoint.Protocol.HTTPS);
  }

  private static String unknownEngines(Map<String, String> environment) {
    return EngineLibrary.VARIABLE
        + "="
        + Terminal.printable(environment.getOrDefault(EngineLibrary.VARIABLE, ""))
        + " names no TLS engines of this machine, which has "
        + EngineLibrary.here().stream().map(EngineLibrary::key).collect(Collectors.joining(", "));
  }

  private static String unknownTransport(Map<String, String> environment) {
    return Transport.VARIABLE
        + "="
        + Terminal.printable(environment.getOrDefault(Transport.VARIABLE, ""))
        + " names no transport of this machine, which has "
        + Transport.here().stream().map(Transport::key).collect(Collectors.joining(", "));
  }

  private static OutputStream openAccessLog(AccessLog log) throws IOException {
    return switch (log) {
      case AccessLog.Off _ -> OutputStream.nullOutputStream();
      case AccessLog.Stdout _ -> new FileOutputStream(FileDescriptor.out);
      case AccessLog.ToFile(String path, _) ->
          Files.newOutputStream(
              Path.of(path),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.APPEND);
    };
  }

  private static String whyNot(IOException unwritable) {
    return switch (unwritable) {
      case NoSuchFileException absent -> "there is no folder for " + absent.getMessage();
      case AccessDeniedException denied -> denied.getMessage() + ": permission denied";
      default -> String.valueOf(unwritable.getMessage());
    };
  }

  /** A name without an address is no errno. */
  private static String whyNot(SocketAddress address, String reason) {
    return address instanceof InetSocketAddress named && named.isUnresolved()
        ? "this machine knows no address of that name"
        : reason;
  }

  private static Start refused(String sentence) {
    return new Start.Refused(List.of(sentence), Exit.COULD_NOT);
  }

  static String text(Object address) {
    String text = address.toString().replace("/<unresolved>", "");
    return text.startsWith("/") ? text.substring(1) : text;
  }

  /** Where clients are served. */
  public List<String> addresses() {
    return parts.gateway().addresses().stream().map(Program::text).toList();
  }

  /** The transport's name, where somebody chose one that is not the usual; else empty. */
  public Optional<String> unusualTransport() {
    return Optional.of(parts.surroundings().transport())
        .filter(chosen -> chosen != Transport.usual())
        .map(Transport::key);
  }

  public HostPort consoleAddress() {
    return parts.console().address();
  }

  /** What the console shows, for others who tell it. */
  public Console.Doors doors() {
    return parts.doors();
  }

  /**
   * Goes by another plan from the next exchange on. Returns what could not be done, in sentences:
   * none where all is as wanted. Not from two threads at once.
   */
  public List<String> reload(Plan next) {
    List<String> missing = Abilities.missing(next);
    if (!missing.isEmpty()) {
      parts.history().refused();
      return missing.stream()
          .map(what -> what + " cannot be done by this version yet; the old plan stays")
          .toList();
    }
    Plan old = plan.get();
    return parts
        .gateway()
        .reload(next)
        .map(trouble -> {
          parts.history().refused();
          return oldPlanStays(trouble);
        })
        .orElseGet(() -> {
          plan.set(next);
          parts.history().applied(next);
          parts.tracer().turnTo(next);
          return needsRestart(old, next);
        });
  }

  private static List<String> oldPlanStays(Gateway.Start.Trouble trouble) {
    return switch (trouble) {
      case Gateway.Start.CannotListen(var address, String reason) ->
          List.of("cannot listen at " + text(address) + ": " + reason + "; the old plan stays");
      case Gateway.Start.CannotUseFiles(var complaints) ->
          complaints.stream().map(each -> each + "; the old plan stays").toList();
    };
  }

  /** A plan was to be applied, and could not even be understood. */
  public void keepPlan() {
    parts.history().refused();
  }

  private static List<String> needsRestart(Plan old, Plan next) {
    List<String> sentences = new ArrayList<>();
    if (!old.admin().equals(next.admin())) {
      sentences.add("the console's address changes with the next start only");
    }
    if (!old.accessLog().equals(next.accessLog())) {
      sentences.add("the access log changes with the next start only");
    }
    if (!old.loops().equals(next.loops())) {
      sentences.add("the number of loops changes with the next start only");
    }
    return sentences;
  }

  /**
   * Lets what is under way end, at most as long as the plan's drain limit; false when that was not
   * enough.
   */
  public boolean drain() {
    parts.draining().set(true);
    try {
      long patience = plan.get().limits().drain().toMillis();
      parts.gateway().drain().get(patience, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Override
  public void close() {
    parts.gateway().close();
    parts.tracer().close();
    parts.console().close();
    try {
      parts.surroundings().accessLog().flush();
    } catch (IOException _) {
      // the reporter has counted what could not be written
    }
  }
}
