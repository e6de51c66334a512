package dev.goodgate.gateway.http2.body;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A body that is put into frames, and from frames into HTTP/1 again, is the one it was. */
class BodyPassageProperty {
  private static final int SEEDS = 2_000;
  private static final int MOST = 20_000;

  private final Blocks blocks = new Blocks();
  private final MemorySegment memory = Arena.ofAuto().allocate(1 << 16);

  @Test
  void staysTheSameHoweverItIsCutOnTheWay() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      String content = content(random);
      String trailer = random.nextInt(3) == 0 ? "x-sum: 1\r\nx-last: 2\r\n" : "";
      boolean chunked = random.nextBoolean();
      Passage passage = new Passage(random, chunked ? -1 : content.length());
      String came = passage.carry(chunked ? chunks(content, trailer, random) : content);
      assertThat(passage.carried.toString()).as("seed " + seed).isEqualTo(content);
      assertThat(chunked ? unwrapped(came) : came + "|")
          .as("seed " + seed)
          .isEqualTo(content + "|" + (chunked ? trailer : ""));
      assertThat(blocks.lent()).as("seed " + seed).isZero();
    }
  }

  private static String content(Random random) {
    byte[] bytes = new byte[random.nextInt(3) == 0 ? random.nextInt(5) : random.nextInt(MOST)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(26));
    }
    return new String(bytes, ISO_8859_1);
  }

  private static String chunks(String content, String trailer, Random random) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < content.length(); ) {
      int next = Math.min(content.length(), at + 1 + random.nextInt(5_000));
      text.append(Integer.toHexString(next - at)).append("\r\n");
      text.append(content, at, next).append("\r\n");
      at = next;
    }
    return text.append("0\r\n").append(trailer).append("\r\n").toString();
  }

  /** The content of chunks, and behind a bar their trailer. */
  private static String unwrapped(String chunks) {
    StringBuilder content = new StringBuilder();
    int at = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, line), 16);
      if (size == 0) {
        String rest = chunks.substring(line + 2);
        assertThat(rest).endsWith("\r\n");
        return content + "|" + rest.substring(0, rest.length() - 2);
      }
      content.append(chunks, line + 2, line + 2 + size);
      assertThat(chunks.substring(line + 2 + size)).startsWith("\r\n");
      at = line + 4 + size;
    }
  }

  /** Frames from one side, text to the other, each as much as chance allows. */
  private final class Passage implements BodySink {
    private final Random random;
    private final BodyFrames frames = new BodyFrames();
    private final BodyText text = new BodyText(blocks);
    final StringBuilder carried = new StringBuilder();

    Passage(Random random, long length) {
      this.random = random;
      text.open(length == 0);
      text.begin(length, false);
      if (length < 0) {
        frames.beginChunked();
      } else {
        frames.begin(length);
      }
    }

    String carry(String body) {
      byte[] all = body.getBytes(ISO_8859_1);
      StringBuilder came = new StringBuilder();
      int at = 0;
      int given = 0;
      while (!text.isOver()) {
        given = Math.min(all.length, Math.max(given, at + 1 + random.nextInt(8_000)));
        at += frames.take(this, MemorySegment.ofArray(all), at, given);
        came.append(receive(12 + random.nextInt(9_000)));
      }
      assertThat(frames.isOver()).isTrue();
      assertThat(at).isEqualTo(all.length);
      return came.toString();
    }

    private String receive(int most) {
      MemorySegment into = MemorySegment.ofArray(new byte[most]);
      int count = text.receive(into, 0, most);
      assertThat(count).isBetween(0, most);
      byte[] bytes = into.asSlice(0, count).toArray(JAVA_BYTE);
      return new String(bytes, ISO_8859_1);
    }

    @Override
    public boolean hasRoom(int bytes) {
      return random.nextInt(4) > 0;
    }

    @Override
    public int allowance(int wanted) {
      return random.nextInt(4) == 0 ? 0 : Math.min(wanted, 1 + random.nextInt(4_000));
    }

    @Override
    public MemorySegment memory() {
      return memory;
    }

    @Override
    public int payloadAt() {
      return 9;
    }

    @Override
    public void data(int length, boolean endsStream) {
      byte[] payload = memory.asSlice(9, length).toArray(JAVA_BYTE);
      carried.append(new String(payload, ISO_8859_1));
      assertThat(text.counts(length, endsStream)).isTrue();
      text.add(memory, 9, 9 + length);
      if (endsStream) {
        text.end();
      }
    }

    @Override
    public void trailer(byte[] lines, int length) {
      text.end(Arrays.copyOf(lines, length - 2));
    }
  }
}
