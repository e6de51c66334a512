package dev.goodgate.app.trace;

import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Tracing;
import dev.goodgate.vocabulary.traffic.Traced;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands exchanges to whoever sends their spans; nobody does, and nothing runs, where the plan names
 * no collector. Takes exchanges from any thread, without waiting; plans from one at a time.
 */
public final class Tracer implements Consumer<Traced>, AutoCloseable {
  private final String version;
  private final Sender.Sums sums = new Sender.Sums(new AtomicLong(), new AtomicLong());
  private Tracing tracing = Tracing.OFF;
  private String service = "";
  private volatile @Nullable Sender sender;

  public Tracer(Plan plan, String version) {
    this.version = version;
    turnTo(plan);
  }

  @Override
  public void accept(Traced exchange) {
    Sender to = sender;
    if (to != null) {
      to.offer(exchange);
    }
  }

  /** What is under way is sent as the old plan says. */
  public void turnTo(Plan plan) {
    if (!plan.tracing().equals(tracing) || !plan.name().equals(service)) {
      Sender old = sender;
      tracing = plan.tracing();
      service = plan.name();
      sender =
          tracing
              .endpoint()
              .map(endpoint ->
                  new Sender(
                      new Collector(tracing, endpoint),
                      new SpanWriter(service, version),
                      tracing.queue(),
                      sums))
              .orElse(null);
      if (old != null) {
        Thread.ofVirtual().start(old::close);
      }
    }
  }

  /** How many exchanges a collector has taken. */
  public long sent() {
    return sums.sent().get();
  }

  /** How many were to be sent and never will be. */
  public long dropped() {
    return sums.dropped().get();
  }

  @Override
  public void close() {
    Sender last = sender;
    if (last != null) {
      last.close();
    }
  }
}
