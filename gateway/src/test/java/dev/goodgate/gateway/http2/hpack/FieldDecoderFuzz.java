package dev.goodgate.gateway.http2.hpack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.FuzzInputs;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Hpack;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Heads of one connection, each behind a byte that tells its length, judged by the lab's decoder,
 * which is slow and plain; what is taken is the same when our own encoder has written it again.
 */
class FieldDecoderFuzz {
  private static final long SEED = 7_541;
  private static final int ROUNDS = 60_000;

  /** Where ours is stricter: a change of the table behind a field, a number of many bytes. */
  private static final Pattern MAY_BE_STRICTER = Pattern.compile("[ -?]|[\\x80-\\xff]{4}");

  static final List<String> SEEDS =
      List.of(
          "19 400a637573746f6d2d6b65790d637573746f6d2d686561646572 01 be",
          "14 828684410f7777772e6578616d706c652e636f6d 0c 828684be58086e6f2d6361636865",
          "11 828684418cf1e3c2e5f23a6ba0ab90f4ff 0c 828684be5886a8eb10649cbf",
          "0d 100870617373776f726406736563726574 01 82",
          "02 2082 06 3fe11f408161 00",
          "05 7f008261 62 04 0f2f0161");

  @Test
  void damagedHeadsAreReadAsAPlainDecoderReadsThem() {
    Random random = new Random(SEED);
    int sound = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = bytes(SEEDS.get(random.nextInt(SEEDS.size())));
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      sound += judge(bytes);
    }
    assertThat(sound).as("of seed %d, heads that are sound", SEED).isGreaterThan(10_000);
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeIsReadAsAPlainDecoderReadsIt() throws IOException {
    for (byte[] input : FuzzInputs.of(FieldDecoderGuidedFuzz.class, seeds())) {
      judge(input);
    }
  }

  static Stream<byte[]> seeds() {
    return SEEDS.stream().map(FieldDecoderFuzz::bytes);
  }

  /** How many of the heads are sound. */
  static int judge(byte[] heads) {
    FieldDecoder decoder = new FieldDecoder(4_096);
    Hpack.Decoder plain = new Hpack.Decoder();
    FieldEncoder encoder = new FieldEncoder(4_096);
    FieldDecoder other = new FieldDecoder(4_096);
    int sound = 0;
    for (int at = 0; at < heads.length; sound++) {
      int end = Math.min(heads.length, at + 1 + (heads[at] & 0xff));
      byte[] head = Arrays.copyOfRange(heads, at + 1, end);
      FieldList list = new FieldList();
      list.begin(Hpack.MAX_SIZE, Hpack.MAX_FIELDS);
      int read = decoder.decode(head, 0, head.length, list);
      assertThat(list.bytes().length).as("memory").isLessThan(4 * Hpack.MAX_SIZE);
      List<String> expected = plainly(plain, head);
      if (read != FieldDecoder.SOUND) {
        assertThat(expected == null || mayBeStricter(head)).isTrue();
        return sound;
      }
      if (list.isFull()) {
        assertThat(expected).isNull();
        return sound;
      }
      List<String> fields = Heads.fields(list);
      assertThat(fields).isEqualTo(expected);
      assertThat(Heads.fields(read(other, written(encoder, list)))).isEqualTo(fields);
      at = end;
    }
    return sound;
  }

  private static byte[] written(FieldEncoder encoder, FieldList list) {
    int most = (list.count() + 1) * FieldEncoder.MOST_OVERHEAD;
    for (int i = 0; i < list.count(); i++) {
      most += list.valueEnd(i) - list.nameStart(i);
    }
    byte[] head = new byte[most];
    encoder.begin(head, 0);
    for (int i = 0; i < list.count(); i++) {
      int nameEnd = list.nameEnd(i);
      encoder.add(list.bytes(), list.nameStart(i), nameEnd, nameEnd, list.valueEnd(i));
    }
    return Arrays.copyOf(head, encoder.end());
  }

  private static FieldList read(FieldDecoder decoder, byte[] head) {
    FieldList list = new FieldList();
    list.begin(Hpack.MAX_SIZE, Hpack.MAX_FIELDS);
    assertThat(decoder.decode(head, 0, head.length, list)).isEqualTo(FieldDecoder.SOUND);
    return list;
  }

  private static @Nullable List<String> plainly(Hpack.Decoder plain, byte[] head) {
    try {
      return plain.decode(new String(head, ISO_8859_1)).stream()
          .map((Field each) -> each.name() + ": " + each.value())
          .toList();
    } catch (ProtocolException malformed) {
      return null;
    }
  }

  private static boolean mayBeStricter(byte[] head) {
    return MAY_BE_STRICTER.matcher(new String(head, ISO_8859_1)).find();
  }

  private static byte[] bytes(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }
}
