package dev.goodgate.gateway.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However a body is cut into pieces, the scanner says the same. */
class ChunkScannerProperty {
  private static final long SEED = 7_230;
  private static final int BODIES = 400;
  private static final int CUTS = 40;

  private static final List<String> ODD =
      List.of(
          "5\r\nhello\r\n0\r\n\r\nmore",
          "5\r\nhello!\r\n0\r\n\r\n",
          "5;a=b\r\nhello\r\n0;c\r\nA: b\r\n\r\n",
          "0\r\nA b: c\r\n\r\n",
          "x",
          "1\r\na\r\n1\r\nb\r\n2\r\n\r\n\r\n0\r\n\r\n");

  @Test
  void everyCutInTwoAndByteByByteSaysTheSame() {
    for (String body : ODD) {
      Chunks whole = Chunks.of(body);
      for (int cut = 0; cut <= body.length(); cut++) {
        assertThat(Chunks.of(body.substring(0, cut), body.substring(cut)))
            .as("%s cut at %d", body, cut)
            .isEqualTo(whole);
      }
      assertThat(Chunks.of(body.split(""))).isEqualTo(whole);
    }
  }

  @Test
  void aRandomBodyInRandomPiecesIsReadToItsEndAndNoFurther() {
    Random random = new Random(SEED);
    ChunkScanner scanner = new ChunkScanner();
    for (int i = 0; i < BODIES; i++) {
      StringBuilder payload = new StringBuilder();
      String body = body(random, payload);
      String behind = i % 2 == 0 ? "" : "5\r\nGET / HTTP/1.1\r\n\r\n";
      for (int j = 0; j < CUTS; j++) {
        Chunks chunks = Chunks.of(scanner, pieces(body + behind, random), true);

        assertThat(chunks)
            .as("seed %d, body %d, cut %d", SEED, i, j)
            .isEqualTo(new Chunks(body.length(), true, null, payload.length(), payload.toString()));
      }
      assertThat(Chunks.of(scanner, pieces(body, random), false).payload())
          .isEqualTo(payload.length());
    }
  }

  @Test
  void noPrefixOfABodyIsTakenForTheWhole() {
    Random random = new Random(SEED);
    for (int i = 0; i < BODIES / 4; i++) {
      String body = body(random, new StringBuilder());
      for (int cut = 0; cut < body.length(); cut++) {
        Chunks part = Chunks.of(body.substring(0, cut));

        assertThat(part.done()).as("seed %d, body %d, first %d bytes", SEED, i, cut).isFalse();
        assertThat(part.defect()).isNull();
        assertThat(part.taken()).isEqualTo(cut);
      }
    }
  }

  /** A sound body; {@code payload} gets what it carries. */
  private static String body(Random random, StringBuilder payload) {
    StringBuilder body = new StringBuilder();
    for (int chunks = random.nextInt(5); chunks > 0; chunks--) {
      StringBuilder data = new StringBuilder();
      for (int length = 1 + random.nextInt(40); length > 0; length--) {
        data.append("\r\n0;a\0\u00ff".charAt(random.nextInt(7)));
      }
      String size = Integer.toHexString(data.length());
      body.append("0".repeat(random.nextInt(3)))
          .append(random.nextBoolean() ? size : size.toUpperCase(java.util.Locale.ROOT))
          .append(random.nextInt(3) == 0 ? ";a=\"b;c\"" : "")
          .append("\r\n")
          .append(data)
          .append("\r\n");
      payload.append(data);
    }
    body.append("0".repeat(1 + random.nextInt(3))).append("\r\n");
    for (int trailers = random.nextInt(3); trailers > 0; trailers--) {
      body.append("X-T: ").append("y".repeat(random.nextInt(9))).append("\r\n");
    }
    return body.append("\r\n").toString();
  }

  private static List<String> pieces(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int to = Math.min(text.length(), at + 1 + random.nextInt(12));
      pieces.add(text.substring(at, to));
      at = to;
    }
    return pieces;
  }
}
