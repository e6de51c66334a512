package dev.goodgate.doctor.rule;

import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One failure with all that is known around it. {@code tried} is null where the exchange failed
 * outside any attempt. {@code evidence} is the id to cite.
 */
public record Trouble(
    String evidence, Exchange exchange, @Nullable Attempt tried, Failure failure) {
  /** A few round trips, generously; a process that worked on the request takes longer to die. */
  private static final Duration AT_ONCE = Duration.ofMillis(200);

  public Optional<Attempt> attempt() {
    return Optional.ofNullable(tried);
  }

  public boolean in(Phase... phases) {
    for (Phase phase : phases) {
      if (failure.phase() == phase) {
        return true;
      }
    }
    return false;
  }

  public boolean showed(Symptom... symptoms) {
    for (Symptom symptom : symptoms) {
      if (failure.symptom() == symptom) {
        return true;
      }
    }
    return false;
  }

  public boolean by(Actor actor) {
    return failure.actor() == actor;
  }

  /**
   * The other side ended the connection without a word, politely or not: which of the two proves
   * nothing.
   */
  public boolean wasCut() {
    return showed(Symptom.RESET, Symptom.CLOSED_EARLY)
        && !by(Actor.CLIENT)
        && !(failure.detail() instanceof Detail.GivenUp);
  }

  /**
   * A kept connection was cut at the moment of its reuse: no byte came, and nobody had the time to
   * work on the request.
   */
  public boolean wasCutAtReuse() {
    return wasCut()
        && onReusedConnection()
        && tried != null
        && tried.receivedBytes() == 0
        && in(Phase.WRITE_REQUEST, Phase.WAIT_FIRST_BYTE)
        && lasted().compareTo(AT_ONCE) <= 0;
  }

  /** The connection had been made, and not one byte of an answer came over it. */
  public boolean unanswered() {
    return tried != null
        && tried.receivedBytes() == 0
        && (in(Phase.WAIT_FIRST_BYTE) || (in(Phase.WRITE_REQUEST) && !sendingBody()));
  }

  public boolean sendingBody() {
    return exchange.request().bodyBytes() > 0;
  }

  public Optional<ConnectionFacts> connection() {
    return attempt().flatMap(Attempt::connection);
  }

  public boolean onReusedConnection() {
    return connection().map(ConnectionFacts::reused).orElse(false);
  }

  public boolean onFreshConnection() {
    return connection().map(facts -> !facts.reused()).orElse(false);
  }

  /** The system's own word for it, such as {@code ECONNREFUSED}; empty where it gave none. */
  public String systemName() {
    return failure.detail() instanceof Detail.SystemError(var call, var name, var number)
        ? name
        : "";
  }

  /** The endpoint as the plan names it; empty where none had been chosen. */
  public String endpoint() {
    return tried == null ? "" : tried.endpoint();
  }

  public boolean onUnixSocket() {
    return endpoint().contains("unix:");
  }

  /** The address that was really dialled, as far as it is known, else the endpoint as written. */
  public String dialled() {
    return attempt().map(Attempt::address).filter(it -> !it.isEmpty()).orElse(endpoint());
  }

  public Duration lasted() {
    return tried == null ? exchange.took() : tried.timing().total();
  }

  /** Subject of a clause: {@code attempt 2 to 127.0.0.1:3001}. */
  public String named() {
    return tried == null ? "the request" : "attempt " + tried.number() + " to " + tried.endpoint();
  }
}
