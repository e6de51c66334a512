package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Field;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.report.Slip;
import dev.goodgate.vocabulary.plan.Trusted;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Words a request for the endpoint: hop-by-hop fields go (RFC 9110 7.6.1), what the client claims
 * about the way it came goes too, and what the gateway saw takes its place. All other bytes stay as
 * the client wrote them.
 */
final class RequestRewrite {
  private static final byte[] VERSION = ascii(" HTTP/1.1\r\nHost: ");
  private static final byte[] UPGRADE = ascii("Connection: upgrade\r\nUpgrade: ");
  private static final byte[] MAX_FORWARDS = ascii("Max-Forwards: ");
  private static final byte[] REQUEST_ID = ascii("X-Request-Id: ");
  private static final byte[] TRACE = ascii("\r\ntraceparent: ");
  private static final byte[] FORWARDED_PREFIX = ascii("X-Forwarded-Prefix: ");
  private static final byte[] ORIGINAL_URI = ascii("X-Original-Uri: ");
  private static final byte[] ORIGINAL_NAME = ascii("x-original-uri");
  private static final byte[] LINE_END = ascii("\r\n");

  private final HeadWriter writer;
  private final Identity identity;
  private final Mark mark;
  private final Forwarding forwarding;

  RequestRewrite(HeadWriter writer, Identity identity, Mark mark, Trusted trusted) {
    this.forwarding = new Forwarding(writer, trusted);
    this.writer = writer;
    this.identity = identity;
    this.mark = mark;
  }

  /**
   * Writes the head as the route has it, null for none, and notes in the slip where its texts
   * stand.
   */
  HeadWriter write(Head head, Asked asked, Client from, @Nullable LoopRoute route, Slip slip) {
    Paths paths = route == null ? null : route.paths();
    byte[] bytes = head.bytes();
    Fields fields = head.fields();
    writer.clear();
    writer.add(bytes, head.start(), head.methodEnd());
    slip.methodEnd = writer.length();
    writer.add((byte) ' ');
    if (paths == null) {
      addTarget(head, slip);
    } else {
      paths.lead(head, writer);
    }
    writer.add(VERSION);
    slip.host = writer.length();
    if (fields.authorityEnd() > fields.authorityStart()) {
      writer.add(bytes, fields.authorityStart(), fields.authorityEnd());
    } else if (route != null && route.upstream() != null) {
      writer.add(route.upstream().hostless());
    }
    slip.hostEnd = writer.length();
    writer.add(LINE_END);
    copyFields(head, asked, route, slip);
    if (asked.forwards() > 0) {
      writer.add(MAX_FORWARDS).add(ascii(Integer.toString(asked.forwards() - 1))).add(LINE_END);
    }
    writer.add(mark.line(slip.version));
    if (!asked.protocols().isEmpty()) {
      writer.add(UPGRADE).add(ascii(String.join(", ", asked.protocols()))).add(LINE_END);
    }
    if (from.isTrusted()) {
      forwarding.told(head, from.address(), slip);
    } else {
      forwarding.seen(from.address(), slip);
    }
    identify(bytes, fields, slip);
    writer.add(LINE_END);
    if (paths != null) {
      sayOriginal(head, paths, slip);
    }
    FieldLines lines = route == null ? null : route.requestLines();
    if (lines != null) {
      lines.write(writer, writer.memory(), slip);
    }
    return writer.add(LINE_END);
  }

  private void addTarget(Head head, Slip slip) {
    slip.target = writer.length();
    if (head.targetStart() == head.targetEnd() || head.bytes()[head.targetStart()] == '?') {
      writer.add((byte) '/');
    }
    byte[] written = head.writtenTarget();
    if (written == null) {
      writer.add(head.bytes(), head.targetStart(), head.targetEnd());
    } else {
      writer.add(written); // the form that led it to its route is only the gateway's
    }
    slip.targetEnd = writer.length();
  }

  /** What the client asked for: for the endpoint's own links, and for everyone here. */
  private void sayOriginal(Head head, Paths paths, Slip slip) {
    if (paths.stripped().length > 0) {
      writer.add(FORWARDED_PREFIX).add(paths.stripped()).add(LINE_END);
    }
    writer.add(ORIGINAL_URI);
    addTarget(head, slip);
    writer.add(LINE_END);
  }

  private void copyFields(Head head, Asked asked, @Nullable LoopRoute route, Slip slip) {
    Paths paths = route == null ? null : route.paths();
    FieldLines lines = route == null ? null : route.requestLines();
    boolean held = route != null && route.buffersRequest(); // then the gateway says to go on
    Fields fields = head.fields();
    int run = head.startLineEnd();
    int end = run;
    for (int i = 0; i < fields.count(); i++) {
      if (passes(fields, i, head.minorVersion())
          && (lines == null || !lines.drops(head, i))
          && (!held || fields.kind(i) != Field.EXPECT)
          && (asked.forwards() < 0 || fields.kind(i) != Field.MAX_FORWARDS)
          && (paths == null || !fields.isNamed(i, ORIGINAL_NAME))) {
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
          HTTP2_SETTINGS,
          FORWARDED,
          LOOKALIKE,
          X_FORWARDED,
          X_REAL_IP,
          X_REQUEST_ID,
          TRACEPARENT ->
          false;
      case EXPECT -> minorVersion == 1 && !fields.isNominated(index);
      case CONTENT_LENGTH, TRANSFER_ENCODING -> true;
      case CDN_LOOP, DATE, LOCATION, MAX_FORWARDS, USER_AGENT, VIA, OTHER ->
          !fields.isNominated(index);
    };
  }

  private void identify(byte[] bytes, Fields fields, Slip slip) {
    int given = fields.requestId();
    writer.add(REQUEST_ID);
    slip.id = writer.length();
    if (given >= 0 && Identity.isId(bytes, fields.valueStart(given), fields.valueEnd(given))) {
      writer.add(bytes, fields.valueStart(given), fields.valueEnd(given));
    } else {
      identity.newId(writer);
    }
    slip.idEnd = writer.length();
    writer.add(TRACE);
    slip.trace = writer.length();
    int trace = fields.traceParent();
    boolean is =
        trace >= 0 && Identity.isTrace(bytes, fields.valueStart(trace), fields.valueEnd(trace));
    if (is) {
      writer.add(bytes, fields.valueStart(trace), fields.valueEnd(trace));
    } else {
      identity.newTrace(writer);
    }
    identity.trace(writer, is, slip);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
