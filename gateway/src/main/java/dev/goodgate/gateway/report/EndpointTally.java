package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Phase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts the attempts at one endpoint. Written by the reporter's thread, read by any. */
final class EndpointTally {
  private static final int ANSWERED = 0;
  private static final int FAILED = 1;
  private static final int ABANDONED = 2;
  private static final int RETRIES = 3;
  private static final int FRESH = 4;
  private static final int REUSED = 5;

  private final AtomicLongArray figures = new AtomicLongArray(REUSED + 1);
  private final Map<Counts.Mishap, LongAdder> mishaps = new ConcurrentHashMap<>();
  private final Histogram connect = new Histogram();
  private final Histogram tls = new Histogram();
  private final Histogram firstByte = new Histogram();
  private final Histogram body = new Histogram();

  /** An exchange that went well had one attempt. */
  void count(Noted noted) {
    ended(ANSWERED);
    connected(noted.reused);
    if (noted.connectNanos >= 0) {
      connect.note(noted.connectNanos);
    }
    if (noted.tlsNanos >= 0) {
      tls.note(noted.tlsNanos);
    }
    if (noted.firstByteNanos >= 0) {
      firstByte.note(noted.firstByteNanos);
    }
    if (noted.headNanos >= 0) {
      body.note(noted.tookNanos - noted.headNanos);
    }
  }

  void count(Attempt attempt) {
    if (attempt.number() > 1) {
      ended(RETRIES);
    }
    attempt.connection().map(ConnectionFacts::reused).ifPresent(this::connected);
    attempt.timing().connect().map(Duration::toNanos).ifPresent(connect::note);
    attempt.timing().tls().map(Duration::toNanos).ifPresent(tls::note);
    attempt.timing().firstByte().map(Duration::toNanos).ifPresent(firstByte::note);
    switch (attempt.ending()) {
      case Ending.Answered _ -> ended(ANSWERED);
      case Ending.Abandoned _ -> ended(ABANDONED);
      case Ending.Failed(var failure) -> {
        ended(FAILED);
        mishaps.computeIfAbsent(Counts.Mishap.of(failure), _ -> new LongAdder()).increment();
      }
    }
  }

  private void ended(int how) {
    Histogram.add(figures, how, 1);
  }

  private void connected(boolean reused) {
    Histogram.add(figures, reused ? REUSED : FRESH, 1);
  }

  Counts.OfEndpoint read(String upstream, String endpoint) {
    Map<String, Long> endings = new TreeMap<>();
    endings.put("answered", figures.getOpaque(ANSWERED));
    endings.put("failed", figures.getOpaque(FAILED));
    endings.put("abandoned", figures.getOpaque(ABANDONED));
    Map<Counts.Mishap, Long> failures = new HashMap<>();
    mishaps.forEach((mishap, count) -> failures.put(mishap, count.sum()));
    Map<String, Counts.Spans> phases = new TreeMap<>();
    put(phases, Phase.CONNECT, connect);
    put(phases, Phase.TLS, tls);
    put(phases, Phase.WAIT_FIRST_BYTE, firstByte);
    put(phases, Phase.STREAM_BODY, body);
    return new Counts.OfEndpoint(
        upstream,
        endpoint,
        endings,
        failures,
        figures.getOpaque(RETRIES),
        figures.getOpaque(FRESH),
        figures.getOpaque(REUSED),
        phases);
  }

  private static void put(Map<String, Counts.Spans> phases, Phase phase, Histogram spans) {
    if (!spans.isEmpty()) {
      phases.put(phase.id(), spans.read());
    }
  }
}
