package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Field;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.report.Slip;
import java.nio.charset.StandardCharsets;

/**
 * Words a request for the endpoint: hop-by-hop fields go (RFC 9110 7.6.1), what the client claims
 * about the way it came goes too, and what the gateway saw takes its place. All other bytes stay as
 * the client wrote them.
 */
final class RequestRewrite {
  private static final byte[] VERSION = ascii(" HTTP/1.1\r\nHost: ");
  private static final byte[] FORWARDED_FOR = ascii("X-Forwarded-For: ");
  private static final byte[] FORWARDED_PROTO = ascii("\r\nX-Forwarded-Proto: http");
  private static final byte[] FORWARDED_HOST = ascii("\r\nX-Forwarded-Host: ");
  private static final byte[] FORWARDED = ascii("\r\nForwarded: for=\"");
  private static final byte[] FORWARDED_TAIL = ascii("\";host=\"");
  private static final byte[] FORWARDED_END = ascii("\";proto=http");
  private static final byte[] REQUEST_ID = ascii("\r\nX-Request-Id: ");
  private static final byte[] TRACE = ascii("\r\ntraceparent: ");
  private static final byte[] END = ascii("\r\n\r\n");
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] UNKNOWN = ascii("unknown");

  private final HeadWriter writer;
  private final Identity identity;
  private final Mark mark;

  RequestRewrite(HeadWriter writer, Identity identity, Mark mark) {
    this.writer = writer;
    this.identity = identity;
    this.mark = mark;
  }

  /**
   * Writes the head and notes in the slip where its texts stand. {@code hostless} is the Host for a
   * client that gave none.
   */
  HeadWriter write(Head head, byte[] client, byte[] hostless, Slip slip) {
    byte[] bytes = head.bytes();
    Fields fields = head.fields();
    writer.clear();
    writer.add(bytes, head.start(), head.methodEnd());
    slip.methodEnd = writer.length();
    writer.add((byte) ' ');
    if (head.targetStart() == head.targetEnd() || bytes[head.targetStart()] == '?') {
      writer.add((byte) '/');
    }
    writer.add(bytes, head.targetStart(), head.targetEnd());
    slip.targetEnd = writer.length();
    writer.add(VERSION);
    slip.host = writer.length();
    if (fields.authorityEnd() > fields.authorityStart()) {
      writer.add(bytes, fields.authorityStart(), fields.authorityEnd());
    } else {
      writer.add(hostless);
    }
    slip.hostEnd = writer.length();
    writer.add(LINE_END);
    copyFields(head, fields, slip);
    writer.add(mark.line(head.minorVersion()));
    seen(client, slip);
    identify(bytes, fields, slip);
    return writer.add(END);
  }

  private void copyFields(Head head, Fields fields, Slip slip) {
    int run = head.startLineEnd();
    int end = run;
    for (int i = 0; i < fields.count(); i++) {
      if (passes(fields, i, head.minorVersion())) {
        if (fields.kind(i) == Field.USER_AGENT) {
          slip.agent = writer.length() + fields.valueStart(i) - run;
          slip.agentEnd = writer.length() + fields.valueEnd(i) - run;
        }
      } else {
        writer.add(head.bytes(), run, fields.lineStart(i));
        run = fields.lineEnd(i);
      }
      end = fields.lineEnd(i);
    }
    writer.add(head.bytes(), run, end);
  }

  private static boolean passes(Fields fields, int index, int minorVersion) {
    return switch (fields.kind(index)) {
      case CONNECTION,
          KEEP_ALIVE,
          PROXY_AUTHENTICATE,
          PROXY_AUTHORIZATION,
          PROXY_CONNECTION,
          TE,
          UPGRADE,
          HOST,
          FORWARDED,
          X_FORWARDED,
          X_REAL_IP,
          X_REQUEST_ID,
          TRACEPARENT ->
          false;
      case EXPECT -> minorVersion == 1 && !fields.isNominated(index);
      case CONTENT_LENGTH, TRANSFER_ENCODING -> true;
      case USER_AGENT, VIA, OTHER -> !fields.isNominated(index);
    };
  }

  private void seen(byte[] client, Slip slip) {
    byte[] address = client.length == 0 ? UNKNOWN : client;
    boolean bracket = isIpv6(address);
    writer.add(FORWARDED_FOR).add(address).add(FORWARDED_PROTO);
    secure(slip).add(FORWARDED_HOST);
    writer.add(writer.bytes(), slip.host, slip.hostEnd);
    writer.add(FORWARDED);
    if (bracket) {
      writer.add((byte) '[').add(address).add((byte) ']');
    } else {
      writer.add(address);
    }
    writer.add(FORWARDED_TAIL);
    writer.add(writer.bytes(), slip.host, slip.hostEnd).add(FORWARDED_END);
    secure(slip).add(REQUEST_ID);
  }

  private HeadWriter secure(Slip slip) {
    return slip.tls > 0 ? writer.add((byte) 's') : writer;
  }

  private void identify(byte[] bytes, Fields fields, Slip slip) {
    int given = fields.requestId();
    slip.id = writer.length();
    if (given >= 0 && Identity.isId(bytes, fields.valueStart(given), fields.valueEnd(given))) {
      writer.add(bytes, fields.valueStart(given), fields.valueEnd(given));
    } else {
      identity.newId(writer);
    }
    slip.idEnd = writer.length();
    writer.add(TRACE);
    int trace = fields.traceParent();
    if (trace >= 0 && Identity.isTrace(bytes, fields.valueStart(trace), fields.valueEnd(trace))) {
      writer.add(bytes, fields.valueStart(trace), fields.valueEnd(trace));
    } else {
      identity.newTrace(writer);
    }
  }

  private static boolean isIpv6(byte[] address) {
    for (byte b : address) {
      if (b == ':') {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
