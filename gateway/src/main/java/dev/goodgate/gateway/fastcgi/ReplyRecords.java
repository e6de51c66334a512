package dev.goodgate.gateway.fastcgi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes an HTTP/1 reply of records, piece by piece; keeps what comes on stderr. */
final class ReplyRecords {
  /** What is received at once while the head is not whole. */
  private static final int HEAD_PIECE = 16 * 1024;

  /** In front of a chunk, and behind the last. */
  private static final int CHUNK_HEAD = 6;

  private static final int CHUNK_TAIL = 2 + 5;
  private static final int MAX_CHUNK = 0xffff;
  private static final int MAX_ASIDE = 4 * 1024;
  private static final int SAMPLE = 32;
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(UTF_8);

  /** FastCGI 5.5, the protocolStatus of END_REQUEST. */
  private static final int COMPLETE = 0;

  private static final int UNKNOWN_ROLE = 3;

  /** How the body goes on. */
  private enum Body {
    NOT_YET,
    NONE,
    LENGTH,
    CHUNKED
  }

  private final FastCgi tools;
  private final RecordReader records = new RecordReader();
  private Body body = Body.NONE;
  private @Nullable Block head;
  private @Nullable Block ready;
  private @Nullable Failure failure;
  private byte[] aside = {};
  private int searched;
  private boolean begun;
  private boolean headless;
  private boolean announced;
  private boolean over = true;
  private boolean excess;

  ReplyRecords(FastCgi tools) {
    this.tools = tools;
  }

  /** A request has been sent; {@code bodyless} tells that its reply must have no body. */
  void begin(boolean bodyless) {
    end();
    records.begin();
    aside = new byte[0];
    searched = 0;
    begun = true;
    headless = bodyless;
    announced = over = false;
    body = Body.NOT_YET;
  }

  /**
   * Where to receive, for a result at {@code offset}; and how much, where that has {@code room}.
   */
  int into(int offset) {
    return body == Body.CHUNKED ? offset + CHUNK_HEAD : offset;
  }

  int wants(int room) {
    return switch (body) {
      case NOT_YET -> Math.min(room, HEAD_PIECE);
      case CHUNKED -> Math.min(room - CHUNK_HEAD - CHUNK_TAIL, MAX_CHUNK);
      case NONE, LENGTH -> room;
    };
  }

  /** Takes what was received; returns how many bytes of reply now begin at {@code offset}. */
  int take(MemorySegment memory, int offset, int count) {
    int from = into(offset);
    int made = from;
    int at = from;
    int end = from + count;
    boolean held = body == Body.NOT_YET;
    while (at < end && !records.isEnded()) {
      at = records.read(memory, at, end);
      Defect defect = records.defect();
      if (defect != null) {
        failure = wrong(defect, memory, from, count);
        return 0;
      }
      int size = records.to() - records.from();
      switch (records.piece()) {
        case NOTHING -> {}
        case STDERR -> keepAside(memory, records.from(), size);
        case STDOUT -> {
          MemorySegment.copy(memory, records.from(), memory, made, size);
          made += size;
        }
      }
    }
    excess |= at < end;
    if (records.isEnded() && records.protocolStatus() != COMPLETE) {
      over = true;
      failure = refusal(held && head == null && made == from);
      return 0;
    }
    return held ? takeHead(memory, offset, made - from) : takeBody(memory, offset, made - from);
  }

  private int takeHead(MemorySegment memory, int offset, int count) {
    if (count > 0) {
      Block block = roomFor(count);
      block.append(memory, offset, count);
      int size = CgiHead.end(block.memory(), searched, block.length());
      searched = block.length();
      if (size > 0) {
        finishHead(block, size);
        return 0;
      }
      if (block.length() >= tools.settings().replyHead()) {
        failure = tooLarge();
        return 0;
      }
    }
    if (records.isEnded()) {
      endWithoutHead();
      return 0;
    }
    if (head == null || announced) {
      return 0;
    }
    announced = true;
    MemorySegment.copy(CgiHead.VERSION, 0, memory, JAVA_BYTE, offset, CgiHead.VERSION.length);
    return CgiHead.VERSION.length;
  }

