package dev.goodgate.console;

import dev.goodgate.console.json.StoryJson;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What lies at which path. */
final class Pages {
  private static final String ONE = "/api/v1/exchanges/";

  /** Each asks every loop: the loops have other things to do. */
  private static final int SCRAPES_AT_ONCE = 4;

  private static final int USUAL_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Pattern LIMIT = Pattern.compile("limit=(\\d{1,4})");

  private final Console.Doors doors;
  private final Catalogue catalogue;
  private final FailuresPage failures = new FailuresPage();
  private final Semaphore scrapes = new Semaphore(SCRAPES_AT_ONCE);

  /**
   * Null until it is asked for: it takes as long as a third of what else the console starts with.
   */
  private volatile @Nullable StoryJson json;

  Pages(Catalogue catalogue, Console.Doors doors) {
    this.doors = doors;
    this.catalogue = catalogue;
  }

  /** {@code accept} is what the client would rather have, empty where it did not say. */
  Answer answer(URI uri, String accept) {
    String path = uri.getRawPath();
    return switch (path) {
      case "/" ->
          Answer.of(
              200,
              "text/html; charset=utf-8",
              failures.write(doors.exchanges().recentFailures(USUAL_LIMIT)));
      case "/style.css" -> Answer.of(200, "text/css; charset=utf-8", style());
      case "/healthz" -> Answer.text(200, "alive\n");
      case "/readyz" ->
          doors.ready().getAsBoolean()
              ? Answer.text(200, "ready\n")
              : Answer.text(503, "draining\n");
      case "/metrics" -> metrics(MetricsText.preferred(accept));
      case "/api/v1/exchanges" -> recent(uri.getRawQuery());
      default -> path.startsWith(ONE) ? one(path.substring(ONE.length())) : notFound();
    };
  }

  private Answer metrics(MetricsText format) {
    if (!scrapes.tryAcquire()) {
      return Answer.problem(503, "too many scrapes at once").with("Retry-After", "1");
    }
    try {
      return Answer.of(200, format.type(), format.write(doors.meters().read()));
    } finally {
      scrapes.release();
    }
  }

  private Answer one(String id) {
    // An id of any other form was never given out, so there is nothing to look for.
    Optional<Exchange> found =
        ID.matcher(id).matches() ? doors.exchanges().find(id) : Optional.empty();
    return found
        .map(this::story)
        .orElseGet(() -> Answer.problem(404, "no failed exchange of this id is kept"));
  }

  private Answer story(Exchange exchange) {
    Diagnosing.Diagnosis diagnosis = doors.diagnosing().examine(exchange);
    return Answer.json(json().story(exchange, diagnosis.given(), diagnosis.verdict()));
  }

  private Answer recent(String query) {
    int limit = USUAL_LIMIT;
    if (query != null) {
      Matcher asked = LIMIT.matcher(query);
      limit = asked.matches() ? Integer.parseInt(asked.group(1)) : 0;
    }
    return limit < 1 || limit > MAX_LIMIT
        ? Answer.problem(400, "limit is a number of 1 to " + MAX_LIMIT)
        : Answer.json(json().list(doors.exchanges().recentFailures(limit)));
  }

  private StoryJson json() {
    StoryJson made = json;
    if (made == null) {
      made = new StoryJson(catalogue);
      json = made;
    }
    return made;
  }

  private static Answer notFound() {
    return Answer.problem(404, "there is nothing at this path");
  }

  private static String style() {
    try (InputStream in = Pages.class.getResourceAsStream("style.css")) {
      if (in == null) {
        throw new IllegalStateException("built without style.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
