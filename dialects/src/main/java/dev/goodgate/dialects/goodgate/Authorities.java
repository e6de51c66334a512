package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Authority;
import org.jspecify.annotations.Nullable;

/** The Host that an endpoint is shown: one of two words, or a host with or without a port. */
record Authorities() implements Form<Authority> {
  private static final String PATTERN =
      "(" + HostName.NAME + "|\\[[0-9A-Fa-f:.]+])(:[1-9]\\d{0,4})?";

  @Override
  public String expected() {
    return "`keep`, `endpoint`, or a host such as `app.internal` or `app.internal:8443`";
  }

  @Override
  public @Nullable Authority read(String text, Refusal<Authority> refusal) {
    return switch (text) {
      case "keep" -> new Authority.Asked();
      case "endpoint" -> new Authority.OfEndpoint();
      default ->
          text.matches(PATTERN)
              ? new Authority.Fixed(text)
              : refusal.because(Shown.quoted(text) + " cannot stand here", expected());
    };
  }

  @Override
  public String write(Authority authority) {
    return switch (authority) {
      case Authority.Asked _ -> "keep";
      case Authority.OfEndpoint _ -> "endpoint";
      case Authority.Fixed(String written) -> written;
    };
  }

  @Override
  public Look look() {
    return new Look.Matching(PATTERN);
  }
}
