package dev.goodgate.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Takes one request at a time from each of a bounded number of clients, and lets nothing out. */
final class Desk implements HttpHandler {
  private static final int AT_ONCE = 64;
  private static final System.Logger LOG = System.getLogger("dev.goodgate.console");

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Gatekeeper gatekeeper;
  private final Pages pages;

  Desk(Gatekeeper gatekeeper, Pages pages) {
    this.gatekeeper = gatekeeper;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange asked) throws IOException {
    try (asked) {
      if (!places.tryAcquire()) {
        send(asked, Answer.problem(503, "too many requests at once").with("Retry-After", "1"));
        return;
      }
      try {
        send(asked, answer(asked));
      } finally {
        places.release();
      }
    }
  }

  private Answer answer(HttpExchange asked) {
    try {
      Optional<Answer> refusal = gatekeeper.refuses(asked);
      return refusal.isPresent()
          ? refusal.get()
          : pages.answer(
              asked.getRequestURI(),
              String.join(",", asked.getRequestHeaders().getOrDefault("Accept", List.of())));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the console failed to answer", e);
      return Answer.problem(500, "the console failed to answer");
    }
  }

  private static void send(HttpExchange asked, Answer answer) throws IOException {
    Headers fields = asked.getResponseHeaders();
    fields.set("Content-Type", answer.type());
    fields.set("Cache-Control", "no-store");
    fields.set("X-Content-Type-Options", "nosniff");
    fields.set("Referrer-Policy", "no-referrer");
    fields.set("Cross-Origin-Resource-Policy", "same-origin");
    fields.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'");
    answer.fields().forEach(fields::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (asked.getRequestMethod().equals("HEAD")) {
      fields.set("Content-Length", Integer.toString(body.length));
      asked.sendResponseHeaders(answer.status(), -1);
    } else {
      asked.sendResponseHeaders(answer.status(), body.length);
      asked.getResponseBody().write(body);
    }
  }
}
