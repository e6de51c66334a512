package dev.goodgate.vocabulary.plan;

/** The rule that leads a request to an upstream. The first route that matches wins. */
public record Route(String name, Match match, String upstream) {}
