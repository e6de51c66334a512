package dev.goodgate.dialects.goodgate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A host that a route takes, or {@code *.} with the end of one. */
record HostPatterns() implements Form<String> {
  @Override
  public String expected() {
    return "a host such as `shop.example.com` or `*.example.com`, without a port";
  }

  @Override
  public @Nullable String read(String text, Refusal<String> refusal) {
    String name = text.startsWith("*.") ? text.substring(2) : text;
    if (text.equals("*")) {
      return refusal.because(
          "`*` is not a host; every host is meant where none is written", expected());
    }
    if (HostName.isNameOrIpv4(name) || isBracketed(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    return refusal.because(
        Shown.quoted(text) + " cannot be the host of a request", expected(), meant(text));
  }

  private static boolean isBracketed(String text) {
    return text.startsWith("[")
        && text.endsWith("]")
        && HostName.isIpv6(text.substring(1, text.length() - 1));
  }

  private static @Nullable String meant(String text) {
    String bare = text.replaceFirst("^https?://", "").replaceFirst("(:\\d*)?/*$", "");
    bare = bare.replaceFirst("\\.$", "").replaceFirst("^\\.", "*.");
    String name = bare.startsWith("*.") ? bare.substring(2) : bare;
    return HostName.isNameOrIpv4(name) ? bare : null;
  }

  @Override
  public String write(String host) {
    return host;
  }

  @Override
  public Look look() {
    return new Look.Matching("(\\*\\.)?" + HostName.NAME + "|\\[[0-9A-Fa-f:.]+]");
  }
}
