package dev.goodgate.vocabulary.plan;

/** Where scripts are, as the FastCGI endpoint sees it. */
public record FastCgi(String root, String index) {}
