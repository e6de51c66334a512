package dev.goodgate.gateway.preface;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of a connection that a client has made: where it comes from, and where it went to.
 * Null stands for one that is not known, or has no number.
 */
public record Ends(@Nullable InetSocketAddress from, @Nullable InetSocketAddress to) {
  public static final Ends UNKNOWN = new Ends(null, null);
}
