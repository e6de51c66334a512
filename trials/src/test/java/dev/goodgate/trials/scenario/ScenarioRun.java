package dev.goodgate.trials.scenario;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.lab.origin.Sighting;
import dev.goodgate.trials.scenario.Scenario.Expected;
import dev.goodgate.trials.scenario.Scenario.Scene;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays one scenario against one gateway, on loopback, with everything of its own. The client keeps
 * its connection from one request to the next for as long as it may.
 */
final class ScenarioRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final Scenario scenario;
  private final Map<String, ScriptedOrigin> origins = new LinkedHashMap<>();
  private final Subject subject;
  private final Subject.Kind kind;
  private final List<Sight> sights = new ArrayList<>();
  private @Nullable RawClient client;

  private ScenarioRun(Scenario scenario, Subject.Kind kind) throws IOException {
    this.scenario = scenario;
    this.kind = kind;
    String plan = scenario.plan().replace("{listen}", "127.0.0.1:0");
    try {
      for (Map.Entry<String, List<String>> each : scenario.origins().entrySet()) {
        ScriptedOrigin origin = start(each.getKey());
        origins.put(each.getKey(), origin);
        origin.play(each.getValue().toArray(String[]::new));
        plan = plan.replace("{" + each.getKey() + "}", "127.0.0.1:" + origin.port());
      }
      subject = kind.start(plan);
    } catch (IOException | RuntimeException failed) {
      origins.values().forEach(ScriptedOrigin::close);
      throw failed;
    }
  }

  /** What was seen of each request, in order. */
  static List<Sight> of(Scenario scenario, Subject.Kind kind)
      throws IOException, InterruptedException {
    try (ScenarioRun run = new ScenarioRun(scenario, kind)) {
      for (Scene scene : scenario.scenes()) {
        run.play(scene);
      }
      return run.sights;
    }
  }

  @Override
  public void close() throws IOException {
    leave();
    try (subject) {
      origins.values().forEach(ScriptedOrigin::close);
    }
  }

  private void play(Scene scene) throws IOException, InterruptedException {
    switch (scene) {
      case Scene.Switch(String name, List<String> faults) ->
          origin(name).play(faults.toArray(String[]::new));
      case Scene.Await(String name) -> {
        if (!origin(name).journal().await(PATIENCE, ScenarioRun::allGone)) {
          throw new IOException("connections of " + name + " are still open");
        }
      }
      case Scene.Send send -> send(send);
      case Scene.Ask ask -> {
        for (int count = 0; count < ask.times(); count++) {
          ask(ask, scenario.name().replaceAll("[^A-Za-z0-9]", "-") + "-" + sights.size());
        }
      }
    }
  }

  private void ask(Scene.Ask ask, String requestId) throws IOException {
    long began = System.nanoTime();
    RawClient open = client(ask.expected());
    open.send(ask.request().head(requestId));
    sendBody(open, ask.request().body());
    RawReply reply = ask.request().method().equals("HEAD") ? open.replyToHead() : open.reply();
    note(ask.line(), ask.expected(), reply, requestId, began);
  }

  private void send(Scene.Send send) throws IOException {
    long began = System.nanoTime();
    leave();
    RawClient open = client(send.expected().getFirst());
    open.send(send.bytes());
    for (Expected expected : send.expected()) {
      RawReply reply = open.reply();
      note(send.line(), expected, reply, reply.field("X-Request-Id").orElse(""), began);
    }
    leave();
  }

  private void note(int line, Expected expected, RawReply reply, String requestId, long began)
      throws IOException {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    if (!reply.whole() || reply.field("connection").filter("close"::equalsIgnoreCase).isPresent()) {
      leave();
    }
    Optional<Subject.Account> account =
        expected.wantsAccount() ? subject.account(requestId, patience(expected)) : Optional.empty();
    sights.add(
        new Sight(
            expected,
            reply,
            account,
            took,
            Judge.complaints(kind, line, expected, reply, account)));
  }

  private RawClient client(Expected expected) throws IOException {
    RawClient open = client;
    if (open == null) {
      open = RawClient.connect(subject.address(), patience(expected));
      client = open;
    }
    return open;
  }

  /** Where silence is what is expected, it is not waited for so long. */
  private Duration patience(Expected expected) {
    return expected.ends(kind.name()).equals(Set.of(Completion.SILENT)) ? SHORT : PATIENCE;
  }

  /** A gateway may answer, and close, before it has had the body: its answer is what counts. */
  private static void sendBody(RawClient open, int bytes) {
    String piece = "u".repeat(Math.min(bytes, 16 * 1024));
    try {
      for (int left = bytes; left > 0; left -= piece.length()) {
        open.send(piece.substring(0, Math.min(left, piece.length())));
      }
    } catch (IOException answeredEarly) {
      // The reply, or its absence, tells.
    }
  }

  private void leave() throws IOException {
    RawClient open = client;
    client = null;
    if (open != null) {
      open.close();
    }
  }

  private ScriptedOrigin origin(String name) {
    return Optional.ofNullable(origins.get(name)).orElseThrow();
  }

  private static boolean allGone(List<Sighting> seen) {
    return seen.stream().filter(Sighting.Came.class::isInstance).count()
        == seen.stream().filter(Sighting.Gone.class::isInstance).count();
  }

  private static ScriptedOrigin start(String name) throws IOException {
    return ScriptedOrigin.start(
        name,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        System::nanoTime,
        sighting -> {});
  }
}
