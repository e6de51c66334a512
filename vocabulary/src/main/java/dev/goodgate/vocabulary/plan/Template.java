package dev.goodgate.vocabulary.plan;

import java.util.List;
import java.util.stream.Collectors;

/** A text with blanks that are filled for each request. */
public record Template(List<Part> parts) {
  public Template {
    parts = List.copyOf(parts);
  }

  /** A text that is the same for every request. */
  public static Template of(String text) {
    return new Template(List.of(new Part.Literal(text)));
  }

  /** A piece of it. */
  public sealed interface Part {
    record Literal(String text) implements Part {}

    record Filled(Blank blank) implements Part {}
  }

  /** What a piece is filled with; all of it is what the client asked, before any change. */
  public enum Blank {
    /** The client's address. */
    CLIENT("client"),
    /** The host that was asked for, without its port. */
    HOST("host"),
    /** The same with its port, where one was written. */
    AUTHORITY("authority"),
    METHOD("method"),
    PATH("path"),
    /** With the {@code ?} in front of it; empty where there is none. */
    QUERY("query"),
    REQUEST_ID("request-id"),
    SCHEME("scheme"),
    /** Path and query. */
    URI("uri");

    private final String key;

    Blank(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** As it stands in a plan. */
  public String written() {
    return parts.stream()
        .map(part ->
            switch (part) {
              case Part.Literal(String text) -> text.replace("{", "{{").replace("}", "}}");
              case Part.Filled(Blank blank) -> "{" + blank.key() + "}";
            })
        .collect(Collectors.joining());
  }
}
