package dev.goodgate.gateway.http1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.traffic.Defect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkScannerTest {
  private static final String END = "0\r\n\r\n";

  @Test
  void findsTheEndAndThePayload() {
    String body = "4\r\nwiki\r\n00A;x=\"y\"\r\npedia in \r\r\n" + END;

    assertThat(Chunks.of(body))
        .isEqualTo(new Chunks(body.length(), true, null, 14, "wikipedia in \r"));
  }

  @Test
  void takesNothingBehindTheEnd() {
    String body = "1\r\na\r\n" + END;

    assertThat(Chunks.of(body + "GET / HTTP/1.1\r\n\r\n"))
        .isEqualTo(new Chunks(body.length(), true, null, 1, "a"));
    assertThat(Chunks.of(END, "more").taken()).isEqualTo(END.length());
  }

  @Test
  void readsTrailers() {
    String body = "0;last\r\nA: b\r\nC:\r\nD: \u00e9\t x\r\n\r\n";

    assertThat(Chunks.of(body + "x")).isEqualTo(new Chunks(body.length(), true, null, 0, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "g\r\n",
        "-1\r\n",
        "+1\r\n",
        "0x1\r\n",
        " 1\r\n",
        "1 \r\n",
        "1\t\r\n",
        "1\n",
        "1\rx",
        "1\r\nab",
        "1\r\na\n",
        "1\r\na\rx",
        "1;a\nb",
        "1;\0",
        "1;a\rb",
        ";a\r\n",
        "\0",
        "\u00b2",
        "\u00ff",
        "1,1\r\n",
        "0\n",
        "0\r\n\rx"
      })
  void refusesMalformedChunks(String body) {
    assertThat(Chunks.of(body).defect()).isEqualTo(Defect.BAD_CHUNK);
    assertThat(Chunks.of(body).done()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        "\n",
        " a",
        "a",
        "a b:",
        "a :",
        "A: b\n",
        "A: b\rC",
        "A: \0",
        "\u00e9:",
        "A: \u007f"
      })
  void refusesMalformedTrailers(String trailer) {
    assertThat(Chunks.of("0\r\n" + trailer + "\r\n\r\n").defect()).isEqualTo(Defect.BAD_TRAILER);
  }

  @Test
  void takesNothingAfterADefect() {
    ChunkScanner scanner = new ChunkScanner();
    Chunks refused = Chunks.of(scanner, List.of("1\r\nab", END), false);

    assertThat(refused.taken()).isEqualTo(5);
    assertThat(scanner.isDone()).isFalse();
  }

  @Test
  void startsOver() {
    ChunkScanner scanner = new ChunkScanner();
    Chunks.of(scanner, List.of("zz"), false);

    assertThat(Chunks.of(scanner, List.of("2\r\nab\r\n" + END), true).kept()).isEqualTo("ab");
    assertThat(Chunks.of(scanner, List.of("3\r\na"), true).done()).isFalse();
    assertThat(Chunks.of(scanner, List.of(END), true))
        .isEqualTo(new Chunks(END.length(), true, null, 0, ""));
  }

  @Test
  void boundsSizesToFifteenDigits() {
    assertThat(Chunks.of("00000000000000f\r\n").defect()).isNull();
    assertThat(Chunks.of("fffffffffffffff\r\nabc").payload()).isEqualTo(3);
    assertThat(Chunks.of("000000000000000f\r\n").defect()).isEqualTo(Defect.BAD_CHUNK);
    assertThat(Chunks.of("ffffffffffffffff\r\n").defect()).isEqualTo(Defect.BAD_CHUNK);
    assertThat(Chunks.of("10000000000000005\r\n").defect()).isEqualTo(Defect.BAD_CHUNK);
  }

  @Test
  void boundsExtensionsOfEachChunk() {
    String longest = "1;" + "x".repeat(256) + "\r\na\r\n";

    assertThat(Chunks.of(longest + longest + END).done()).isTrue();
    assertThat(Chunks.of("1;" + "x".repeat(257) + "\r\n").defect()).isEqualTo(Defect.BAD_CHUNK);
  }

  @Test
  void boundsWhatIsNotPayloadOfAllChunksTogether() {
    String wasteful = "1;" + "x".repeat(200) + "\r\na\r\n";
    String signed = "3e8;chunk-signature=" + "x".repeat(64) + "\r\n" + "a".repeat(1_000) + "\r\n";

    assertThat(Chunks.of(wasteful.repeat(80) + END).done()).isTrue();
    assertThat(Chunks.of(wasteful.repeat(100)).defect()).isEqualTo(Defect.BAD_CHUNK);
    assertThat(Chunks.of(signed.repeat(1_000) + END).done()).isTrue();
    assertThat(Chunks.of("1\r\na\r\n".repeat(20_000) + END).done()).isTrue();
  }

  @Test
  void readsBlanksBeforeAnExtensionAndInRepliesBeforeNothing() {
    String extended = "2 \t;a\r\nok\r\n0 ;b\r\n\r\n";
    String filled = "2   \r\nok\r\n0  \r\n\r\n";

    assertThat(Chunks.of(extended).kept()).isEqualTo("ok");
    assertThat(Chunks.of(extended).done()).isTrue();
    assertThat(Chunks.of(filled).defect()).isEqualTo(Defect.BAD_CHUNK);
    assertThat(Chunks.of(ChunkScanner.ofReplies(), List.of(filled), true).kept()).isEqualTo("ok");
    assertThat(Chunks.of(ChunkScanner.ofReplies(), List.of("2 3\r\n"), true).defect())
        .isEqualTo(Defect.BAD_CHUNK);
    assertThat(Chunks.of("2" + " ".repeat(300)).defect()).isEqualTo(Defect.BAD_CHUNK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Request-Id", "content-type", "Set-Cookie", "Via", "trailer", "X_A"})
  void letsAReplyTrailWhatNoRequestMay(String name) {
    String body = "0\r\n" + name + ": x\r\n\r\n";

    assertThat(Chunks.of(ChunkScanner.ofReplies(), List.of(body), false).done()).isTrue();
    assertThat(Chunks.of(body).done()).isEqualTo(name.equals("X_A"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "transfer-encoding", "Connection", "Host", "Te"})
  void letsNothingTrailThatFrames(String name) {
    String body = "0\r\n" + name + ": x\r\n\r\n";

    assertThat(Chunks.of(ChunkScanner.ofReplies(), List.of(body), false).defect())
        .isEqualTo(Defect.BAD_TRAILER);
    assertThat(Chunks.of(body).defect()).isEqualTo(Defect.BAD_TRAILER);
  }

  @Test
  void boundsTrailers() {
    String field = "A: " + "x".repeat(995) + "\r\n";

    assertThat(Chunks.of("0\r\n" + field.repeat(8) + "\r\n").done()).isTrue();
    assertThat(Chunks.of("0\r\n" + field.repeat(9) + "\r\n").defect())
        .isEqualTo(Defect.TRAILER_TOO_LARGE);
    assertThat(Chunks.of("0\r\nA" + ":".repeat(9_000)).defect())
        .isEqualTo(Defect.TRAILER_TOO_LARGE);
  }
}
