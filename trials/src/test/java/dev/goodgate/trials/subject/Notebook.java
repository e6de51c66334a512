package dev.goodgate.trials.subject;

import dev.goodgate.trials.subject.Product.Paper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What the programs of a product wrote, line by line. Used by all threads. */
final class Notebook {
  private static final int MAX_LINES = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Map<Paper, List<String>> pages = new LinkedHashMap<>();
  private final Map<String, Subject.Account> accounts = new HashMap<>();
  private final Product product;
  private final Product.AccountReader reader;

  Notebook(Product product) {
    this.product = product;
    this.reader = product.accounts();
  }

  void take(Paper paper, String line) {
    lock.lock();
    try {
      List<String> page = pages.computeIfAbsent(paper, first -> new ArrayList<>());
      if (page.size() < MAX_LINES) {
        page.add(line);
      }
      reader.read(line).ifPresent(entry -> accounts.put(entry.requestId(), entry.account()));
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The account of a request, once its line has come. */
  Optional<Subject.Account> await(String requestId, Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!accounts.containsKey(requestId) && left > 0) {
        left = grown.awaitNanos(left);
      }
      return Optional.ofNullable(accounts.get(requestId));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Every paper with what it says of exchanges, if it says anything. */
  List<Subject.Document> documents() {
    lock.lock();
    try {
      return pages.entrySet().stream()
          .map(page ->
              new Subject.Document(
                  page.getKey().name(),
                  page.getKey().kind(),
                  String.join("\n", product.ofExchanges(page.getValue()))))
          .filter(document -> !document.text().isBlank())
          .sorted(Comparator.comparing(Subject.Document::name).reversed())
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** Whether such a line has come in time. */
  boolean awaitLine(Predicate<String> wanted, Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (pages.values().stream().flatMap(List::stream).noneMatch(wanted)) {
        if (left <= 0) {
          return false;
        }
        left = grown.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** All there is, for the message that it does not start. */
  String everything() {
    lock.lock();
    try {
      return pages.toString();
    } finally {
      lock.unlock();
    }
  }
}