  private Block roomFor(int count) {
    Block old = head;
    if (old != null && old.room() >= count) {
      return old;
    }
    Block block = tools.blocks().borrow(count + (old == null ? 0 : old.length()));
    if (old != null) {
      block.append(old.memory(), 0, old.length());
      tools.blocks().giveBack(old);
    }
    head = block;
    return block;
  }

  /** The head is whole, and {@code block} may hold the beginning of the body behind it. */
  private void finishHead(Block block, int size) {
    CgiHead read = tools.cgiHead();
    if (!read.read(block.memory(), size)) {
      failure = tooLarge();
    } else if (read.isEmpty() || read.isInterim()) {
      Defect defect = read.isEmpty() ? Defect.NO_CGI_FIELD : Defect.BAD_STATUS;
      failure = wrong(defect, block.memory(), 0, block.length());
    } else {
      if (headless || read.allowsNoBody()) {
        body = Body.NONE;
      } else {
        body = read.hasLength() ? Body.LENGTH : Body.CHUNKED;
      }
      Block text = tools.blocks().borrow(Blocks.LARGE);
      ready = text;
      read.write(text, announced, body == Body.CHUNKED, tools.settings().keeps());
      appendBody(text, block, size);
      tools.blocks().giveBack(block);
      head = null;
      over = records.isEnded();
    }
  }

  private void appendBody(Block text, Block from, int offset) {
    int count = from.length() - offset;
    if (body == Body.CHUNKED) {
      if (count > 0) {
        byte[] line = (Integer.toHexString(count) + "\r\n").getBytes(UTF_8);
        text.append(line, 0, line.length);
        text.append(from.memory(), offset, count);
        text.append(LAST_CHUNK, 1, 2);
      }
      if (records.isEnded()) {
        text.append(LAST_CHUNK, 0, LAST_CHUNK.length);
      }
    } else if (body == Body.LENGTH) {
      text.append(from.memory(), offset, count);
    }
  }

