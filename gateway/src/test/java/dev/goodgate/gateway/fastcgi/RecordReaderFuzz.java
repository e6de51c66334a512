package dev.goodgate.gateway.fastcgi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.FuzzInputs;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random bytes and damaged answers, in pieces, judged by a reader that is slow and plain. */
class RecordReaderFuzz {
  private static final long SEED = 20_261_120;
  private static final int ROUNDS = 60_000;

  static final List<String> SEEDS =
      List.of(
          PlainRecords.stdout("Content-Type: a/b\r\n\r\nhello") + PlainRecords.end(0),
          PlainRecords.stderr("oh") + PlainRecords.stdout("A: b\n\nc") + PlainRecords.end(0),
          PlainRecords.record(6, "x", 255) + PlainRecords.record(6, "", 0) + PlainRecords.end(2),
          PlainRecords.record(3, "\0\0\0\0\0\0\0\0", 9),
          PlainRecords.record(11, "\0\0\0\0\0\0\0\0", 0),
          PlainRecords.stdout("x".repeat(300)),
          "HTTP/1.1 400 Bad Request\r\n\r\n");

  @Test
  void damagedAnswersAreReadAsAPlainReaderReadsThem() {
    Random random = new Random(SEED);
    int sound = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(ISO_8859_1);
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(12);
      }
      sound += judge(bytes, random) ? 1 : 0;
    }
    assertThat(sound).as("of seed %d, those that are sound", SEED).isGreaterThan(1_000);
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeIsReadAsAPlainReaderReadsIt() throws IOException {
    for (byte[] input :
        FuzzInputs.of(RecordReaderGuidedFuzz.class, RecordReaderGuidedFuzz.seeds())) {
      judge(input);
    }
  }

  static void judge(byte[] input) {
    judge(input, new Random(input.length));
  }

  private static boolean judge(byte[] bytes, Random random) {
    PlainRecords plain = PlainRecords.of(bytes);
    RecordReader reader = new RecordReader();
    reader.begin();
    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();
    int at = 0;
    while (at < bytes.length && reader.defect() == null && !reader.isEnded()) {
      int count = 1 + random.nextInt(Math.min(40, bytes.length - at));
      MemorySegment piece = MemorySegment.ofArray(bytes).asSlice(at, count);
      int used = 0;
      while (used < count && reader.defect() == null && !reader.isEnded()) {
        used = reader.read(piece, used, count);
        switch (reader.piece()) {
          case NOTHING -> {}
          case STDOUT -> out.append(content(piece, reader));
          case STDERR -> err.append(content(piece, reader));
        }
      }
      at += used;
    }
    assertThat(reader.defect() == null).as("sound").isEqualTo(plain.sound());
    assertThat(out).hasToString(plain.stdout());
    assertThat(err).hasToString(plain.stderr());
    assertThat(reader.isEnded()).isEqualTo(plain.endStatus() != PlainRecords.NOT_ENDED);
    if (reader.isEnded()) {
      assertThat(reader.protocolStatus()).isEqualTo(plain.endStatus());
      assertThat(at).isEqualTo(plain.length());
    }
    return plain.sound();
  }

  private static String content(MemorySegment piece, RecordReader reader) {
    byte[] content = piece.asSlice(reader.from(), reader.to() - reader.from()).toArray(JAVA_BYTE);
    return new String(content, ISO_8859_1);
  }
}
