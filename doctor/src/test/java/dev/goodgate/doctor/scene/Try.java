package dev.goodgate.doctor.scene;

import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.Timing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt, told in the order in which it happens; on a fresh connection unless said else. */
public record Try(
    String endpoint,
    String address,
    @Nullable ConnectionFacts facts,
    long received,
    Duration took,
    @Nullable Duration firstByte) {
  public static Try at(String endpoint) {
    return new Try(
        endpoint, endpoint, connection(false, Duration.ZERO), 0, Duration.ofMillis(3), null);
  }

  public Try withoutConnection() {
    return new Try(endpoint, address, null, received, took, firstByte);
  }

  public Try reusedAfter(Duration idle) {
    return new Try(endpoint, address, connection(true, idle), received, took, firstByte);
  }

  public Try dialled(String dialled) {
    return new Try(endpoint, dialled, null, received, took, firstByte);
  }

  public Try receiving(long bytes) {
    return new Try(endpoint, address, facts, bytes, took, Duration.ofMillis(1));
  }

  public Try taking(Duration span) {
    return new Try(endpoint, address, facts, received, span, firstByte);
  }

  public Attempt answered(int status) {
    return answered(status, "");
  }

  /** {@code aside} is what the endpoint said beside it. */
  public Attempt answered(int status, String aside) {
    return new Attempt(
        1,
        endpoint,
        address,
        facts,
        Duration.ZERO,
        new Timing(Duration.ZERO, took, took),
        100,
        500,
        aside,
        new Ending.Answered(status));
  }

  public Attempt failed(Phase phase, Symptom symptom) {
    return failed(phase, symptom, new Detail.Nothing());
  }

  public Attempt failed(Phase phase, Symptom symptom, Detail detail) {
    return ended(new Ending.Failed(new Failure(phase, Actor.ENDPOINT, symptom, detail)));
  }

  public Attempt failedWith(Phase phase, Symptom symptom, String errno) {
    return failed(phase, symptom, new Detail.SystemError("connect", errno, 1));
  }

  public Attempt ended(Ending ending) {
    return new Attempt(
        1,
        endpoint,
        address,
        facts,
        Duration.ZERO,
        new Timing(Duration.ZERO, firstByte, took),
        100,
        received,
        "",
        ending);
  }

  private static ConnectionFacts connection(boolean reused, Duration idle) {
    return new ConnectionFacts(
        reused, reused ? 4 : 0, reused ? idle.plusSeconds(1) : Duration.ZERO, idle, "");
  }
}
