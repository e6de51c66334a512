package dev.goodgate.trials.road;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client saw of one reply; the cause is empty where the gateway names none. */
record Sight(int status, String cause) {
  private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.1 (\\d{3})");
  private static final Pattern CAUSE = Pattern.compile("goodgate-cause=([a-z0-9-]+)");

  static Sight of(String reply) {
    Matcher status = STATUS.matcher(reply);
    Matcher cause = CAUSE.matcher(reply);
    return new Sight(
        status.find() ? Integer.parseInt(status.group(1)) : 0, cause.find() ? cause.group(1) : "");
  }
}
