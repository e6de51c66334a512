package dev.goodgate.gateway.http2.flow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The frames on their way to the other side of one connection. All that a turn of the loop brings
 * together, of whatever stream, is sent at its end in one piece; so is what bodies may fill of the
 * memory, if that is reached before. Nothing is held while there is nothing to send.
 */
public final class Outflow {
  private final Loop loop;
  private final Supplier<Duplex> over;
  private final Reserve reserve;
  private final Runnable task;
  private final Runnable sent;
  private @Nullable Block block;
  private boolean due;
  private boolean broken;
  private boolean closed;
  private long blockedSince;
  private long written;

  /**
   * What is kept free of the memory: {@code fromBodies} for what must be said in any case, {@code
   * least} for answers to what is read, or nothing more is read.
   */
  public record Reserve(int fromBodies, int least) {}

  /**
   * Sends over what {@code over} gives; {@code sent} is told at the end of each turn that has
   * brought something together, when it was sent, or some of it.
   */
  public Outflow(Loop loop, Supplier<Duplex> over, Reserve reserve, Runnable sent) {
    this.loop = loop;
    this.over = over;
    this.reserve = reserve;
    this.sent = sent;
    this.task = this::sendDue;
  }

  // ---- what is said

  /** What a client says first. */
  public void preface(int... settings) {
    Block held = held();
    byte[] preface = Frame.preface();
    held.append(preface, 0, preface.length);
    settings(settings);
  }

  public void settings(int... pairs) {
    wrote(Frame.settings(memory(), at(), pairs));
  }

  public void settingsAck() {
    wrote(Frame.settingsAck(memory(), at()));
  }

  public void pingAck(MemorySegment from, int payload) {
    wrote(Frame.pingAck(memory(), at(), from, payload));
  }

  /** A ping of our own. */
  public void ping() {
    int payload = Frame.head(memory(), at(), 8, Frame.with(Frame.PING, 0), 0);
    memory().asSlice(payload, 8).fill((byte) 0);
    wrote(payload + 8);
  }

  public void windowUpdate(int stream, int increment) {
    wrote(Frame.windowUpdate(memory(), at(), stream, increment));
  }

  public void rstStream(int stream, Code code) {
    wrote(Frame.rstStream(memory(), at(), stream, code));
  }

  public void goAway(int lastStream, Code code) {
    wrote(Frame.goAway(memory(), at(), lastStream, code));
  }

  /** A compressed head, in as many frames as it needs. */
  public void head(int stream, byte[] coded, int length, boolean endsStream) {
    int from = 0;
    do {
      int step = Math.min(length - from, Frame.MAX_PAYLOAD);
      int flags = from + step == length ? Frame.END_HEADERS : 0;
      int type = from == 0 ? Frame.HEADERS : Frame.CONTINUATION;
      flags |= from == 0 && endsStream ? Frame.END_STREAM : 0;
      int payload = Frame.head(memory(), at(), step, Frame.with(type, flags), stream);
      MemorySegment.copy(coded, from, memory(), JAVA_BYTE, payload, step);
      wrote(payload + step);
      from += step;
    } while (from < length);
  }

  /** Where the payload of a DATA frame is put before {@link #data} makes it one. */
  public int payloadAt() {
    return at() + Frame.HEAD;
  }

  public void data(int stream, int length, boolean endsStream) {
    int flags = endsStream ? Frame.END_STREAM : 0;
    wrote(Frame.head(memory(), at(), length, Frame.with(Frame.DATA, flags), stream) + length);
  }

  // ---- room for it

  public MemorySegment memory() {
    return held().memory();
  }

  private Block held() {
    Block held = block;
    if (held == null) {
      held = loop.blocks().borrow(Blocks.LARGE);
      block = held;
    }
    return held;
  }

  private int at() {
    return held().length();
  }

  private void wrote(int end) {
    Block held = held();
    written += end - held.length();
    held.fill(end - held.length());
    if (!due) {
      due = true;
      loop.execute(task);
    }
  }

  private int unused() {
    return block == null ? Blocks.LARGE : block.room();
  }

  /** How much bodies may add now, frames included; what is there is sent first where that helps. */
  public int room() {
    if (unused() - reserve.fromBodies() - Frame.HEAD < Frame.MAX_PAYLOAD && over.get().mayWrite()) {
      boolean _ = send();
    }
    return unused() - reserve.fromBodies();
  }

  /** Whether so much that is no body, frames included, can be said now. */
  public boolean hasRoom(int bytes) {
    return unused() - reserve.least() >= bytes || (block == null && bytes <= Blocks.LARGE);
  }

  /** Whether an answer to whatever is read next can be said. */
  public boolean canAnswer() {
    return unused() >= reserve.least();
  }

  // ---- sending

  private void sendDue() {
    due = false;
    if (closed) {
      drop();
    } else {
      boolean _ = send();
      sent.run();
    }
  }

  /** Sends what is there; true when that is all, or the connection is broken. */
  public boolean send() {
    Block held = block;
    if (held == null) {
      return true;
    }
    int taken = over.get().send(held.memory(), held.taken(), held.remaining());
    if (taken < 0) {
      broken = true;
      drop();
      return true;
    }
    held.take(taken);
    if (held.remaining() > 0) {
      blockedSince = taken > 0 || blockedSince == 0 ? loop.now() : blockedSince;
      return false;
    }
    drop();
    blockedSince = 0;
    return true;
  }

  /** How much was said in all. */
  public long written() {
    return written;
  }

  public boolean isBroken() {
    return broken;
  }

  public boolean isEmpty() {
    return block == null;
  }

  /** Since when the other side has taken nothing of what waits for it; 0 while nothing waits. */
  public long blockedSince() {
    return blockedSince;
  }

  /** The connection is closed: what is said from now on is for nobody. */
  public void close() {
    closed = true;
    drop();
  }

  private void drop() {
    if (block != null) {
      loop.blocks().giveBack(block);
      block = null;
    }
  }
}
