package dev.goodgate.gateway.http2.hpack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever heads follow each other on a connection, each is read as it was written. */
class HpackProperty {
  private static final long SEED = 20_261_120;
  private static final int CONNECTIONS = 200;
  private static final int HEADS = 60;

  @Test
  void everyHeadIsReadAsItWasWritten() {
    Random random = new Random(SEED);
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      int table = List.of(0, 64, 200, 4_096).get(random.nextInt(4));
      FieldEncoder encoder = new FieldEncoder(4_096);
      FieldDecoder decoder = new FieldDecoder(4_096);
      List<String> pool = new ArrayList<>();
      for (int head = 0; head < HEADS; head++) {
        if (random.nextInt(10) == 0) {
          encoder.resize(random.nextBoolean() ? table : random.nextInt(5_000));
        }
        List<String> fields = fields(random, pool);
        assertThat(Heads.read(decoder, Heads.write(encoder, fields)))
            .as("seed %d, connection %d, head %d", SEED, connection, head)
            .isEqualTo(fields);
      }
    }
  }

  @Test
  void everyTextSurvivesHuffmansCode() {
    Random random = new Random(SEED);
    byte[] coded = new byte[4_096];
    byte[] text = new byte[8_192];
    for (int round = 0; round < 20_000; round++) {
      byte[] original = new byte[random.nextInt(200)];
      random.nextBytes(original);
      int end = Huffman.encode(original, 0, original.length, coded, 0);
      assertThat(end).isEqualTo(Huffman.codedLength(original, 0, original.length));
      assertThat(Huffman.decode(coded, 0, end, text, 0)).isEqualTo(original.length);
      assertThat(Arrays.copyOf(text, original.length)).isEqualTo(original);
    }
  }

  private static List<String> fields(Random random, List<String> pool) {
    List<String> fields = new ArrayList<>();
    for (int count = random.nextInt(12); count > 0; count--) {
      if (!pool.isEmpty() && random.nextInt(3) > 0) {
        fields.add(pool.get(random.nextInt(pool.size())));
      } else {
        String field = field(random);
        pool.add(field);
        fields.add(field);
      }
    }
    return fields;
  }

  private static String field(Random random) {
    int known = 1 + random.nextInt(StaticFields.COUNT);
    String name =
        random.nextBoolean()
            ? new String(StaticFields.name(known), ISO_8859_1)
            : "x-" + random.nextInt(20);
    int length = random.nextInt(random.nextInt(20) == 0 ? 1_500 : 40);
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < length; i++) {
      value.append(
          (char) (random.nextInt(8) == 0 ? random.nextInt(256) : 'a' + random.nextInt(26)));
    }
    return name + ": " + value;
  }
}
