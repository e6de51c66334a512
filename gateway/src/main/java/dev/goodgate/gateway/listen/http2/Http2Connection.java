package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.exchange.Conduct;
import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.http2.flow.Outflow;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.traffic.Detail;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 with one client (RFC 9113): many exchanges at a time on one connection. One loop. Holds no
 * memory for bytes while nothing goes on.
 *
 * <p>How it works: what comes is cut into frames, on which {@link Dialogue} acts; exchanges that
 * got something are told when all frames of the turn have been read. What they say in return goes
 * to {@link Outflow}, which sends it at the end of the turn. A client that does not take what waits
 * for it is not listened to either, so that its memory is bounded.
 */
public final class Http2Connection {
  private static final byte[] PREFACE = Frame.preface();
  private static final Outflow.Reserve RESERVE = new Outflow.Reserve(16 * 1_024, 2 * 1_024);
  private static final int ROUNDS_A_TURN = 4;

  /** How long requests may be on their way when the client is told to send no more. */
  private static final Duration CROSSING = Duration.ofSeconds(1);

  private static final int ALL_STREAMS = Integer.MAX_VALUE;

  private final Carrier carrier;
  private final Loop loop;
  private final Outflow output;
  private final Dialogue dialogue;
  private final FrameReader frames = new FrameReader();
  private @Nullable Block partial;
  private boolean prefaced;
  private boolean stalled;
  private boolean left;
  private long waitsSince;
  private long idleSince;
  private long drainsAt;
  private boolean drained;

  public Http2Connection(Carrier carrier, Desk desk) {
    this.carrier = carrier;
    this.loop = desk.loop();
    this.output = new Outflow(loop, carrier::duplex, RESERVE, this::sent);
    this.dialogue = new Dialogue(carrier, desk, output);
  }

  /** Begins, with what has been received already: the preface, or its beginning. */
  public void begin(MemorySegment received) {
    waitsSince = loop.now();
    dialogue.open();
    keep(received, (int) received.byteSize());
    stalled = partial != null; // it has not been looked at
    ready();
  }

  /** Something about the connection has changed. */
  public void ready() {
    if (output.blockedSince() != 0 && output.send()) {
      dialogue.turns().sent();
    }
    boolean there = !output.isBroken() && !carrier.duplex().isBroken() && read();
    if (there) {
      work();
    }
    if (!there && !left) {
      lose();
    }
  }

  /** What frames and windows have brought is told to those whom it concerns. */
  private void work() {
    dialogue.turns().tellNews();
    if (dialogue.turns().serve()) {
      carrier.duplex().again();
    }
    if (output.isBroken()) {
      lose();
    } else if (!left) {
      leaveIfDrained();
      arm();
    }
  }

  /** The loop's turn ends, and what it has brought together has been sent. */
  private void sent() {
    if (left) {
      return;
    }
    if (output.isEmpty()) {
      dialogue.turns().sent();
    }
    work();
    if (stalled && output.isEmpty()) {
      carrier.duplex().again();
    }
  }

  // ---- reading

  /** Acts on what has come; false when the connection is lost, or being left. */
  private boolean read() {
    Block block = loop.blocks().borrow(Blocks.LARGE);
    MemorySegment memory = block.memory();
    int have = unkeep(memory);
    boolean there = true;
    if (stalled) {
      have = act(memory, have);
      there = have >= 0;
    }
    for (int round = 1; there && !stalled; round++) {
      int count =
          carrier.duplex().receive(memory, have, Math.min(Loop.SCRATCH, block.size() - have));
      if (count == Duplex.AGAIN) {
        break;
      }
      have = count < 0 ? count : act(memory, have + count);
      there = have >= 0;
      if (there && round == ROUNDS_A_TURN) {
        carrier.duplex().again();
        break;
      }
    }
    if (there) {
      keep(memory, have);
    }
    loop.blocks().giveBack(block);
    return there;
  }

  /**
   * Acts on all frames that are there whole, as long as there is room for what they may call for;
   * returns how much is left, which stands in front then, or -1 when the connection is being left.
   */
  private int act(MemorySegment memory, int end) {
    int at = prefaced ? 0 : preface(memory, end);
    stalled = false;
    while (at >= 0 && at < end && prefaced) {
      if (!output.canAnswer() && !(output.send() && output.canAnswer())) {
        stalled = true;
        break;
      }
      int used = frames.read(memory, at, end);
      if (used == FrameReader.INCOMPLETE) {
        break;
      }
      Code wrong = used == FrameReader.REFUSED ? frames.code() : dialogue.act(frames, memory);
      if (wrong != Code.NO_ERROR) {
        fail(wrong);
        return -1;
      }
      at += used;
    }
    if (at > 0) {
      MemorySegment.copy(memory, at, memory, 0, end - at);
      waitsSince = dialogue.isSettled() && !dialogue.isInHead() ? 0 : waitsSince;
    }
    return at < 0 ? at : end - at;
  }

  /** Returns where the frames begin, or -1 where this is not HTTP/2. */
  private int preface(MemorySegment memory, int end) {
    int like = Math.min(end, PREFACE.length);
    byte[] begins = memory.asSlice(0, like).toArray(ValueLayout.JAVA_BYTE);
    if (!Arrays.equals(begins, Arrays.copyOf(PREFACE, like))) {
      fail(Code.PROTOCOL_ERROR);
      return -1;
    }
    prefaced = like == PREFACE.length;
    return prefaced ? like : 0;
  }

