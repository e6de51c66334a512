package dev.goodgate.gateway.fastcgi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.FuzzInputs;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Heads of CGI, sound and damaged: whatever is made of them is framed as was meant, or refused. */
class CgiHeadFuzz {
  private static final long SEED = 20_261_121;
  private static final int ROUNDS = 60_000;
  private static final int LIMIT = 2_048;
  private static final String ODD = "\r\n\0 \t:;chunkedStatus-Length159";
  private static final Pattern END = Pattern.compile("(?:^|\n)\r?\n");

  static final List<String> SEEDS =
      List.of(
          "Content-Type: text/html\r\n\r\nhello",
          "Status: 404 Not Found\nContent-type: a/b\n\nx",
          "Location: /there\r\nContent-Length: 5\r\n\r\nhello",
          "HTTP/1.1 500 No\r\nX: y\r\n\r\n",
          "Status: 204\r\nStatus: 200\r\nTransfer-Encoding: chunked\r\n\r\n",
          "Content-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\n",
          "Status: 103\r\n\r\n",
          "\r\n",
          "no colon\n\n");

  @Test
  void whatIsMadeOfADamagedHeadIsFramedAsWasMeant() {
    Random random = new Random(SEED);
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        char odd = ODD.charAt(random.nextInt(ODD.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at).append(odd);
          case 1 -> text.insert(at, odd);
          default -> text.setCharAt(at, odd);
        }
      }
      taken += judge(text.toString().getBytes(ISO_8859_1)) ? 1 : 0;
    }
    assertThat(taken).as("of seed %d, those that are taken", SEED).isGreaterThan(1_000);
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeIsFramedAsWasMeant() throws IOException {
    for (byte[] input : FuzzInputs.of(CgiHeadGuidedFuzz.class, CgiHeadGuidedFuzz.seeds())) {
      judge(input);
    }
  }

  /** Whether it was taken for a head. */
  static boolean judge(byte[] input) {
    MemorySegment bytes = MemorySegment.ofArray(input);
    int end = CgiHead.end(bytes, 0, input.length);
    Matcher plain = END.matcher(new String(input, ISO_8859_1));
    assertThat(end).isEqualTo(plain.find() ? plain.end() : 0);
    CgiHead head = new CgiHead(LIMIT);
    if (end == 0 || !head.read(bytes, end) || head.isEmpty() || head.isInterim()) {
      return false;
    }
    boolean chunked = !head.hasLength();
    try (Blocks blocks = new Blocks()) {
      Block block = blocks.borrow(2 * LIMIT);
      head.write(block, false, chunked, true);
      byte[] text = block.memory().asSlice(0, block.length()).toArray(JAVA_BYTE);
      Head reply = new Head(LIMIT);
      int read = reply.readReply(text, 0, text.length);
      assertThat(read).as("a head that never ends").isNotEqualTo(Head.INCOMPLETE);
      if (read > 0) {
        assertThat(read).as("where the head ends").isEqualTo(text.length);
        assertThat(reply.fields().isChunked()).isEqualTo(chunked);
        assertThat(reply.fields().contentLength() >= 0).isEqualTo(head.hasLength());
        assertThat(head.allowsNoBody()).isEqualTo(reply.status() == 204 || reply.status() == 304);
      }
      return read > 0;
    }
  }
}
