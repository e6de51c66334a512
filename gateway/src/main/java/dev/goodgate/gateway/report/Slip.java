package dev.goodgate.gateway.report;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.traffic.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What is noted about an exchange while it lives, in plain fields, because every exchange fills
 * one. {@code span}, {@code parent}, {@code sampled} are as in {@link Trace}. {@code headNanos} is
 * when, after the beginning, the reply's head could be sent on. Texts are places in the block that
 * holds the request's head. Handed to {@link Journal#write} at the end and filled anew for the
 * next.
 */
public final class Slip {
  public long beganNanos;
  public long tookNanos;
  public long connectNanos;
  public long tlsNanos;
  public long firstByteNanos;
  public long headNanos;
  public long requestBody;
  public long replyBody;
  public long span;
  public long parent;
  public boolean sampled;
  public int status;
  public int route;
  public int endpoint;

  /** 10, 11 or 20: of HTTP. */
  public int version;

  public boolean reused;

  /** Which TLS 1 the client speaks: 2, 3, or 0 for none. */
  public int tls;

  public byte[] client = {};
  public @Nullable Block texts;
  public int methodEnd;
  public int target;
  public int targetEnd;
  public int host;
  public int hostEnd;
  public int id;
  public int idEnd;
  public int trace;
  public int agent;
  public int agentEnd;

  /** Blank again. */
  public void clear() {
    tookNanos = requestBody = replyBody = 0;
    connectNanos = tlsNanos = firstByteNanos = headNanos = -1;
    status = 0;
    route = endpoint = -1;
    reused = sampled = false;
    span = parent = 0;
    texts = null;
    methodEnd = target = targetEnd = host = hostEnd = id = idEnd = trace = agent = agentEnd = 0;
  }
}
