package dev.goodgate.gateway.certificate;

import dev.goodgate.gateway.pem.PemFiles;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Listener;
import dev.goodgate.vocabulary.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a plan's listeners, and a thread of its own that looks whether their files
 * have changed, warns before they expire and changes the keys of tickets. New handshakes go by new
 * files; a broken one is told of, and the old stays.
 */
public final class CertificateWatch implements AutoCloseable {
  private static final Duration TICKETS_LAST = Duration.ofHours(12);
  private static final Duration WARN_EVERY = Duration.ofDays(1);

  private final Map<Integer, ListenerCertificates> byListener;
  private final List<Listener> listeners;
  private final Tools tools;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<ListenerCertificates> doubtful = new HashSet<>();
  private final List<Showcase> retired = new ArrayList<>();
  private volatile TicketKeys keys;
  private boolean started;
  private Instant nextWarning = Instant.MIN;
  private Instant nextKeys;

  private CertificateWatch(
      Plan plan, Map<Integer, ListenerCertificates> byListener, TicketKeys keys, Tools tools) {
    this.listeners = plan.listeners();
    this.byListener = Map.copyOf(byListener);
    this.tools = tools;
    this.keys = keys;
    this.nextKeys = tools.clock().instant().plus(TICKETS_LAST);
    byListener.values().forEach(each -> each.turnTo(keys));
  }

  /** {@code tell} hears sentences for whoever operates the gateway, {@code pause} is how often. */
  public record Tools(
      InstantSource clock, RandomGenerator random, Consumer<String> tell, Duration pause) {}

  /** How reading the files went. */
  public sealed interface Loading {
    record Loaded(CertificateWatch watch) implements Loading {}

    /** A sentence for each file of no use, with its place in the plan. */
    record Refused(List<String> complaints) implements Loading {}
  }

  /**
   * Reads all files. {@code protocols} are those spoken within TLS; {@code before} is the watch
   * that this one follows, null for the first: tickets outlast it.
   */
  public static Loading load(
      Plan plan,
      Supplier<EngineLibrary> engines,
      List<String> protocols,
      @Nullable CertificateWatch before,
      Tools tools) {
    Map<Integer, ListenerCertificates> loaded = new LinkedHashMap<>();
    List<String> complaints = new ArrayList<>();
    for (int i = 0; i < plan.listeners().size(); i++) {
      Listener listener = plan.listeners().get(i);
      String path = "listeners[" + i + "].tls";
      try {
        if (listener.tls().isPresent()) {
          loaded.put(i, new ListenerCertificates(listener.tls().get(), engines.get(), protocols));
        }
      } catch (PemFiles.Unusable unusable) {
        String place = plan.places().of(path).map(each -> each + ": ").orElse("");
        complaints.add(place + "`" + path + "` " + unusable.getMessage());
      }
    }
    if (!complaints.isEmpty()) {
      loaded.values().forEach(each -> each.showcase().close());
      return new Loading.Refused(complaints);
    }
    TicketKeys keys = before == null ? TicketKeys.first(tools.random()) : before.keys;
    return new Loading.Loaded(new CertificateWatch(plan, loaded, keys, tools));
  }

  /** The certificates of each listener that speaks TLS, by its number in the plan. */
  public Map<Integer, ListenerCertificates> byListener() {
    return byListener;
  }

  /** A certificate that is shown at a listener, the file it is from, and when it ends. */
  public record Term(HostPort listener, String file, Instant end) {}

  /** Of all certificates that are shown now; any thread may ask. */
  public List<Term> terms() {
    return byListener.entrySet().stream()
        .flatMap(each ->
            each.getValue().showcase().all().stream()
                .map(shown ->
                    new Term(
                        listeners.get(each.getKey()).address(),
                        shown.file(),
                        shown.certificate().getNotAfter().toInstant())))
        .distinct()
        .toList();
  }

  /** Begins to watch. */
  public CertificateWatch start() {
    started = true;
    Thread _ = Thread.ofVirtual().name("certificates").start(this::watch);
    return this;
  }

  private void watch() {
    do {
      look();
    } while (!isClosedWithin(tools.pause()));
    letGo();
  }

  private void letGo() {
    retired.forEach(Showcase::close);
    byListener.values().forEach(each -> each.showcase().close());
  }

  /** Only this thread, and one look at a time. */
  private void look() {
    retired.forEach(Showcase::close); // whoever asked it for an engine has got it long ago
    retired.clear();
    byListener.values().forEach(this::look);
    Instant now = tools.clock().instant();
    if (!now.isBefore(nextKeys)) {
      nextKeys = now.plus(TICKETS_LAST);
      turnKeys();
    }
    if (!now.isBefore(nextWarning)) {
      nextWarning = now.plus(WARN_EVERY);
      byListener.values().forEach(each -> warn(each, now));
    }
  }

  private void look(ListenerCertificates listener) {
    if (!listener.isOutdated()) {
      return;
    }
    try {
      retired.add(listener.turn());
      listener.turnTo(keys);
      doubtful.remove(listener);
      warn(listener, tools.clock().instant());
      listener.showcase().all().forEach(each -> tools.tell().accept(each.file() + ": read again"));
    } catch (PemFiles.Unusable unusable) {
      // it may be half written: only what is still broken at the next look is told, and once
      if (!doubtful.add(listener)) {
        listener.leaveAsIs();
        doubtful.remove(listener);
        tools.tell().accept(unusable.getMessage() + "; the old certificate stays");
      }
    }
  }

  private void warn(ListenerCertificates listener, Instant now) {
    for (Shown each : listener.showcase().all()) {
      Expiry.says(each.file(), each.certificate(), now).ifPresent(tools.tell());
    }
  }

  private void turnKeys() {
    keys = keys.turned(tools.random());
    byListener.values().forEach(each -> each.turnTo(keys));
  }

  private boolean isClosedWithin(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Nobody asks for engines here any more; those that were lent go on. */
  @Override
  public void close() {
    closed.countDown();
    if (!started) {
      letGo();
    }
  }
}