  private void keep(MemorySegment from, int length) {
    if (length > 0) {
      Block block = loop.blocks().borrow(length);
      block.append(from, 0, length);
      partial = block;
    }
  }

  private int unkeep(MemorySegment into) {
    Block kept = partial;
    if (kept == null) {
      return 0;
    }
    partial = null;
    int length = kept.length();
    MemorySegment.copy(kept.memory(), 0, into, 0, length);
    loop.blocks().giveBack(kept);
    return length;
  }

  // ---- time

  private void arm() {
    if (left) {
      return;
    }
    long now = loop.now();
    boolean waits = partial != null || dialogue.isInHead() || !dialogue.isSettled();
    waitsSince = !waits ? 0 : waitsSince == 0 ? now : waitsSince;
    if (dialogue.hasStreams()) {
      idleSince = 0;
    } else if (idleSince == 0) {
      idleSince = now;
    }
    carrier.timer().set(deadline());
  }

  private long deadline() {
    Limits limits = carrier.bench().limits();
    long deadline = drainsAt == 0 ? Long.MAX_VALUE : drainsAt;
    if (waitsSince != 0) {
      deadline = Math.min(deadline, waitsSince + limits.headTimeout().toNanos());
    }
    if (idleSince != 0) {
      deadline = Math.min(deadline, idleSince + limits.keepAlive().toNanos());
    }
    if (output.blockedSince() != 0) {
      deadline = Math.min(deadline, output.blockedSince() + limits.stall().toNanos());
    }
    return deadline;
  }

  /** The connection's timer has rung. */
  public void onTime() {
    long now = loop.now();
    Limits limits = carrier.bench().limits();
    if (output.blockedSince() != 0 && now >= output.blockedSince() + limits.stall().toNanos()) {
      dialogue.giveWay(new Detail.Waited("limits.stall", limits.stall()));
      lose();
    } else if (waitsSince != 0 && now >= waitsSince + limits.headTimeout().toNanos()) {
      fail(Code.PROTOCOL_ERROR);
    } else if (idleSince != 0 && now >= idleSince + limits.keepAlive().toNanos()) {
      fail(Code.NO_ERROR);
    } else {
      leaveIfDrained();
      arm();
    }
  }

  // ---- the end

  /** No new requests: those on their way are still let in, RFC 9113 6.8. */
  public void drain() {
    if (drainsAt == 0) {
      drainsAt = loop.now() + CROSSING.toNanos();
      output.goAway(ALL_STREAMS, Code.NO_ERROR);
      output.ping();
      dialogue.leave();
      arm();
    }
  }

  private void leaveIfDrained() {
    if (drainsAt == 0 || left) {
      return;
    }
    if (!drained && (dialogue.hasAnsweredPing() || loop.now() >= drainsAt)) {
      drained = true;
      drainsAt = Long.MAX_VALUE;
      output.goAway(dialogue.lastNumber(), Code.NO_ERROR);
    }
    if (drained && !dialogue.hasStreams()) {
      leave();
    }
  }

  /** The gateway stops: closes the connection if nothing is going on. */
  public void closeIfIdle() {
    if (!dialogue.hasStreams()) {
      fail(Code.NO_ERROR);
    }
  }

  /** Since when nothing has been going on; {@link Conduct#NOT_AT_ALL} where something is. */
  public long idleSince() {
    return left || idleSince == 0 || waitsSince != 0 ? Conduct.NOT_AT_ALL : idleSince;
  }

  /**
   * Since when it is the client alone who keeps all that goes on from going on: it neither takes
   * what it is sent, nor says what it has begun to say, on any stream; {@link Conduct#NOT_AT_ALL}
   * where it is not.
   */
  public long stuckSince() {
    if (left) {
      return Conduct.NOT_AT_ALL;
    }
    if (output.blockedSince() != 0) {
      return output.blockedSince();
    }
    return dialogue.hasStreams()
        ? dialogue.stuckSince()
        : waitsSince == 0 ? Conduct.NOT_AT_ALL : waitsSince;
  }

  /** Another needs its place. */
  public void giveWay() {
    dialogue.giveWay(
        new Detail.Limit("limits.connections", carrier.bench().limits().connections()));
    boolean idle = idleSince() != Conduct.NOT_AT_ALL;
    fail(Code.NO_ERROR);
    if (idle) {
      carrier.close(); // nothing is on its way that a close could lose
    }
  }

  /** The client is told why, and all is over. */
  private void fail(Code code) {
    if (left) {
      return;
    }
    output.goAway(dialogue.lastNumber(), code);
    leave();
  }

  private void leave() {
    left = true;
    dialogue.giveUpAll();
    boolean _ = output.send();
    carrier.sayFarewell();
  }

  /** The client is gone. */
  private void lose() {
    left = true;
    dialogue.giveUpAll();
    carrier.close();
  }

  /** The connection was closed because something here threw. */
  public void lost() {
    left = true;
    dialogue.forsakeAll();
  }

  /** The connection is closed: lets go of all memory. */
  public void end() {
    forgetPartial();
    output.close();
  }

  private void forgetPartial() {
    if (partial != null) {
      loop.blocks().giveBack(partial);
      partial = null;
    }
  }
}
