package dev.goodgate.vocabulary.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where scripts are, as the FastCGI endpoint sees it. {@code index} is the script for a path that
 * ends in {@code /}, {@code script} the one for every path that names none, empty where there is no
 * such script; {@code split} is how the name of a script ends. {@code params} are told to the
 * application, and take the place of what the gateway would tell.
 */
public record FastCgi(
    String root, String index, String script, String split, Map<String, String> params) {
  public FastCgi {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** With nothing but what has to be said. */
  public static FastCgi of(String root, String index) {
    return new FastCgi(root, index, "", ".php", Map.of());
  }
}