  private int takeBody(MemorySegment memory, int offset, int count) {
    over = records.isEnded();
    if (body != Body.CHUNKED) {
      return body == Body.LENGTH ? count : 0;
    }
    int end = offset;
    if (count > 0) {
      int digits = (35 - Integer.numberOfLeadingZeros(count)) / 4;
      int at = offset;
      if (digits < CHUNK_HEAD - 2) {
        MemorySegment.copy(memory, offset + CHUNK_HEAD, memory, offset + digits + 2, count);
      }
      for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        memory.set(JAVA_BYTE, at++, HEX[count >>> shift & 15]);
      }
      end = lineEnd(memory, lineEnd(memory, at) + count);
    }
    if (over) {
      MemorySegment.copy(LAST_CHUNK, 0, memory, JAVA_BYTE, end, LAST_CHUNK.length);
      end += LAST_CHUNK.length;
    }
    return end - offset;
  }

  private static int lineEnd(MemorySegment memory, int at) {
    memory.set(JAVA_BYTE, at, (byte) '\r');
    memory.set(JAVA_BYTE, at + 1, (byte) '\n');
    return at + 2;
  }

  /** The application has ended the request, and the head is not whole. */
  private void endWithoutHead() {
    over = true;
    failure =
        head == null
            ? malformed(Phase.WAIT_FIRST_BYTE, Defect.NO_ANSWER, "")
            : Failure.of(Phase.PARSE_HEAD, Actor.ENDPOINT, Symptom.CLOSED_EARLY);
  }

  /** It was not answered to the end; {@code silent} tells that nothing was said at all. */
  private Failure refusal(boolean silent) {
    if (records.protocolStatus() == UNKNOWN_ROLE) {
      return malformed(Phase.WAIT_FIRST_BYTE, Defect.ROLE_REFUSED, "");
    }
    // it is overloaded, or busy with another request: where it was silent it has begun nothing
    return silent
        ? Failure.of(Phase.WAIT_FIRST_BYTE, Actor.ENDPOINT, Symptom.REFUSED)
        : Failure.of(
            body == Body.NOT_YET ? Phase.PARSE_HEAD : Phase.STREAM_BODY,
            Actor.ENDPOINT,
            Symptom.CLOSED_EARLY);
  }

  /**
   * What it means that the connection gave {@code result} instead of bytes, where that is more than
   * can be seen from outside.
   */
  @Nullable Failure lost(int result) {
    boolean reset = result == -Errno.ECONNRESET.number();
    Symptom symptom = reset ? Symptom.RESET : Symptom.CLOSED_EARLY;
    if (result != Duplex.END && !reset) {
      return null;
    }
    if (body == Body.CHUNKED) {
      return new Failure(
          Phase.STREAM_BODY, Actor.ENDPOINT, symptom, new Detail.Wrong(Defect.NO_END_RECORD, ""));
    }
    boolean spoke = body == Body.NOT_YET && records.hasHeard() && head == null;
    return spoke ? malformed(Phase.WAIT_FIRST_BYTE, Defect.NO_ANSWER, "") : null;
  }

  private void keepAside(MemorySegment memory, int from, int size) {
    int count = Math.min(size, MAX_ASIDE - aside.length);
    if (count > 0) {
      int old = aside.length;
      aside = Arrays.copyOf(aside, old + count);
      MemorySegment.copy(memory, JAVA_BYTE, from, aside, old, count);
    }
  }

  private Failure wrong(Defect defect, MemorySegment memory, int from, int count) {
    byte[] sample = new byte[Math.min(count, SAMPLE)];
    MemorySegment.copy(memory, JAVA_BYTE, from, sample, 0, sample.length);
    String hex = HexFormat.ofDelimiter(" ").formatHex(sample);
    return malformed(body == Body.NOT_YET ? Phase.PARSE_HEAD : Phase.STREAM_BODY, defect, hex);
  }

  private static Failure malformed(Phase phase, Defect defect, String sample) {
    return new Failure(phase, Actor.ENDPOINT, Symptom.MALFORMED, new Detail.Wrong(defect, sample));
  }

  private Failure tooLarge() {
    return new Failure(
        Phase.PARSE_HEAD,
        Actor.ENDPOINT,
        Symptom.TOO_LARGE,
        new Detail.Limit("limits.reply-head", tools.settings().replyHead()));
  }

  /** What is wrong, null while nothing is. */
  @Nullable Failure failure() {
    return failure;
  }

  /** Whether bytes of the reply wait to be given. */
  boolean hasReady() {
    return ready != null;
  }

  int give(MemorySegment into, int offset, int length) {
    Block from = requireNonNull(ready);
    int count = Math.min(length, from.remaining());
    MemorySegment.copy(from.memory(), from.taken(), into, offset, count);
    from.take(count);
    if (from.remaining() == 0) {
      tools.blocks().giveBack(from);
      ready = null;
    }
    return count;
  }

  /** Whether any reply has begun on this connection. */
  boolean isBegun() {
    return begun;
  }

  /** Whether nothing is asked, or all of the answer has come. */
  boolean isOver() {
    return over;
  }

  /** Whether something came behind the end of an answer. */
  boolean hasExcess() {
    return excess;
  }

  /** What came on stderr, as far as it was kept. */
  String aside() {
    return new String(aside, UTF_8);
  }

  void end() {
    failure = null;
    if (head != null) {
      tools.blocks().giveBack(head);
      head = null;
    }
    if (ready != null) {
      tools.blocks().giveBack(ready);
      ready = null;
    }
  }
}
