package dev.goodgate.trials.subject;

import dev.goodgate.vocabulary.diagnosis.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A running gateway under test. */
public interface Subject extends AutoCloseable {
  /** Starts one kind of gateway. */
  interface Kind {
    /** The name that scenario files use. */
    String name();

    /** Whether it names causes of our catalogue, and keeps our contract. */
    boolean knowsCauses();

    /** What of a plan it has no words for; such a plan cannot be started with it. */
    Optional<String> lacksWordsFor(String plan);

    /** {@code plan} is a plan file of ours; a stranger is told the same in its own words. */
    Subject start(String plan) throws IOException;
  }

  /**
   * What the gateway has to say of an exchange, in its access log and as our doctor explains it; a
   * stranger knows no causes of ours, and not every one counts its attempts.
   */
  record Account(
      int status, Optional<String> cause, OptionalInt attempts, Optional<Verdict> verdict) {}

  /** A file as whoever runs the gateway has it: {@code kind} is what the doctor's corpus says. */
  record Document(String name, String kind, String text) {}

  /** Where it serves clients. */
  InetSocketAddress address();

  /** What its access log says of the request with that {@code X-Request-Id}, once it does. */
  Optional<Account> account(String requestId, Duration patience) throws IOException;

  /**
   * Its logs without what it says of its own life, whole once it is closed; then what it was told.
   */
  List<Document> documents();

  /** How long its plan lets a client wait for a byte, of a reply that has {@code begun} or not. */
  Duration longestSilence(boolean begun);

  /** Whether it still runs. */
  boolean alive();

  @Override
  void close() throws IOException;
}
