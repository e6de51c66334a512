package dev.goodgate.gateway.report;

/**
 * One record of a {@link Ring}, copied out: an exchange that went well. Read into again and again.
 */
final class Noted {
  static final long REUSED = 1;
  static final long SAMPLED = 2;

  long wallMillis;
  long tookNanos;
  long connectNanos;
  long tlsNanos;
  long firstByteNanos;
  long headNanos;
  long requestBody;
  long replyBody;
  int status;
  int route;
  int endpoint;
  int version;
  long span;
  long parent;
  boolean reused;
  boolean sampled;
  int tls;
  final Text client = new Text();
  final Text id = new Text();
  final Text trace = new Text();
  final Text host = new Text();
  final Text method = new Text();
  final Text target = new Text();
  final Text agent = new Text();

  /** A text of at most {@link Journal#MAX_TEXT} bytes. */
  static final class Text {
    final byte[] bytes = new byte[Journal.MAX_TEXT];
    int length;

    private void read(Ring ring) {
      length = ring.getText(bytes);
    }
  }

  /** Reads the record that {@code ring} stands at. */
  void read(Ring ring) {
    wallMillis = ring.getLong();
    tookNanos = ring.getLong();
    connectNanos = ring.getLong();
    tlsNanos = ring.getLong();
    firstByteNanos = ring.getLong();
    headNanos = ring.getLong();
    requestBody = ring.getLong();
    replyBody = ring.getLong();
    status = (int) ring.getLong();
    route = (int) ring.getLong();
    endpoint = (int) ring.getLong();
    version = (int) ring.getLong();
    span = ring.getLong();
    parent = ring.getLong();
    long flags = ring.getLong();
    reused = (flags & REUSED) != 0;
    sampled = (flags & SAMPLED) != 0;
    tls = (int) flags >> 2;
    client.read(ring);
    id.read(ring);
    trace.read(ring);
    host.read(ring);
    method.read(ring);
    target.read(ring);
    agent.read(ring);
  }
}
