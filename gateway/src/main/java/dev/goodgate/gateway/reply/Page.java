package dev.goodgate.gateway.reply;

import dev.goodgate.vocabulary.traffic.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The body of a reply that the gateway makes itself, in the form its reader understands. Immutable;
 * {@link #of} is a function.
 */
public record Page(String contentType, String body) {
  private static final String TEMPLATE = resource("page.html");
  private static final String TRY_AGAIN = resource("again.html");

  /** Who reads a reply. */
  public enum Audience {
    BROWSER,
    PROGRAM,
    TERMINAL;

    /**
     * By the Accept field: the first of the kinds we can make, plain text where none is asked for.
     */
    public static Audience of(String accept) {
      for (String range : accept.split(",", 32)) {
        String type = range.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html") || type.startsWith("application/xhtml")) {
          return BROWSER;
        }
        if (type.startsWith("application/json") || type.startsWith("application/problem+json")) {
          return PROGRAM;
        }
        if (type.startsWith("text/plain")) {
          return TERMINAL;
        }
      }
      return TERMINAL;
    }
  }

  /** {@code repeatable} tells whether a browser may ask again by itself. */
  public static Page of(Audience audience, Answer answer, String id, boolean repeatable) {
    return of(audience, answer, Wording.of(answer.status()), id, repeatable);
  }

  /** As above, with words of its own for a failure that a visitor can mend. */
  public static Page of(
      Audience audience, Answer answer, Failure failure, String id, boolean repeatable) {
    return of(audience, answer, Wording.of(answer.status(), failure), id, repeatable);
  }

  private static Page of(
      Audience audience, Answer answer, Wording wording, String id, boolean repeatable) {
    return switch (audience) {
      case BROWSER ->
          new Page("text/html; charset=utf-8", html(answer.status(), wording, id, repeatable));
      case PROGRAM -> new Page("application/problem+json", json(answer, wording, id));
      case TERMINAL -> new Page("text/plain; charset=utf-8", plain(answer, wording, id));
    };
  }

  public static String title(int status) {
    return Wording.of(status).title();
  }

  private static String html(int status, Wording wording, String id, boolean repeatable) {
    boolean passing = status == 502 || status == 503 || status == 504;
    return TEMPLATE
        .replace("{{status}}", Integer.toString(status))
        .replace("{{title}}", wording.title())
        .replace("{{headline}}", wording.headline())
        .replace("{{sentence}}", wording.sentence())
        .replace("{{script}}", passing && repeatable ? TRY_AGAIN : "")
        .replace("{{id}}", id);
  }

  /**
   * RFC 9457; no value needs escaping: texts are ours, and an id has only letters, digits, dot,
   * dash and underscore.
   */
  private static String json(Answer answer, Wording wording, String id) {
    return "{\"type\":\"about:blank\",\"title\":\""
        + wording.title()
        + "\",\"status\":"
        + answer.status()
        + ",\"detail\":\""
        + wording.sentence()
        + "\",\"cause\":\""
        + answer.cause()
        + "\",\"request-id\":\""
        + id
        + "\"}\n";
  }

  private static String plain(Answer answer, Wording wording, String id) {
    return answer.status()
        + " "
        + wording.title()
        + ": "
        + wording.sentence()
        + "\ncause: "
        + answer.cause()
        + "\nrequest: "
        + id
        + "  (goodgate why "
        + id
        + ")\n";
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
