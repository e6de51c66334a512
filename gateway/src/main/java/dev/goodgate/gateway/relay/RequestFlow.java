package dev.goodgate.gateway.relay;

import static java.util.Objects.requireNonNull;

import dev.goodgate.gateway.report.Slip;
import dev.goodgate.gateway.spool.Spool;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
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
  private final Body body = Body.ofRequests();
  private final Outlet outlet;
  private final Held held;
  private boolean due;
  private long most = Long.MAX_VALUE;
  private boolean whole;
  private @Nullable Failure failure;

  RequestFlow(Loop loop, Spool spool) {
    this.loop = loop;
    this.held = new Held(loop.blocks(), spool);
    this.outlet = new Outlet(loop.blocks());
  }

  /** For a new exchange: nothing has come of a body, and perhaps none will. */
  void begin() {
    body.begin(Body.Framing.NONE, 0);
  }

  /** For the next request: how long its body may be, and whether all of it is to be held. */
  void expect(long most, boolean whole) {
    this.most = most;
    this.whole = whole;
  }

  /**
   * Takes the head as written, and as much of the body as has come with it; returns how many of
   * these bytes belong to the body.
   */
  int hold(HeadWriter head, Body.Framing framing, long length, int offset, int count) {
    MemorySegment scratch = loop.scratch();
    body.begin(framing, length);
    failure = null;
    int used = body.scan(scratch, offset, count);
    int bytes = body.to() - body.from();
    held.begin(head.length() + bytes, whole);
    held.front().append(head.bytes(), 0, head.length());
    held.front().append(scratch, body.from(), bytes);
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
    held.rewind();
    outlet.begin(upstream);
    MemorySegment all = held.front().memory();
    if (host == null) {
      return outlet.push(all, 0, held.front().length());
    }
    int rest = held.front().length() - slip.hostEnd;
    Block whole = loop.blocks().borrow(slip.host + host.length + rest);
    whole.append(all, 0, slip.host);
    whole.append(host, 0, host.length);
    whole.append(all, slip.hostEnd, rest);
    boolean sent = outlet.push(whole.memory(), 0, whole.length());
    loop.blocks().giveBack(whole);
    return sent;
  }

  /** Holds what the client sends, until all of it is there. */
  Progress collect(Client client) {
    for (int round = 0; round < ROUNDS_A_TURN; round++) {
      Progress progress = body.isDone() ? Progress.DONE : receive(client);
      if (progress != Progress.PAUSED) {
        return progress;
      }
    }
    return Progress.PAUSED;
  }

  /** Passes on what is held, and then what the client sends. */
  Progress pump(Client client) {
    if (!outlet.flush()) {
      return Progress.SINK_BROKEN;
    }
    for (int round = 0; round < ROUNDS_A_TURN; round++) {
      if (outlet.isBlocked()) {
        return Progress.WAITS_FOR_SINK;
      }
      Progress progress = held.hasMore() ? passHeld() : pass(client);
      if (progress != Progress.PAUSED) {
        return progress;
      }
    }
    return Progress.PAUSED;
  }

  private Progress pass(Client client) {
    Progress progress = body.isDone() ? Progress.DONE : receive(client);
    return progress == Progress.PAUSED ? push(body.from(), body.to()) : progress;
  }

  private Progress passHeld() {
    int count = held.read(loop.scratch(), Loop.HEADROOM, Loop.SCRATCH);
    failure = held.failure();
    return failure == null ? push(Loop.HEADROOM, Loop.HEADROOM + count) : Progress.REFUSED;
  }

  private Progress push(int from, int to) {
    return outlet.push(loop.scratch(), from, to) ? Progress.PAUSED : Progress.SINK_BROKEN;
  }

  /** Receives, and holds as far as it can, what stands in the body's range then. */
  private Progress receive(Client client) {
    int count = client.duplex().receive(loop.scratch(), Loop.HEADROOM, body.wants(Loop.SCRATCH));
    if (count == Duplex.AGAIN) {
      return Progress.WAITS_FOR_SOURCE;
    }
    if (count < 0) {
      return Progress.SOURCE_ENDED;
    }
    return scan(client, count) && hold() ? Progress.PAUSED : Progress.REFUSED;
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
  private boolean hold() {
    boolean sound = held.add(loop.scratch(), body.from(), body.to() - body.from());
    failure = sound ? null : held.failure();
    return sound;
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
    return body.isDone() && !outlet.isBlocked() && !held.hasMore();
  }

  /** Whether a part of the body was passed on that is not held. */
  boolean isBodyGone() {
    return held.isGone();
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

  /** The head as it was written for the endpoint stands at its beginning. */
  Block held() {
    return held.front();
  }

  boolean holds() {
    return held.isThere();
  }

  /** Lets go of the connection: for another attempt. */
  void endAttempt() {
    due = false;
    outlet.end();
  }

  /** Lets go of everything. */
  void end() {
    endAttempt();
    held.end();
  }
}
