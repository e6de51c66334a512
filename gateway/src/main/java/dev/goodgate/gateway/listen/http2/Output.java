package dev.goodgate.gateway.listen.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The frames on their way to one client. All that a turn of the loop brings together, of whatever
 * stream, is sent at its end in one piece; so is what bodies may fill of the memory, if that is
 * reached before. Nothing is held while there is nothing to send.
 */
final class Output {
  /** Bodies leave room for what must be said in any case. */
  private static final int KEPT_FREE = 16 * 1_024;

  /** With less room than this nothing more is read: it might call for an answer. */
  private static final int LEAST = 2 * 1_024;

  private final Loop loop;
  private final Carrier carrier;
  private final Runnable task;
  private final Runnable sent;
  private @Nullable Block block;
  private boolean due;
  private boolean broken;
  private boolean closed;
  private long blockedSince;
  private long written;

  /** {@code sent} is told when what a turn has brought together was sent, or some of it. */
  Output(Loop loop, Carrier carrier, Runnable sent) {
    this.loop = loop;
    this.carrier = carrier;
    this.sent = sent;
    this.task = this::sendDue;
  }

  // ---- what is said

  void settings(int... pairs) {
    wrote(Frame.settings(memory(), at(), pairs));
  }

  void settingsAck() {
    wrote(Frame.settingsAck(memory(), at()));
  }

  void pingAck(MemorySegment from, int payload) {
    wrote(Frame.pingAck(memory(), at(), from, payload));
  }

  /** A ping of our own. */
  void ping() {
    int payload = Frame.head(memory(), at(), 8, Frame.with(Frame.PING, 0), 0);
    memory().asSlice(payload, 8).fill((byte) 0);
    wrote(payload + 8);
  }

  void windowUpdate(int stream, int increment) {
    wrote(Frame.windowUpdate(memory(), at(), stream, increment));
  }

  void rstStream(int stream, Code code) {
    wrote(Frame.rstStream(memory(), at(), stream, code));
  }

  void goAway(int lastStream, Code code) {
    wrote(Frame.goAway(memory(), at(), lastStream, code));
  }

  /** A compressed head, in as many frames as it needs. */
  void head(int stream, byte[] coded, int length, boolean endsStream) {
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

  void data(int stream, MemorySegment from, int offset, int length, boolean endsStream) {
    MemorySegment.copy(from, offset, memory(), at() + Frame.HEAD, length);
    dataHead(stream, length, endsStream);
  }

  /** Where the payload of a DATA frame may be put before {@link #dataHead} makes it one. */
  int dataPayload() {
    return at() + Frame.HEAD;
  }

  void dataHead(int stream, int length, boolean endsStream) {
    int flags = endsStream ? Frame.END_STREAM : 0;
    wrote(Frame.head(memory(), at(), length, Frame.with(Frame.DATA, flags), stream) + length);
  }

  // ---- room for it

  MemorySegment memory() {
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

  private int room() {
    return block == null ? Blocks.LARGE : block.room();
  }

  /** How large a piece of a body may be now; what is there is sent first where that helps. */
  int bodyRoom() {
    if (room() - KEPT_FREE - Frame.HEAD < Frame.MAX_PAYLOAD && carrier.duplex().mayWrite()) {
      boolean _ = send();
    }
    return room() - KEPT_FREE - Frame.HEAD;
  }

  /** Whether so much more, frames included, can be said now. */
  boolean hasRoom(int bytes) {
    return room() - LEAST >= bytes || (room() == Blocks.LARGE && bytes <= Blocks.LARGE);
  }

  /** Whether an answer to whatever is read next can be said. */
  boolean canAnswer() {
    return room() >= LEAST;
  }

  // ---- sending

  private void sendDue() {
    due = false;
    if (closed) {
      drop();
    } else if (block != null) {
      boolean _ = send();
      sent.run();
    }
  }

  /** Sends what is there; true when that is all, or the connection is broken. */
  boolean send() {
    Block held = block;
    if (held == null) {
      return true;
    }
    int taken = carrier.duplex().send(held.memory(), held.taken(), held.remaining());
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
  long written() {
    return written;
  }

  boolean isBroken() {
    return broken;
  }

  boolean isEmpty() {
    return block == null;
  }

  /** Since when the client has taken nothing of what waits for it; 0 while nothing waits. */
  long blockedSince() {
    return blockedSince;
  }

  /** The connection is closed: what is said from now on is for nobody. */
  void close() {
    closed = true;
    drop();
  }

  /** Forgets what was to be sent. */
  void drop() {
    if (block != null) {
      loop.blocks().giveBack(block);
      block = null;
    }
  }
}
