package dev.goodgate.gateway.fastcgi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.goodgate.gateway.http1.ChunkScanner;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of an HTTP/1 request, piece by piece: its head comes in one, its body in as many as
 * it likes. An application is told the length of a body ahead of it, so one in chunks is held until
 * its length is known, and refused if it is longer than {@link #MOST_HELD}.
 */
final class RequestRecords {
  static final int MOST_HELD = 64 * 1024 - 1;

  /** The pair that tells the length, the end of all pairs, and the head of STDIN. */
  private static final int GAP = 32 + 2 * RecordReader.HEADER;

  private static final int MOST_PASSED = 60 * 1024;

  private final FastCgi tools;
  private final Supplier<Ends> ends;
  private final ChunkScanner chunks = new ChunkScanner();
  private final byte[] header = new byte[RecordReader.HEADER];
  private @Nullable Block out;
  private @Nullable Failure failure;
  private boolean begun;
  private boolean head;
  private boolean expects;
  private boolean holding;
  private int bodyFrom;
  private int taken;
  private long left;

  RequestRecords(FastCgi tools, Supplier<Ends> ends) {
    this.tools = tools;
    this.ends = ends;
  }

  /** Whether records wait to be sent. */
  boolean isPending() {
    return out != null && !holding;
  }

  /** Sends what waits, as far as it goes; false when the connection is broken. */
  boolean flush(Duplex socket) {
    Block block = out;
    if (block == null || holding) {
      return true;
    }
    int sent = socket.send(block.memory(), block.taken(), block.remaining());
    if (sent < 0) {
      return false;
    }
    block.take(sent);
    if (block.remaining() == 0) {
      tools.blocks().giveBack(block);
      out = null;
    }
    return true;
  }

  /**
   * Takes bytes of a request, while nothing is pending: {@link #taken} says how many, {@link
   * #failure} why it must not be sent.
   */
  void take(MemorySegment from, int offset, int length) {
    taken = begun ? 0 : begin(from, offset, length);
    int body = length - taken;
    if (failure == null && body > 0) {
      taken += holding ? hold(from, offset + taken, body) : pass(from, offset + taken, body);
    }
  }

  private int begin(MemorySegment from, int offset, int length) {
    byte[] bytes = tools.head();
    int count = Math.min(length, bytes.length);
    MemorySegment.copy(from, JAVA_BYTE, offset, bytes, 0, count);
    RequestText text = tools.text();
    int size = text.read(bytes, count);
    begun = true;
    head = text.isHead();
    expects = holding = false;
    left = 0;
    for (int i = 0; i < text.count(); i++) {
      if (text.isNamed(i, "content-length")) {
        left = text.number(i);
      }
      holding |= text.isNamed(i, "transfer-encoding");
      expects |= text.isNamed(i, "expect");
    }
    Params params = tools.params().begin(tools.settings().keeps());
    boolean passes = tools.environment().write(text, holding ? -1 : left, ends.get());
    params.end(holding);
    if (!passes) {
      failure = wrong(Symptom.MALFORMED, new Detail.Wrong(Defect.BAD_TARGET, ""));
    } else if (size == 0 || params.isOverflowed()) {
      failure = wrong(Symptom.TOO_LARGE, new Detail.Limit("limits.head", Params.MAX));
    } else {
      open(params, length - size);
    }
    return size;
  }

  private void open(Params params, int body) {
    int room = params.length() + body + 2 * RecordReader.HEADER;
    Block block = tools.blocks().borrow(holding ? Blocks.LARGE : Math.min(room, Blocks.LARGE));
    out = block;
    block.append(params.bytes(), 0, params.length());
    if (holding) {
      chunks.begin();
      block.append(new byte[GAP], 0, GAP);
      bodyFrom = block.length();
    } else if (left == 0) {
      append(block, 0);
    }
  }

  /** Passes on a piece of a body whose length is known. */
  private int pass(MemorySegment from, int offset, int length) {
    Block block = out;
    if (block == null) {
      block = tools.blocks().borrow(Math.min(length, MOST_PASSED) + 2 * RecordReader.HEADER);
      out = block;
    }
    int room = Math.min(block.room() - 2 * RecordReader.HEADER, MOST_PASSED);
    int count = (int) Math.max(0, Math.min(Math.min(length, room), left));
    if (count > 0) {
      append(block, count);
      block.append(from, offset, count);
      left -= count;
      if (left == 0) {
        append(block, 0);
      }
    }
    return count;
  }

  private int hold(MemorySegment from, int offset, int length) {
    Block block = out();
    int start = block.length();
    int count = Math.min(length, block.room() - RecordReader.HEADER);
    block.append(from, offset, count);
    int used = chunks.scan(block.memory(), start, count, block.memory());
    block.shorten(start + chunks.kept());
    int held = block.length() - bodyFrom;
    Defect defect = chunks.defect();
    if (defect != null) {
      failure = wrong(Symptom.MALFORMED, new Detail.Wrong(defect, ""));
    } else if (held > MOST_HELD || (count < length && !chunks.isDone())) {
      failure = wrong(Symptom.TOO_LARGE, new Detail.Limit(Detail.Limit.LENGTHLESS, MOST_HELD));
    } else if (chunks.isDone()) {
      release(block, held);
    }
    return used;
  }

  /** The length is known: what was left open in front of the body is filled in. */
  private void release(Block block, int length) {
    Params params = tools.params();
    params.last(Environment.CONTENT_LENGTH, Integer.toString(length).getBytes(US_ASCII));
    MemorySegment memory = block.memory();
    int at = bodyFrom - GAP;
    MemorySegment.copy(params.bytes(), 0, memory, JAVA_BYTE, at, params.length());
    at += params.length();
    Params.stdin(header, length);
    MemorySegment.copy(header, 0, memory, JAVA_BYTE, at, header.length);
    if (length > 0) {
      append(block, 0);
    }
    holding = false;
  }

  private void append(Block block, int content) {
    Params.stdin(header, content);
    block.append(header, 0, header.length);
  }

  private Block out() {
    if (out == null) {
      throw new IllegalStateException("nothing is held");
    }
    return out;
  }

  private static Failure wrong(Symptom symptom, Detail detail) {
    return new Failure(Phase.WRITE_REQUEST, Actor.CLIENT, symptom, detail);
  }

  /** Whether the reply must have no body. */
  boolean isHead() {
    return head;
  }

  /** How many bytes were taken last. */
  int taken() {
    return taken;
  }

  /** Whether all of a request has been taken. */
  boolean isWhole() {
    return begun && !holding && left == 0;
  }

  /** Whether a request has begun. */
  boolean isBegun() {
    return begun;
  }

  /** Whether the client waits to be told to send its body. */
  boolean expectsContinue() {
    return expects;
  }

  /** Why the request must not be sent, null while it may. */
  @Nullable Failure failure() {
    return failure;
  }

  /** Forgets the request: for the next one. */
  void end() {
    begun = holding = false;
    failure = null;
    if (out != null) {
      tools.blocks().giveBack(out);
      out = null;
    }
  }
}
