package dev.goodgate.gateway.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.FuzzInputs;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damaged frames, in pieces, judged by a reader that is slow and plain. */
class FrameReaderFuzz {
  private static final long SEED = 9_113;
  private static final int ROUNDS = 60_000;
  private static final int CUTS = 3;

  static final List<String> SEEDS =
      List.of(
          "000006 04 00 00000000 000300000064" + "000000 04 01 00000000",
          "00000b 01 2c 00000003 02 80000001 07 616263 0000",
          "000001 01 00 00000001 82" + "000000 09 00 00000001" + "000001 09 04 00000001 84",
          "00000a 00 09 00000001 04 68656c6c6f 00000000" + "000000 00 01 00000003",
          "000005 02 00 00000003 80000003 07" + "000004 03 00 00000001 00000008",
          "000008 06 00 00000000 0102030405060708" + "000004 08 00 80000005 80000007",
          "000009 07 00 00000000 0000000100000002 61" + "000006 05 0c 00000001 01 00000002 00",
          "000003 fa ff 12345678 616263" + "000000 00 08 00000001");

  @Test
  void damagedFramesAreReadAsAPlainReaderReadsThem() {
    Random random = new Random(SEED);
    int sound = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = bytes(SEEDS.get(random.nextInt(SEEDS.size())));
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(14);
      }
      sound += judge(bytes) ? 1 : 0;
    }
    assertThat(sound).as("of seed %d, those that are sound", SEED).isGreaterThan(10_000);
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeIsReadAsAPlainReaderReadsIt() throws IOException {
    for (byte[] input : FuzzInputs.of(FrameReaderGuidedFuzz.class, seeds())) {
      judge(input);
    }
  }

  static Stream<byte[]> seeds() {
    return SEEDS.stream().map(FrameReaderFuzz::bytes);
  }

  /** Whether they are sound. */
  static boolean judge(byte[] bytes) {
    PlainFrames plain = PlainFrames.of(bytes);
    Random random = new Random(Arrays.hashCode(bytes));
    for (int i = 0; i < CUTS; i++) {
      judge(bytes, plain, random, 1 + random.nextInt(40));
    }
    judge(bytes, plain, random, Math.max(1, bytes.length));
    return plain.refused() == null;
  }

  private static void judge(byte[] bytes, PlainFrames plain, Random random, int most) {
    MemorySegment memory = MemorySegment.ofArray(bytes);
    FrameReader reader = new FrameReader();
    List<String> frames = new ArrayList<>();
    StringBuilder payload = new StringBuilder();
    boolean begun = false;
    int at = 0;
    int used = FrameReader.INCOMPLETE;
    for (int have = 0; have < bytes.length && used != FrameReader.REFUSED; ) {
      have = Math.min(bytes.length, have + 1 + random.nextInt(most));
      for (used = reader.read(memory, at, have); used > 0; used = reader.read(memory, at, have)) {
        assertThat(used).as("bytes used").isLessThanOrEqualTo(have - at);
        at += used;
        int size = reader.end() - reader.start();
        payload.append(
            new String(memory.asSlice(reader.start(), size).toArray(JAVA_BYTE), ISO_8859_1));
        if (reader.type() == Frame.DATA) {
          assertThat(reader.isFirst()).isNotEqualTo(begun);
          begun = !reader.isLast();
        }
        if (reader.isLast()) {
          frames.add(line(reader, payload.toString()));
          payload.setLength(0);
        }
      }
    }
    assertThat(frames).isEqualTo(plain.frames());
    assertThat(used == FrameReader.REFUSED ? reader.code() : null).isEqualTo(plain.refused());
  }

  private static String line(FrameReader reader, String payload) {
    int flags = 0;
    for (int flag = 1; flag <= 0x80; flag <<= 1) {
      flags |= reader.has(flag) ? flag : 0;
    }
    return PlainFrames.line(reader.type(), flags, reader.stream(), reader.length(), payload);
  }

  private static byte[] bytes(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }
}
