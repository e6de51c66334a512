package dev.goodgate.gateway.tls;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Failure;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The beginning of one connection, until both sides have the last of what each has to say. */
final class Handshake {
  /** What it may bring: long chains of certificates included. */
  private static final int MOST = 256 * 1024;

  private final SSLEngine engine;
  private final Inbound inbound;
  private final Unsent unsent;
  private final Spare spare;
  private final Actor other;
  private @Nullable Failure failure;
  private boolean begun;
  private boolean agreed;

  Handshake(SSLEngine engine, Inbound inbound, Unsent unsent, Spare spare, Actor other) {
    this.engine = engine;
    this.inbound = inbound;
    this.unsent = unsent;
    this.spare = spare;
    this.other = other;
  }

  /** 0 when it is done, EAGAIN's errno, or what else {@link Inbound#next} says. */
  int go(TlsBuffers buffers) throws SSLException {
    if (!begun) {
      begun = true;
      engine.beginHandshake();
    }
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks(engine);
        case NEED_WRAP -> {
          int result = unsent.wrap();
          if (result < 0) {
            return result;
          }
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          int result = hear(buffers);
          if (result == Duplex.AGAIN) {
            int flushed = unsent.flush();
            return flushed < 0 ? flushed : Kernel.AGAIN;
          }
          if (result < 0) {
            return result;
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return agree();
        }
      }
    }
  }

  private static void runTasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  /** Takes in one record. */
  private int hear(TlsBuffers buffers) throws SSLException {
    int record = inbound.next(true);
    if (record == Duplex.AGAIN) {
      // BoringSSL's engine finds out at its next call only that it has had the last of it
      SSLEngineResult _ = engine.unwrap(buffers.nothing, buffers.plain(0, TlsBuffers.RECORD));
      return waits() ? Duplex.AGAIN : 1;
    }
    if (record < 0) {
      return record;
    }
    if (inbound.count() > MOST || inbound.isOldHello()) {
      failure =
          inbound.count() > MOST
              ? TlsFailures.tooLarge(other, MOST)
              : TlsFailures.oldVersion(other);
      return Inbound.MALFORMED;
    }
    SSLEngineResult result = engine.unwrap(inbound.record(), buffers.plain(0, TlsBuffers.RECORD));
    inbound.consumed();
    spare.keep(buffers.plain, 0, result.bytesProduced());
    return result.getStatus() == Status.CLOSED && engine.isInboundDone() ? Duplex.END : record;
  }

  private boolean waits() {
    HandshakeStatus status = engine.getHandshakeStatus();
    return status == HandshakeStatus.NEED_UNWRAP || status == HandshakeStatus.NEED_UNWRAP_AGAIN;
  }

  /** Done when the other side can have what is the last of it. */
  private int agree() throws SSLException {
    if (!agreed) {
      agreed = true;
      int result = unsent.wrap(); // there may be something that an engine's status does not tell
      if (result < 0) {
        return result;
      }
    }
    int flushed = unsent.flush();
    if (flushed < 0) {
      return flushed;
    }
    return unsent.isEmpty() ? 0 : Kernel.AGAIN;
  }

  /** What a record asks of the engine itself: another key (RFC 8446 4.6.3), an alert. */
  int answer() throws SSLException {
    int result = 0;
    HandshakeStatus status = engine.getHandshakeStatus();
    while (result >= 0 && status != HandshakeStatus.NOT_HANDSHAKING) {
      switch (status) {
        case NEED_TASK -> runTasks(engine);
        case NEED_WRAP -> result = unsent.wrap();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING -> {
          return result;
        }
      }
      status = engine.getHandshakeStatus();
    }
    return result;
  }

  /** What is wrong, where it is known here. */
  @Nullable Failure failure() {
    return failure;
  }
}
