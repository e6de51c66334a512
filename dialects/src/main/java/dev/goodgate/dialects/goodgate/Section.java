package dev.goodgate.dialects.goodgate;

/** A part of the plan that holds settings: a mapping, a list, or things by their names. */
record Section(String path, boolean required, String meaning) {}
