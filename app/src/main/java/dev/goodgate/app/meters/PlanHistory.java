package dev.goodgate.app.meters;

import dev.goodgate.vocabulary.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Which plan is in force, since when, how often another was wanted. Any thread may ask. */
public final class PlanHistory {
  private static final int HASH_BYTES = 8;

  private final InstantSource clock;
  private final AtomicLong appliedCount = new AtomicLong();
  private final AtomicLong refusedCount = new AtomicLong();
  private volatile InForce inForce;

  /** A plan that was applied; plans that mean the same have the same hash. */
  record InForce(String name, String hash, Instant since) {}

  public PlanHistory(Plan first, InstantSource clock) {
    this.clock = clock;
    this.inForce = inForce(first);
  }

  public void applied(Plan plan) {
    inForce = inForce(plan);
    appliedCount.incrementAndGet();
  }

  public void refused() {
    refusedCount.incrementAndGet();
  }

  InForce inForce() {
    return inForce;
  }

  long appliedCount() {
    return appliedCount.get();
  }

  long refusedCount() {
    return refusedCount.get();
  }

  private InForce inForce(Plan plan) {
    return new InForce(plan.name(), hash(plan), clock.instant());
  }

  /** Of what the plan says, not of how and where it is written. */
  private static String hash(Plan plan) {
    List<Object> said =
        List.of(
            plan.name(),
            plan.listeners(),
            plan.trusted(),
            plan.routes(),
            plan.headers(),
            plan.upstreams(),
            plan.resolver(),
            plan.admin(),
            plan.ledger(),
            plan.accessLog(),
            plan.tracing(),
            plan.limits(),
            plan.loops());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(said.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
