package dev.goodgate.gateway.listen.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.LyingKernel;
import dev.goodgate.gateway.wire.World;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplyTextTest {
  private final World world = new World(1);
  private final Loop loop = new Loop(new LyingKernel(world), world::now);
  private final ReplyText reply = new ReplyText();
  private final RecordingSending to = new RecordingSending(loop, reply);

  private int take(String text) {
    byte[] bytes = (".." + text).getBytes(ISO_8859_1);
    return reply.take(to, MemorySegment.ofArray(bytes), 2, text.length());
  }

  private String frames(String text) {
    reply.begin(false, false);
    assertThat(take(text)).isEqualTo(text.length());
    return to.frames.toString();
  }

  @Test
  void leavesWhatConcernsConnectionsBehind() {
    assertThat(
            frames(
                "HTTP/1.1 200 OK\r\nServer:  x \r\nConnection: close\r\nKeep-Alive: timeout=5\r\n"
                    + "Proxy-Connection: a\r\nUpgrade: h3\r\nContent-Length: 0\r\n\r\n"))
        .isEqualTo("head :status=200 server=x content-length=0 end\n");
    assertThat(reply.isOver()).isTrue();
  }

  @Test
  void sendsABodyOfALength() {
    assertThat(frames("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"))
        .isEqualTo("head :status=200 content-length=5\ndata hello end\n");
  }

  @Test
  void takesTheFramingOffChunksAndEndsWithTheLast() {
    assertThat(
            frames(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"))
        .isEqualTo("head :status=200\ndata abcde end\n");
  }

  @Test
  void makesATrailerAHead() {
    assertThat(
            frames(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "1\r\na\r\n0\r\nGrpc-Status: 0\r\n\r\n"))
        .isEqualTo("head :status=200\ndata a\nhead grpc-status=0 end\n");
  }

  @Test
  void doesNotEndWithAnInterimReply() {
    assertThat(frames("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"))
        .isEqualTo("head :status=100\nhead :status=204 end\n");
  }

  @Test
  void hasNoBodyForAHead() {
    reply.begin(true, false);
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
    assertThat(take(head)).isEqualTo(head.length());
    assertThat(to.frames.toString()).isEqualTo("head :status=200 content-length=5 end\n");
  }

  @Test
  void takesNothingWhileThereIsNoRoom() {
    reply.begin(false, false);
    to.full = true;
    assertThat(take("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")).isZero();
    assertThat(to.frames.toString()).isEmpty();
  }

  @Test
  void takesTheHeadAloneWhileTheWindowIsClosed() {
    reply.begin(false, false);
    to.window = 0;
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
    assertThat(take(head + "hello")).isEqualTo(head.length());
    to.window = 2;
    assertThat(take("hello")).isEqualTo(2);
    to.window = 100;
    assertThat(take("llo")).isEqualTo(3);
    assertThat(to.frames.toString())
        .isEqualTo("head :status=200 content-length=5\ndata he\ndata llo end\n");
  }

  /** However it is cut, by the windows or by who gives it, the same comes out. */
  @Test
  void isTheSameHoweverItIsCut() {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    String body = "5\r\nhello\r\n1\r\n \r\na\r\n0123456789\r\n0\r\nX-Sum: 16\r\nY: z\r\n\r\n";
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      RecordingSending cut = new RecordingSending(loop, reply);
      reply.begin(false, false);
      byte[] all = (head + body).getBytes(ISO_8859_1);
      int at = 0;
      int most = head.length();
      while (at < all.length) {
        most = Math.max(most, Math.min(all.length, at + 1 + random.nextInt(9)));
        cut.window = random.nextInt(4);
        cut.full = random.nextInt(4) == 0;
        at += reply.take(cut, MemorySegment.ofArray(all), at, most - at);
        assertThat(at).isLessThanOrEqualTo(most);
      }
      assertThat(reply.isOver()).as("seed " + seed).isTrue();
      String frames = cut.frames.toString();
      assertThat(frames.replaceAll("\ndata ", ""))
          .as("seed " + seed)
          .isEqualTo("head :status=200hello 0123456789\nhead x-sum=16 y=z end\n");
    }
  }
}
