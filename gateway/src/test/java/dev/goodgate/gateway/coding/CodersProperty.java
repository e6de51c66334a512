package dev.goodgate.gateway.coding;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.github.luben.zstd.ZstdInputStream;
import dev.goodgate.vocabulary.plan.Compression.Encoding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any body in any pieces decompresses to itself, and every piece as soon as it has come out. */
class CodersProperty {
  private static final long SEED = 20_261_120;
  private static final int BODIES = 150;
  private static final int LARGEST = 64 * 1024;

  @ParameterizedTest
  @EnumSource
  void everyBodyComesOutAgain(Encoding encoding) throws IOException {
    Random random = new Random(SEED);
    Coders coders = new Coders(1, EnumSet.allOf(Encoding.class));
    ByteBuffer out = ByteBuffer.allocateDirect(LARGEST + Coder.ROOM);
    for (int body = 0; body < BODIES; body++) {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      ByteArrayOutputStream coded = new ByteArrayOutputStream();
      Coder coder = Objects.requireNonNull(coders.lend(encoding));
      assertThat(coders.lend(encoding)).isNull();
      int pieces = random.nextInt(6);
      for (int i = 0; i <= pieces; i++) {
        byte[] piece = piece(random, i == pieces && random.nextBoolean());
        plain.write(piece);
        out.clear();
        coder.code(ByteBuffer.allocateDirect(piece.length).put(piece).flip(), i == pieces, out);
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        coded.write(bytes);
        if (i < pieces) {
          assertThat(begin(encoding, coded.toByteArray(), plain.size()))
              .as("seed %d, body %d, piece %d", SEED, body, i)
              .isEqualTo(plain.toByteArray());
        }
      }
      coders.giveBack(coder);
      try (InputStream in = decoding(encoding, coded.toByteArray())) {
        assertThat(in.readAllBytes())
            .as("seed %d, body %d", SEED, body)
            .isEqualTo(plain.toByteArray());
      }
    }
  }

  /** What can be read before the end has come. */
  private static byte[] begin(Encoding encoding, byte[] coded, int length) throws IOException {
    if (encoding == Encoding.BROTLI) {
      return beginOfBrotli(coded); // its stream looks for more before it gives what it has
    }
    try (InputStream in = decoding(encoding, coded)) {
      return in.readNBytes(length);
    }
  }

  private static byte[] beginOfBrotli(byte[] coded) throws IOException {
    DecoderJNI.Wrapper decoder = new DecoderJNI.Wrapper(2 * coded.length + 1);
    try {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      decoder.getInputBuffer().put(coded);
      decoder.push(coded.length);
      while (decoder.getStatus() == DecoderJNI.Status.NEEDS_MORE_OUTPUT || decoder.hasOutput()) {
        ByteBuffer out = decoder.pull();
        byte[] bytes = new byte[out.remaining()];
        out.get(bytes);
        plain.write(bytes);
      }
      return plain.toByteArray();
    } finally {
      decoder.destroy();
    }
  }

  private static InputStream decoding(Encoding encoding, byte[] coded) throws IOException {
    InputStream in = new ByteArrayInputStream(coded);
    return switch (encoding) {
      case BROTLI -> new BrotliInputStream(in);
      case ZSTD -> new ZstdInputStream(in);
      case GZIP -> new GZIPInputStream(in);
    };
  }

  /** Noise, text, or one byte again and again. */
  private static byte[] piece(Random random, boolean empty) {
    byte[] piece = new byte[empty ? 0 : 1 + random.nextInt(1 << random.nextInt(17))];
    int kind = random.nextInt(3);
    if (kind == 0) {
      random.nextBytes(piece);
    } else if (kind == 1) {
      for (int i = 0; i < piece.length; i++) {
        piece[i] = (byte) ("etaoin shrdlu".charAt(random.nextInt(13)));
      }
    } else {
      Arrays.fill(piece, (byte) random.nextInt());
    }
    return piece;
  }
}
