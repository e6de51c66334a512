package dev.goodgate.gateway.relay;

import static java.util.Objects.requireNonNull;

import dev.goodgate.gateway.report.Slip;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to the endpoint. Head and the first part of the body are held until the
 * exchange is over, so that they can be sent again; what comes later is only passed on, and then
 * the request cannot be repeated.
 */
final class RequestFlow {
  private static final int ROUNDS_A_TURN = 4;

  private final Loop loop;
  private final Body body = new Body();
  private final Outlet outlet;
  private @Nullable Block held;
  private boolean due;
  private boolean bodyGone;
  private long most = Long.MAX_VALUE;
  private boolean roomy;
  private @Nullable Failure failure;

  RequestFlow(Loop loop) {
    this.loop = loop;
    this.outlet = new Outlet(loop.blocks());
  }

  /** For the next request: how long its body may be, and whether to keep room for it. */
  void expect(long most, boolean roomy) {
    this.most = most;
    this.roomy = roomy;
  }

  /**
   * Takes the head as written, and as much of the body as has come with it; returns how many of
   * these bytes belong to the body.
   */
  int hold(HeadWriter head, Body.Framing framing, long length, int offset, int count) {
    MemorySegment scratch = loop.scratch();
    body.begin(framing, length);
    bodyGone = false;
    failure = null;
    int used = body.scan(scratch, offset, count);
    int size = head.length() + body.to() - body.from();
    held = loop.blocks().borrow(roomy ? Blocks.LARGE : size);
    held.append(head.bytes(), 0, head.length());
    held.append(scratch, body.from(), body.to() - body.from());
    return used;
  }

  /** It is to be sent when the turn ends, and until then nothing moves. */
  void sendLater() {
    due = true;
  }

  boolean isDue() {
    return due;
  }

  /**
   * Sends what is held; false when the connection is broken. {@code host}, where there is one, is
   * said in place of the one that the slip tells of.
   */
  boolean begin(Duplex upstream, byte @Nullable [] host, Slip slip) {
    due = false;
    outlet.begin(upstream);
    if (host == null) {
      return outlet.push(held().memory(), 0, held().length());
    }
    MemorySegment all = held().memory();
    int rest = held().length() - slip.hostEnd;
    Block whole = loop.blocks().borrow(slip.host + host.length + rest);
    whole.append(all, 0, slip.host);
    whole.append(host, 0, host.length);
    whole.append(all, slip.hostEnd, rest);
    boolean sent = outlet.push(whole.memory(), 0, whole.length());
    loop.blocks().giveBack(whole);
    return sent;
  }

  /** Holds what the client sends; DONE when all of it is there, or no more can be held. */
  Progress collect(Client client) {
    while (!body.isDone() && held().room() > 0) {
      int room = body.wants(Math.min(Loop.SCRATCH, held().room()));
      int count = client.duplex().receive(loop.scratch(), Loop.HEADROOM, room);
      if (count == Duplex.AGAIN) {
        return Progress.WAITS_FOR_SOURCE;
      }
      if (count < 0) {
        return Progress.SOURCE_ENDED;
      }
      if (!scan(client, count)) {
        return Progress.REFUSED;
      }
      held().append(loop.scratch(), body.from(), body.to() - body.from());
    }
    return Progress.DONE;
  }

  /** Passes on what the client sends. */
  Progress pump(Client client) {
    if (!outlet.flush()) {
      return Progress.SINK_BROKEN;
    }
    for (int round = 0; round < ROUNDS_A_TURN; round++) {
      if (outlet.isBlocked()) {
        return Progress.WAITS_FOR_SINK;
      }
      if (body.isDone()) {
        return Progress.DONE;
      }
      int count = client.duplex().receive(loop.scratch(), Loop.HEADROOM, body.wants(Loop.SCRATCH));
      if (count == Duplex.AGAIN) {
        return Progress.WAITS_FOR_SOURCE;
      }
      if (count < 0) {
        return Progress.SOURCE_ENDED;
      }
      if (!pass(client, count)) {
        return failure == null ? Progress.SINK_BROKEN : Progress.REFUSED;
      }
    }
    return Progress.PAUSED;
  }

  private boolean pass(Client client, int count) {
    if (!scan(client, count)) {
      return false;
    }
    hold(body.to() - body.from());
    return outlet.push(loop.scratch(), body.from(), body.to());
  }

  private boolean scan(Client client, int count) {
    int used = body.scan(loop.scratch(), Loop.HEADROOM, count);
    Defect defect = body.defect();
    if (defect != null) {
      failure = malformed(defect);
      return false;
    }
    failure = excess();
    if (failure != null) {
      return false;
    }
    if (used < count) {
      client.keepForLater(loop.scratch(), Loop.HEADROOM + used, count - used);
    }
    return true;
  }

  /** What is wrong with a body that is longer than it may be, null while it is not. */
  @Nullable Failure excess() {
    return Math.max(body.length(), body.seen()) <= most
        ? null
        : new Failure(
            Phase.WRITE_REQUEST,
            Actor.CLIENT,
            Symptom.TOO_LARGE,
            new Detail.Limit("body-limit", most));
  }

  /** A small body that comes behind its head can be sent again too. */
  private void hold(int count) {
    if (!bodyGone && held().room() >= count) {
      held().append(loop.scratch(), body.from(), count);
    } else {
      bodyGone |= count > 0;
    }
  }

  static Failure malformed(Defect defect) {
    return StreamFailures.malformed(Phase.WRITE_REQUEST, Actor.CLIENT, defect, new byte[0], 0);
  }

  /** What is wrong with the body so far, null while nothing is. */
  @Nullable Defect defect() {
    return body.defect();
  }

  /** What is wrong, after REFUSED. */
  Failure failure() {
    return requireNonNull(failure);
  }

  /** Whether the whole request has been received. */
  boolean isReceived() {
    return body.isDone();
  }

  /** Whether the connection has taken the whole request. */
  boolean isSent() {
    return body.isDone() && !outlet.isBlocked();
  }

  /** Whether a part of the body was passed on that is not held. */
  boolean isBodyGone() {
    return bodyGone;
  }

  Outlet outlet() {
    return outlet;
  }

  long sentBytes() {
    return outlet.sent();
  }

  long bodyBytes() {
    return body.seen();
  }

  Block held() {
    if (held == null) {
      throw new IllegalStateException("no request is held");
    }
    return held;
  }

  boolean holds() {
    return held != null;
  }

  /** Lets go of the connection: for another attempt. */
  void endAttempt() {
    due = false;
    outlet.end();
  }

  /** Lets go of everything. */
  void end() {
    endAttempt();
    if (held != null) {
      loop.blocks().giveBack(held);
      held = null;
    }
  }
}
