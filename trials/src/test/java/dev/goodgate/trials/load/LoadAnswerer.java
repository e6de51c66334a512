package dev.goodgate.trials.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the upstream: a request without a body in, a fixed answer out. Whoever wants
 * the connection closed then says so in its last field.
 */
final class LoadAnswerer implements Loop.Accepted {
  private static final int END_OF_HEAD = 0x0d0a0d0a;
  private static final long END_OF_LAST = 0x6c6f73650d0a0d0aL; // "lose", two line ends
  private static final int MAX_PATH = 24;

  private final Loop loop;
  private final Map<String, MemorySegment> answers;
  private final byte[] start = new byte[MAX_PATH];
  private @Nullable Duplex socket;
  private int startLength;
  private long lastEight;
  private boolean isLast;
  private @Nullable MemorySegment answer;
  private long sent;

  LoadAnswerer(Loop loop, Map<String, MemorySegment> answers) {
    this.loop = loop;
    this.answers = answers;
  }

  @Override
  public void accepted(Duplex accepted) {
    socket = accepted;
    ready();
  }

  @Override
  public void ready() {
    Duplex mine = socket;
    while (mine != null && !mine.isClosed() && send(mine)) {
      int received = mine.receive(loop.scratch(), Loop.HEADROOM, Loop.SCRATCH);
      if (received == Duplex.AGAIN) {
        return;
      }
      if (received < 0) {
        mine.close();
        return;
      }
      if (!take(loop.scratch(), received)) {
        mine.abort();
      }
    }
  }

  /** Whether nothing is left to be sent. */
  private boolean send(Duplex to) {
    while (answer != null) {
      int result = to.send(answer, sent, (int) (answer.byteSize() - sent));
      if (result < 0) {
        to.close();
        return false;
      }
      sent += result;
      if (sent == answer.byteSize()) {
        answer = null;
        sent = 0;
        if (isLast) {
          to.close();
        }
      } else if (!to.mayWrite()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes are what is expected here: one request, nothing behind it. */
  private boolean take(MemorySegment bytes, int length) {
    for (int at = Loop.HEADROOM; at < Loop.HEADROOM + length; at++) {
      byte next = bytes.get(JAVA_BYTE, at);
      if (startLength < MAX_PATH) {
        start[startLength++] = next;
      }
      lastEight = lastEight << 8 | next;
      if ((int) lastEight == END_OF_HEAD) {
        isLast = lastEight == END_OF_LAST;
        String text = new String(start, 0, startLength, ISO_8859_1);
        answer = answers.get(text.substring(0, text.indexOf(' ', 4) + 1));
        startLength = 0;
        lastEight = 0;
        return answer != null && at == Loop.HEADROOM + length - 1;
      }
    }
    return true;
  }
}
