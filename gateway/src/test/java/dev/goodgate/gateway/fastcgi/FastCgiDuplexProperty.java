package dev.goodgate.gateway.fastcgi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.PiecemealSocket;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However it is cut into pieces, a request and a reply are translated as if they came whole. */
class FastCgiDuplexProperty {
  private static final long SEED = 20_261_122;
  private static final String HEAD = "Content-Type: text/plain\r\n\r\n";
  private static final int CALLS = 100_000;

  private final Random random = new Random(SEED);
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment scratch = arena.allocate(80 * 1024);
  private final Blocks blocks = new Blocks();
  private final FastCgi tools =
      new FastCgi(
          blocks,
          new FastCgi.Settings(
              new Scripts("/srv", "index.php", ".php", "", Map.of()), true, 16 * 1024));

  @AfterEach
  void everythingIsReturned() {
    assertThat(blocks.lent()).isZero();
    blocks.close();
    arena.close();
  }

  @Test
  void aReplyIsTheSameInPiecesOfAnySize() {
    for (int round = 0; round < 2_000; round++) {
      StringBuilder body = new StringBuilder();
      StringBuilder records = new StringBuilder(PlainRecords.stdout(HEAD));
      for (int i = random.nextInt(6); i > 0; i--) {
        String piece = "0123456789abcdef".repeat(random.nextInt(40)) + "x";
        body.append(piece);
        records.append(PlainRecords.record(6, piece, random.nextInt(256)));
        records.append(PlainRecords.stderr("word"));
      }
      records.append(PlainRecords.end(0));
      Duplex duplex = asked("GET /a.php HTTP/1.1\r\nHost: a\r\n\r\n", records.toString());
      String text = receiveAll(duplex);

      assertThat(text)
          .startsWith(
              "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
      assertThat(dechunked(text.substring(text.indexOf("\r\n\r\n") + 4)))
          .isEqualTo(body.toString());
      assertThat(duplex.trouble()).isNull();
      assertThat(duplex.mayRead()).isFalse();
      duplex.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 255, 256, 4_095, 4_096, 50_000, 300_000})
  void aRequestIsTheSameInPiecesOfAnySize(int size) {
    String body = "b".repeat(size);
    String head =
        "POST /a.php/b?c HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\nX-A: b\r\n\r\n";
    for (int round = 0; round < 20; round++) {
      PiecemealSocket socket = new PiecemealSocket(new byte[0], Duplex.END, pieces());
      Duplex duplex = tools.over(socket, () -> Ends.UNKNOWN);
      sendAll(duplex, head, head.length() + random.nextInt(1 + Math.min(size, 9_000)), body);

      assertThat(PlainRecords.content(socket.sent(), 5)).isEqualTo(body);
      assertThat(PlainRecords.params(socket.sent()))
          .containsEntry("CONTENT_LENGTH", size == 0 ? "" : Integer.toString(size))
          .containsEntry("SCRIPT_FILENAME", "/srv/a.php")
          .containsEntry("PATH_INFO", "/b")
          .containsEntry("QUERY_STRING", "c")
          .containsEntry("HTTP_X_A", "b");
      duplex.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 65_535})
  void aBodyInChunksIsToldItsLength(int size) {
    String head = "POST /a.php HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    String chunk = size == 0 ? "" : Integer.toHexString(size) + "\r\n" + "c".repeat(size) + "\r\n";
    for (int round = 0; round < 20; round++) {
      PiecemealSocket socket = new PiecemealSocket(new byte[0], Duplex.END, pieces());
      Duplex duplex = tools.over(socket, () -> Ends.UNKNOWN);
      sendAll(duplex, head, head.length(), chunk + "0\r\nX-End: x\r\n\r\n");

      assertThat(PlainRecords.content(socket.sent(), 5)).isEqualTo("c".repeat(size));
      assertThat(PlainRecords.params(socket.sent()))
          .containsEntry("CONTENT_LENGTH", Integer.toString(size))
          .doesNotContainKey("HTTP_TRANSFER_ENCODING");
      duplex.close();
    }
  }

  @Test
  void aCutReplyIsNeverWhole() {
    String records = PlainRecords.stdout(HEAD + "hello") + PlainRecords.end(0);
    for (int cut = 0; cut < records.length(); cut++) {
      Duplex duplex = asked("GET /a.php HTTP/1.1\r\nHost: a\r\n\r\n", records.substring(0, cut));
      assertThat(receiveAll(duplex)).as("cut at %d", cut).doesNotContain("0\r\n\r\n");
      duplex.close();
    }
  }

  @Test
  void manyFieldsOfOneNameAreOneVariable() {
    PiecemealSocket socket = new PiecemealSocket(new byte[0], Duplex.END, () -> 1 << 20);
    Duplex duplex = tools.over(socket, () -> Ends.UNKNOWN);
    String fields = "A: 1\r\na: 2\r\nCookie: c=1\r\nA: 3\r\nCookie: d=2\r\nA_B: x\r\nProxy: y\r\n";
    String head = "GET /a.php HTTP/1.1\r\nHost: [::1]:80\r\n" + fields + "\r\n";
    sendAll(duplex, head, head.length(), "");

    assertThat(PlainRecords.params(socket.sent()))
        .containsEntry("HTTP_A", "1, 2, 3")
        .containsEntry("HTTP_COOKIE", "c=1; d=2")
        .containsEntry("SERVER_NAME", "[::1]")
        .doesNotContainKey("HTTP_A_B")
        .doesNotContainKey("HTTP_PROXY");
    duplex.close();
  }

  private Duplex asked(String request, String records) {
    PiecemealSocket socket =
        new PiecemealSocket(records.getBytes(ISO_8859_1), Duplex.END, pieces());
    Duplex duplex = tools.over(socket, () -> Ends.UNKNOWN);
    sendAll(duplex, request, request.length(), "");
    return duplex;
  }

  private IntSupplier pieces() {
    int most = 1 << random.nextInt(17);
    return () -> 1 + random.nextInt(most);
  }

  /** The first call gives {@code first} bytes; what is not taken is given again. */
  private void sendAll(Duplex duplex, String head, int first, String body) {
    byte[] bytes = (head + body).getBytes(ISO_8859_1);
    int at = 0;
    int piece = first;
    for (int calls = 0; at < bytes.length; calls++) {
      int count = Math.min(piece, bytes.length - at);
      MemorySegment.copy(bytes, at, scratch, JAVA_BYTE, 7, count);
      int taken = duplex.send(scratch, 7, count);
      assertThat(taken).isBetween(0, count);
      assertThat(calls).isLessThan(CALLS * 10);
      at += taken;
      piece = taken < count ? count - taken : 60_000;
    }
  }

  private String receiveAll(Duplex duplex) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int calls = 0; calls < CALLS; calls++) {
      int count = duplex.receive(scratch, 11, 64 * 1024);
      if (count < 0) {
        return all.toString(ISO_8859_1);
      }
      byte[] bytes = scratch.asSlice(11, count).toArray(JAVA_BYTE);
      all.writeBytes(bytes);
    }
    throw new AssertionError("it never ends");
  }

  private static String dechunked(String body) {
    StringBuilder all = new StringBuilder();
    int at = 0;
    while (true) {
      int line = body.indexOf("\r\n", at);
      int size = Integer.parseInt(body.substring(at, line), 16);
      if (size == 0) {
        assertThat(body.substring(line)).isEqualTo("\r\n\r\n");
        return all.toString();
      }
      all.append(body, line + 2, line + 2 + size);
      assertThat(body.substring(line + 2 + size)).startsWith("\r\n");
      at = line + 4 + size;
    }
  }
}
