package dev.goodgate.dialects.goodgate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether the header fields that are to be changed are the writer's to change. */
final class EditChecks {
  /** Between two neighbours only, or about where a message ends (RFC 9110 7.6.1, RFC 9112 6). */
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> OF_GATEWAY = Set.of("traceparent", "via", "x-request-id");
  private static final Set<String> OF_GATEWAY_IN_REQUESTS =
      Set.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "x-original-uri");

  private final Values.Scope scope;
  private final EditSettings edits;
  private final Complaints complaints;

  EditChecks(Values.Scope scope, EditSettings edits, Complaints complaints) {
    this.scope = scope;
    this.edits = edits;
    this.complaints = complaints;
  }

  void run() {
    check(edits.request(), true);
    check(edits.reply(), false);
  }

  private void check(EditSettings.Way way, boolean request) {
    Map<String, String> seen = new HashMap<>();
    named(way, "set")
        .forEach((name, spot) -> {
          isFree(name, spot, request);
          isNamedOnce(name, spot, "set", seen);
        });
    for (Values.Found<String> removed : scope.all(way.remove())) {
      isFree(removed.value(), removed.spot(), request);
      isNamedOnce(removed.value(), removed.spot(), "remove", seen);
    }
    named(way, "add")
        .forEach((name, spot) -> {
          isFree(name, spot, request);
          isNamedOnce(name, spot, "add", new HashMap<>(seen));
        });
  }

  private Map<String, Spot> named(EditSettings.Way way, String key) {
    Map<String, Spot> spots = new HashMap<>();
    scope.named(way.below(key)).forEach((name, each) -> spots.put(name, each.spot()));
    return spots;
  }

  private void isFree(String name, Spot spot, boolean request) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (OF_CONNECTION.contains(lower)) {
      complaints.error(
          spot,
          Shown.quoted(name) + " belongs to one connection, or tells where a message ends",
          "a field that is meant for the other end");
    } else if (request && lower.equals("host")) {
      complaints.error(
          spot, "`Host` is not changed like other fields", "the key `host` of the upstream");
    } else if (OF_GATEWAY.contains(lower) || (request && OF_GATEWAY_IN_REQUESTS.contains(lower))) {
      complaints.error(
          spot, "the gateway writes " + Shown.quoted(name) + " itself", "another field");
    }
  }

  private void isNamedOnce(String name, Spot spot, String key, Map<String, String> seen) {
    String before = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), key);
    if (before != null) {
      complaints.error(
          spot,
          Shown.quoted(name) + " is in `" + before + "` already",
          "it once; `set` alone replaces what is there");
    }
  }
}
