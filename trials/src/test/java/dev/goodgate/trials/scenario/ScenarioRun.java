package dev.goodgate.trials.scenario;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
import dev.goodgate.trials.backstage.Backstage;
import dev.goodgate.trials.backstage.ScriptedBackstage;
import dev.goodgate.trials.scenario.Scenario.Conduct;
import dev.goodgate.trials.scenario.Scenario.Expected;
import dev.goodgate.trials.scenario.Scenario.Part;
import dev.goodgate.trials.scenario.Scenario.Scene;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plays one scenario against one gateway, on loopback, with everything of its own. The client keeps
 * its connection from one request to the next for as long as it may.
 */
public final class ScenarioRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** More than one silence: who ends a reply ends the connection, and must not seem to be reset. */
  private static final Duration LONGEST = PATIENCE.plusSeconds(5);

  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration MARGIN = Duration.ofSeconds(3);
  private static final Duration FOR_LOGS = Duration.ofSeconds(3);
  private static final Pattern ID = Pattern.compile("(?i)\r\nx-request-id: *([^\r\n]*)\r\n");

  private final Scenario scenario;
  private final Map<String, Backstage> origins = new LinkedHashMap<>();
  private final Subject subject;
  private final Subject.Kind kind;
  private final List<Played.Sight> sights = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private @Nullable RawClient client;

  private ScenarioRun(Scenario scenario, Subject.Kind kind) throws IOException {
    this.scenario = scenario;
    this.kind = kind;
    try {
      for (Map.Entry<String, Part> each : scenario.origins().entrySet()) {
        Backstage origin = Lexicon.kind(each.getValue().kind()).start(each.getKey());
        origins.put(each.getKey(), origin);
        origin.play(each.getValue().faults());
      }
      subject = kind.start(plan());
    } catch (IOException | RuntimeException failed) {
      closeOrigins();
      throw failed;
    }
  }

  /** Why that gateway cannot be told the plan of a scenario. */
  public static Optional<String> lacksWordsFor(Scenario scenario, Subject.Kind kind) {
    String plan = scenario.plan().replace("{listen}", "127.0.0.1:0");
    for (String each : scenario.origins().keySet()) {
      plan = plan.replace("{" + each + "}", "127.0.0.1:1").replaceAll(file(each), "/$1.pem");
    }
    return kind.lacksWordsFor(plan);
  }

  /** What was seen of each request, in order, and what the gateway wrote. */
  public static Played of(Scenario scenario, Subject.Kind kind)
      throws IOException, InterruptedException {
    ScenarioRun run = new ScenarioRun(scenario, kind);
    Map<Integer, String> ports;
    try (run) {
      for (Scene scene : scenario.scenes()) {
        run.play(scene);
      }
      run.leave();
      run.awaitLogs();
      ports = run.ports();
      if (!run.subject.alive() && !run.wasToDie()) {
        run.troubles.add(kind.name() + " is no longer there");
      }
    }
    return new Played(
        run.sights,
        run.troubles,
        run.subject.documents(),
        run.origins.values().stream().flatMap(each -> each.documents().stream()).toList(),
        ports);
  }

  private boolean wasToDie() {
    return sights.stream().anyMatch(sight -> sight.expected().kills(kind.name()));
  }

  @Override
  public void close() throws IOException {
    leave();
    try (subject) {
      closeOrigins();
    }
  }

  private String plan() throws IOException {
    String plan = scenario.plan().replace("{listen}", "127.0.0.1:0");
    for (Map.Entry<String, Backstage> each : origins.entrySet()) {
      plan = plan.replace("{" + each.getKey() + "}", each.getValue().address());
      Matcher file = Pattern.compile(file(each.getKey())).matcher(plan);
      while (file.find()) {
        plan = plan.replace(file.group(), each.getValue().file(file.group(1)));
        file.reset(plan);
      }
    }
    return plan;
  }

  private static String file(String origin) {
    return "\\{" + origin + "\\.([a-z-]+)}";
  }

  private void play(Scene scene) throws IOException, InterruptedException {
    switch (scene) {
      case Scene.Switch(String name, List<String> faults) -> origin(name).play(faults);
      case Scene.Await(String name) -> {
        if (!origin(name).awaitQuiet(PATIENCE)) {
          throw new IOException("connections of " + name + " are still open");
        }
      }
      case Scene.Send send -> send(send);
      case Scene.Ask ask -> {
        for (int count = 0; count < ask.times(); count++) {
          ask(ask, "r" + sights.size());
        }
      }
    }
  }

  private void ask(Scene.Ask ask, String requestId) throws IOException, InterruptedException {
    long began = System.nanoTime();
    RawClient open = client(ask.expected());
    open.send(ask.request().head(requestId));
    sendBody(open, ask.request().body());
    RawReply reply = read(open, ask.request().method().equals("HEAD"));
    note(new Told(ask.line(), requestId, began, false), ask.expected(), reply);
    if (kind.knowsCauses() && ask.expected().bodyOf().isPresent()) {
      compare(ask, requestId, reply);
    }
    Duration allowed = subject.longestSilence(reply.status() > 0).plus(MARGIN);
    // Who wrote its line believes to have answered: then it is the reply that never ends.
    if (reply.completion() == Completion.SILENT
        && allowed.compareTo(PATIENCE) < 0
        && !ask.expected().ends(kind.name()).contains(Completion.SILENT)
        && subject.account(requestId, SHORT).isEmpty()) {
      troubles.add("line " + ask.line() + ": hangs beyond the timeouts of its plan");
    }
  }

  /** Not a byte of the body may have changed on its way through the gateway. */
  private void compare(Scene.Ask ask, String requestId, RawReply reply) throws IOException {
    String[] at = origin(ask.expected().bodyOf().orElseThrow()).address().split(":", 2);
    try (RawClient direct =
        RawClient.connect(new InetSocketAddress(at[0], Integer.parseInt(at[1])), PATIENCE)) {
      String sent = direct.send(ask.request().head(requestId)).reply().body();
      if (!reply.body().equals(sent)) {
        troubles.add(
            "line %d: expected the %d bytes of the origin, saw %d others"
                .formatted(ask.line(), sent.length(), reply.body().length()));
      }
    }
  }

  /** A client that leaves has no reply, and a gateway may have closed before it is done. */
  private void send(Scene.Send send) throws IOException {
    long began = System.nanoTime();
    leave();
    RawClient open = client(send.expected().getFirst());
    Conduct conduct = send.conduct();
    try {
      open.sendSlowly(
          send.bytes(), Math.min(conduct.piece(), send.bytes().length()), conduct.pause());
    } catch (IOException answeredEarly) {
      // The reply, or its absence, tells.
    }
    LockSupport.parkNanos(conduct.after().toNanos());
    switch (conduct.then()) {
      case READ -> {}
      case FINISH -> open.finishSending();
      case LEAVE -> open.close();
      case RESET -> open.reset();
    }
    List<String> ids = ID.matcher(send.bytes()).results().map(found -> found.group(1)).toList();
    for (int index = 0; index < send.expected().size(); index++) {
      RawReply reply =
          conduct.reads()
              ? read(open, false)
              : new RawReply("", 0, List.of(), "", Completion.SILENT);
      String id = index < ids.size() ? ids.get(index) : reply.field("X-Request-Id").orElse("");
      note(new Told(send.line(), id, began, !conduct.reads()), send.expected().get(index), reply);
    }
    leave();
  }

  /** A reply that never ends is ended: what drips is never silent. */
  private static RawReply read(RawClient open, boolean toHead) {
    CountDownLatch read = new CountDownLatch(1);
    Thread.startVirtualThread(() -> {
      try {
        if (!read.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
          open.close();
        }
      } catch (InterruptedException | IOException over) {
        Thread.currentThread().interrupt();
      }
    });
    try {
      return toHead ? open.replyToHead() : open.reply();
    } finally {
      read.countDown();
    }
  }

  /** Where a request stands in the file, who it is, when it was sent. */
  private record Told(int line, String requestId, long began, boolean left) {}

  private void note(Told told, Expected expected, RawReply reply) throws IOException {
    Duration took = Duration.ofNanos(System.nanoTime() - told.began());
    if (!reply.whole() || reply.field("connection").filter("close"::equalsIgnoreCase).isPresent()) {
      leave();
    }
    if (!told.requestId().isEmpty()) {
      asked.add(told.requestId());
    }
    Optional<Subject.Account> account =
        expected.wantsAccount()
            ? subject.account(told.requestId(), patience(expected)).map(this::fairly)
            : Optional.empty();
    Played.Sight sight =
        new Played.Sight(
            expected,
            reply,
            account,
            took,
            told.left(),
            Judge.complaints(kind, told.line(), expected, reply, account));
    sights.add(sight);
  }

  /** A doctor that has not read what a program wrote is not held to what is said there. */
  private Subject.Account fairly(Subject.Account account) {
    boolean sawAll = origins.values().stream().allMatch(ScriptedBackstage.class::isInstance);
    return sawAll
        ? account
        : new Subject.Account(
            account.status(), account.cause(), account.attempts(), Optional.empty());
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

  /**
   * A gateway may answer, and close, before it has had the body: its answer is what counts. One
   * that takes no more is not waited for; the end of the connection ends the sending.
   */
  private static void sendBody(RawClient open, int bytes) throws InterruptedException {
    String piece = "u".repeat(Math.min(bytes, 16 * 1024));
    Thread sending =
        Thread.startVirtualThread(() -> {
          try {
            for (int left = bytes; left > 0; left -= piece.length()) {
              open.send(piece.substring(0, Math.min(left, piece.length())));
            }
          } catch (IOException answeredEarly) {
            // The reply, or its absence, tells.
          }
        });
    sending.join(PATIENCE);
  }

  /** Until every request has its line, or none will come. */
  private void awaitLogs() throws IOException {
    long until = System.nanoTime() + FOR_LOGS.toNanos();
    for (String each : asked) {
      subject.account(each, Duration.ofNanos(Math.max(1, until - System.nanoTime())));
    }
  }

  private Map<Integer, String> ports() {
    Map<Integer, String> ports = new LinkedHashMap<>();
    ports.put(subject.address().getPort(), "{listen}");
    origins.forEach((name, origin) -> {
      Matcher port = Pattern.compile(".*:(\\d+)").matcher(origin.address());
      if (port.matches()) {
        ports.put(Integer.parseInt(port.group(1)), name);
      }
    });
    return ports;
  }

  private void leave() throws IOException {
    RawClient open = client;
    client = null;
    if (open != null) {
      open.close();
    }
  }

  private void closeOrigins() throws IOException {
    for (Backstage each : origins.values()) {
      each.close();
    }
  }

  private Backstage origin(String name) {
    return Objects.requireNonNull(origins.get(name), name);
  }
}
