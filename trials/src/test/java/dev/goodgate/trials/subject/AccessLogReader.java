package dev.goodgate.trials.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway's JSON access log is written to: read as it comes, kept by request. */
final class AccessLogReader extends OutputStream {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Map<String, Subject.Account> accounts = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  @Override
  public void write(int next) {
    lock.lock();
    try {
      if (next == '\n') {
        take(line.toString(UTF_8));
        line.reset();
      } else {
        line.write(next);
      }
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

  /** All it has said. */
  String text() {
    lock.lock();
    try {
      return String.join("\n", lines);
    } finally {
      lock.unlock();
    }
  }

  private void take(String json) {
    JsonNode exchange = JsonMapper.shared().readTree(json);
    lines.add(json);
    accounts.put(
        exchange.path("id").asString(""),
        new Subject.Account(
            exchange.path("status").asInt(0),
            Optional.ofNullable(cause(exchange)),
            OptionalInt.of(exchange.path("attempts").size()),
            Optional.empty()));
    grown.signalAll();
  }

  private static @Nullable String cause(JsonNode exchange) {
    return exchange.has("cause") ? exchange.path("cause").asString("") : null;
  }
}
