package dev.goodgate.trials.subject;

import dev.goodgate.vocabulary.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A gateway of others: its words for what our plan says, the programs to run, how its log reads.
 */
interface Product {
  /** Where it may put its files, what it serves clients on. */
  record Stand(Path folder, int port) {}

  /** A file it writes. */
  record Paper(String name, String kind) {}

  /** A program to run; what it says on its two outputs goes onto two papers. */
  record Program(List<String> command, Paper out, Paper err) {}

  /** An account, and the {@code X-Request-Id} it is of. */
  record Entry(String requestId, Subject.Account account) {}

  /** Told every line in order; knows an account once its lines are whole. */
  interface AccountReader {
    Optional<Entry> read(String line);
  }

  /** The name that scenario files use. */
  String name();

  Optional<String> lacksWordsFor(Plan plan);

  /** The file it reads its settings from. */
  Paper config();

  String config(Plan plan, Stand stand);

  /** The first serves clients; the others are started once it does. */
  List<Program> programs(Stand stand);

  AccountReader accounts();

  /** Whether that is why it will not start, where a plan that is right could be the reason. */
  default boolean declines(String line) {
    return false;
  }

  /** Whether a line is not of the product's own life. */
  default boolean tellsOfExchange(String line) {
    return true;
  }

  /** Line by line, unless it takes more than a line to see that. */
  default List<String> ofExchanges(List<String> lines) {
    return lines.stream().filter(this::tellsOfExchange).toList();
  }
}
