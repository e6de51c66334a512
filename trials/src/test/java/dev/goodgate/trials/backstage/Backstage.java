package dev.goodgate.trials.backstage;

import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that stands in an endpoint's place, which can be broken: the lab's scripted origin, or
 * a real program. Once started it has an address that does not change.
 */
public interface Backstage extends AutoCloseable {
  /** Starts one kind of it. */
  interface Kind {
    /** The word that scenario files use. */
    String name();

    /** What is wrong with a fault as it is written, if anything. */
    Optional<String> complaint(String fault);

    /** {@code name} is what the scenario calls it. */
    Backstage start(String name) throws IOException;
  }

  /** As a plan says it, to follow a scheme where there is one: {@code 127.0.0.1:3001}. */
  String address();

  /**
   * The path of a file that a plan has to name: {@code ca}, what its certificates come from; {@code
   * client-cert} and {@code client-key}, what a client may show.
   */
  default String file(String word) throws IOException {
    throw new IOException(address() + " has no file " + word);
  }

  /** From now on it plays these, one for each request, and the last for ever. */
  void play(List<String> faults) throws IOException;

  /** Waits until every connection to it is over; false when that does not come to pass. */
  boolean awaitQuiet(Duration patience) throws InterruptedException;

  /** What it wrote itself; whole once it is closed. */
  List<Subject.Document> documents();

  @Override
  void close() throws IOException;
}
