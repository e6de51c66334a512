package dev.goodgate.gateway.connect.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The frames on their way to one endpoint. All that a turn of the loop brings together, of whatever
 * stream, goes out in one send at its end. Nothing is held while there is nothing to send.
 */
final class Outflow {
  /** Requests leave so much room for what the connection itself must say. */
  private static final int KEPT_FREE = 8 * 1_024;

  /** With less room than this nothing is read: it might call for an answer. */
  private static final int LEAST = 64;

  private final Loop loop;
  private final Duplex socket;
  private final Runnable task = this::sendDue;
  private final Runnable sent;
  private @Nullable Block block;
  private boolean due;
  private int errno;

  /** {@code sent} is told after each sending at a turn's end. */
  Outflow(Loop loop, Duplex socket, Runnable sent) {
    this.loop = loop;
    this.socket = socket;
    this.sent = sent;
  }

  void preface(int... settings) {
    Block held = held();
    byte[] preface = Frame.preface();
    held.append(preface, 0, preface.length);
    wrote(Frame.settings(held.memory(), held.length(), settings));
  }

  void settingsAck() {
    wrote(Frame.settingsAck(memory(), at()));
  }

  void pingAck(MemorySegment from, int payload) {
    wrote(Frame.pingAck(memory(), at(), from, payload));
  }

  void windowUpdate(int stream, int increment) {
    wrote(Frame.windowUpdate(memory(), at(), stream, increment));
  }

  void rstStream(int stream, Code code) {
    wrote(Frame.rstStream(memory(), at(), stream, code));
  }

  void goAway(Code code) {
    wrote(Frame.goAway(memory(), at(), 0, code));
  }

  /** A compressed head, in as many frames as it needs. */
  void head(int stream, byte[] coded, int length, boolean endsStream) {
    int type = Frame.with(Frame.HEADERS, endsStream ? Frame.END_STREAM : 0);
    int from = 0;
    do {
      int step = Math.min(length - from, Frame.MAX_PAYLOAD);
      int last = from + step == length ? Frame.END_HEADERS : 0;
      int payload = Frame.head(memory(), at(), step, type | last, stream);
      MemorySegment.copy(coded, from, memory(), JAVA_BYTE, payload, step);
      wrote(payload + step);
      from += step;
      type = Frame.with(Frame.CONTINUATION, 0);
    } while (from < length);
  }

  /** Where a payload may be put before {@link #data} makes it a frame. */
  MemorySegment memory() {
    return held().memory();
  }

  int payloadAt() {
    return at() + Frame.HEAD;
  }

  void data(int stream, int length, boolean endsStream) {
    int flags = endsStream ? Frame.END_STREAM : 0;
    wrote(Frame.head(memory(), at(), length, Frame.with(Frame.DATA, flags), stream) + length);
  }

  /** How much requests may add, frames included; what is there is sent first where that helps. */
  int room() {
    Block held = block;
    if (held == null) {
      return Blocks.LARGE - KEPT_FREE;
    }
    if (held.room() - KEPT_FREE < Frame.MAX_PAYLOAD && socket.mayWrite()) {
      flush();
    }
    return (block == null ? Blocks.LARGE : block.room()) - KEPT_FREE;
  }

  /** Whether an answer to whatever is read next can be said. */
  boolean canAnswer() {
    return block == null || block.room() >= LEAST;
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
    held.fill(end - held.length());
    if (!due) {
      due = true;
      loop.execute(task);
    }
  }

  private void sendDue() {
    due = false;
    flush();
    sent.run();
  }

  /** Sends what it can. */
  void flush() {
    Block held = block;
    if (held == null) {
      return;
    }
    int taken =
        errno != 0 ? held.remaining() : socket.send(held.memory(), held.taken(), held.remaining());
    if (taken < 0) {
      errno = -taken;
      taken = held.remaining();
    }
    held.take(taken);
    if (held.remaining() == 0) {
      drop();
    }
  }

  boolean isBroken() {
    return errno != 0;
  }

  /** Forgets what was to be sent. */
  void drop() {
    if (block != null) {
      loop.blocks().giveBack(block);
      block = null;
    }
  }
}
