package dev.goodgate.vocabulary.traffic;

/**
 * What a client asked for, as far as it is kept: long targets are cut, bodies and secrets are never
 * kept.
 */
public record Request(
    String client,
    String method,
    String scheme,
    String host,
    String target,
    String version,
    long bodyBytes) {}
