package dev.goodgate.trials.subject;

import dev.goodgate.vocabulary.diagnosis.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A running gateway under test. */
public interface Subject extends AutoCloseable {
  /** Starts one kind of gateway. */
  interface Kind {
    /** The name that scenario files use. */
    String name();

    /** Whether it names causes of our catalogue, and keeps our contract. */
    boolean knowsCauses();

    /** {@code plan} is a plan file of ours; a stranger is told the same in its own words. */
    Subject start(String plan) throws IOException;
  }

  /**
   * What the gateway has to say of an exchange, in its access log and as our doctor explains it; a
   * stranger knows no causes of ours.
   */
  record Account(int status, Optional<String> cause, int attempts, Optional<Verdict> verdict) {}

  /** Where it serves clients. */
  InetSocketAddress address();

  /** What its access log says of the request with that {@code X-Request-Id}, once it does. */
  Optional<Account> account(String requestId, Duration patience) throws IOException;

  @Override
  void close() throws IOException;
}
