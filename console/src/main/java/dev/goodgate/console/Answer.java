package dev.goodgate.console;

import java.util.Map;

/** What a request to the console is answered with. {@code fields} are those beyond the usual. */
record Answer(int status, String type, String body, Map<String, String> fields) {
  static Answer json(String text) {
    return of(200, "application/json", text);
  }

  static Answer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text);
  }

  static Answer of(int status, String type, String text) {
    return new Answer(status, type, text, Map.of());
  }

  /** RFC 9457. Titles are ours: nothing that a client sent gets in. */
  static Answer problem(int status, String title) {
    return of(
        status,
        "application/problem+json",
        "{\"title\":\"" + title + "\",\"status\":" + status + "}\n");
  }

  Answer with(String field, String value) {
    return new Answer(status, type, body, Map.of(field, value));
  }
}
