package dev.goodgate.vocabulary.plan;

/** Whom a request names in its Host field when it reaches an endpoint. */
public sealed interface Authority {
  /** Whom the client has asked. */
  record Asked() implements Authority {}

  /** The endpoint itself, as the plan writes it. */
  record OfEndpoint() implements Authority {}

  /** Always the same. */
  record Fixed(String written) implements Authority {}
}
