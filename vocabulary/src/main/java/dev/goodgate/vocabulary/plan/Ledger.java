package dev.goodgate.vocabulary.plan;

/** Where what has to be remembered is kept. */
public sealed interface Ledger {
  Embedded DEFAULT = new Embedded("./goodgate.db");

  record Embedded(String path) implements Ledger {}

  record Database(String url) implements Ledger {}
}
