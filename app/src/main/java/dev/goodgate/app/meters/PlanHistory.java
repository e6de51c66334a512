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

  /** A plan that was applied, and when. */
  record InForce(Plan plan, Instant since) {
    String name() {
      return plan.name();
    }

    /** Plans that mean the same have the same. Found when asked for: a start has no time for it. */
    String hash() {
      return PlanHistory.hash(plan);
    }
  }

  public PlanHistory(Plan first, InstantSource clock) {
    this.clock = clock;
    this.inForce = new InForce(first, clock.instant());
  }

  public void applied(Plan plan) {
    inForce = new InForce(plan, clock.instant());
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
