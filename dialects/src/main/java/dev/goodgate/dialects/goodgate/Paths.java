package dev.goodgate.dialects.goodgate;

import org.jspecify.annotations.Nullable;

/** A path of a request. One of a route has no query; one that a health check asks for may. */
record Paths(boolean withQuery) implements Form<String> {
  @Override
  public String expected() {
    return withQuery
        ? "a path such as `/healthz`"
        : "a path such as `/login`, or `/api/` for all that begins so";
  }

  @Override
  public @Nullable String read(String text, Refusal<String> refusal) {
    if (!withQuery && text.matches("/[^*]*\\*{1,2}")) {
      String meant = text.substring(0, text.lastIndexOf('/') + 1);
      return refusal.because(
          Shown.quoted(text) + " holds a `*`, which stands for itself", expected(), meant);
    }
    if (text.matches(allowed()) && text.startsWith("/")) {
      return text;
    }
    boolean slashless = text.matches(allowed()) && !text.isEmpty() && !text.contains(":");
    return refusal.because(
        Shown.quoted(text) + (slashless ? " does not begin with /" : " is not a path"),
        expected(),
        slashless ? "/" + text : null);
  }

  @Override
  public String write(String path) {
    return path;
  }

  @Override
  public Look look() {
    return new Look.Matching("/" + allowed());
  }

  /** All that can be seen, less `#`, and less `?` where no query is possible. */
  private String allowed() {
    return withQuery ? "[!\"$-~]*" : "[!\"$->@-~]*";
  }
}
