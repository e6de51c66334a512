package dev.goodgate.trials.protocols;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http2.hpack.FieldDecoder;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.http2.hpack.FieldList;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Hpack;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Heads, sound ones and damaged ones, judged by the lab's decoder too, which is slow and plain. */
class HpackFuzz {
  private static final long SEED = 20_261_120;
  private static final int CONNECTIONS = 3_000;
  private static final int HEADS = 12;
  private static final List<String> NAMES =
      List.of(":status", ":path", "server", "set-cookie", "x-a", "x-long-name", "date", "cookie");

  @Test
  void thePlainDecoderAgreesAboutEveryHead() {
    Random random = new Random(SEED);
    int sound = 0;
    int malformed = 0;
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      FieldEncoder encoder = new FieldEncoder(4_096);
      FieldDecoder ours = new FieldDecoder(4_096);
      Hpack.Decoder plain = new Hpack.Decoder();
      for (int head = 0; head < HEADS; head++) {
        byte[] block = damaged(written(encoder, random), random);
        Optional<List<Field>> read = read(ours, block);
        Optional<List<Field>> expected = read(plain, block);
        if (read.isEmpty() && mayChangeTheTable(block)) {
          break; // the plain one lets the table change anywhere
        }
        assertThat(read).as("seed %d, connection %d", SEED, connection).isEqualTo(expected);
        if (read.isEmpty()) {
          malformed++;
          break;
        }
        sound++;
      }
    }
    assertThat(sound).isGreaterThan(5_000);
    assertThat(malformed).isGreaterThan(100);
  }

  private static boolean mayChangeTheTable(byte[] block) {
    for (byte each : block) {
      if ((each & 0xe0) == 0x20) {
        return true;
      }
    }
    return false;
  }

  private static byte[] damaged(byte[] block, Random random) {
    if (block.length > 0 && random.nextInt(4) == 0) {
      block[random.nextInt(block.length)] = (byte) random.nextInt(256);
    }
    return block;
  }

  private static byte[] written(FieldEncoder encoder, Random random) {
    byte[] block = new byte[8_192];
    if (random.nextInt(8) == 0) {
      encoder.resize(random.nextInt(300));
    }
    encoder.begin(block, 0);
    for (int count = random.nextInt(8); count > 0; count--) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      StringBuilder value = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        value.append((char) (random.nextInt(4) == 0 ? random.nextInt(256) : 'a'));
      }
      byte[] field = (name + value).getBytes(ISO_8859_1);
      encoder.add(field, 0, name.length(), name.length(), field.length);
    }
    byte[] whole = new byte[encoder.end()];
    System.arraycopy(block, 0, whole, 0, whole.length);
    return whole;
  }

  private static Optional<List<Field>> read(FieldDecoder decoder, byte[] block) {
    FieldList list = new FieldList();
    list.begin(Hpack.MAX_SIZE, Hpack.MAX_FIELDS);
    if (decoder.decode(block, 0, block.length, list) != FieldDecoder.SOUND) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < list.count(); i++) {
      String name = text(list, list.nameStart(i), list.nameEnd(i));
      fields.add(new Field(name, text(list, list.nameEnd(i), list.valueEnd(i))));
    }
    return Optional.of(fields);
  }

  private static String text(FieldList list, int from, int to) {
    return new String(list.bytes(), from, to - from, ISO_8859_1);
  }

  private static Optional<List<Field>> read(Hpack.Decoder decoder, byte[] block) {
    try {
      return Optional.of(decoder.decode(new String(block, ISO_8859_1)));
    } catch (ProtocolException malformed) {
      return Optional.empty();
    }
  }
}
