package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Windows in both directions, and what does not fit through them: RFC 9113 5.2, 6.9. */
@Execution(ExecutionMode.CONCURRENT)
class Http2FlowWireTest {
  private static final int LARGE = 1 << 20;

  /** What the gateway lets a client send before anything of it is taken. */
  private static final long STREAM_WINDOW = 256 * 1_024;

  private static final long WINDOW = 1_024 * 1_024;

  /** More than the connection's window. */
  private static final String LARGE_REPLY =
      "HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n" + "z".repeat(LARGE);

  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3\r\nabc\r\n".repeat(5)
          + "0\r\nX-Sum: 15\r\n\r\n";

  private static void behind(String reply, String limits, Http2Talk talk) throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(reply);
        LiveGateway gateway = LiveGateway.with("", limits, origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      talk.talk(wire);
    }
  }

  /** Counts the bytes of data on each stream until the connection has nothing left to send. */
  private static Map<Integer, Integer> drain(Http2Wire wire) throws IOException {
    Map<Integer, Integer> carried = new HashMap<>();
    wire.frame(Frame.PING, 0, 0, "anything");
    wire.until(frame -> {
      if (frame.type() == Frame.DATA) {
        carried.merge(frame.stream(), frame.payload().length(), Integer::sum);
      }
      return frame.type() == Frame.PING;
    });
    return carried;
  }

  @Test
  void sendsAsMuchAsAStreamsWindowLetsThrough() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(4, 1).until(frame -> frame.type() == Frame.SETTINGS);
      wire.get(1).answers(1, "200");
      Frame first = wire.until(frame -> frame.type() == Frame.DATA);
      assertThat(first.payload()).isEqualTo("h");
      assertThat(drain(wire)).isEmpty();
      wire.frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(9));
      assertThat(wire.body(1)).isEqualTo("ello");
    });
  }

  @Test
  void sendsTheHeadThroughAWindowThatIsClosed() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(4, 0).get(1).answers(1, "200");
      assertThat(drain(wire)).isEmpty();
      wire.settings(4, 3);
      assertThat(wire.until(frame -> frame.type() == Frame.DATA).payload()).isEqualTo("hel");
    });
  }

  @Test
  void waitsUntilAWindowThatWasMadeSmallerIsOpenAgain() throws Exception {
    Http2Talk.talk(wire -> {
      wire.settings(4, 3).get(1).answers(1, "200");
      assertThat(wire.until(frame -> frame.type() == Frame.DATA).payload()).isEqualTo("hel");
      wire.settings(4, 0); // the window is at -3 now
      wire.frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(3));
      assertThat(drain(wire)).isEmpty();
      wire.frame(Frame.WINDOW_UPDATE, 0, 1, Frame.word(1));
      assertThat(wire.until(frame -> frame.type() == Frame.DATA).payload()).isEqualTo("l");
    });
  }

  @Test
  void endsABodyOfNothingThroughAWindowThatIsClosed() throws Exception {
    String empty = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    behind(
        empty,
        "",
        wire -> {
          wire.settings(4, 0).get(1).answers(1, "200");
          assertThat(wire.body(1)).isEmpty();
        });
  }

  @Test
  void sendsNoMoreThanTheConnectionsWindowAndSharesIt() throws Exception {
    behind(
        LARGE_REPLY,
        "",
        wire -> {
          wire.settings(4, Integer.MAX_VALUE);
          Map<Integer, Integer> carried = new HashMap<>();
          for (int stream = 1; stream < 9; stream += 2) {
            wire.get(stream);
          }
          List<Integer> order = new ArrayList<>();
          int left = 4 * LARGE;
          int window = 65_535;
          while (left > 0) {
            Frame data = wire.until(frame -> frame.type() == Frame.DATA);
            int bytes = data.payload().length();
            window -= bytes;
            left -= bytes;
            assertThat(window).as("the connection's window").isNotNegative();
            carried.merge(data.stream(), bytes, Integer::sum);
            order.add(data.stream());
            if (window < 20_000) {
              wire.frame(Frame.WINDOW_UPDATE, 0, 0, Frame.word(45_000));
              window += 45_000;
            }
          }
          assertThat(carried.values()).containsOnly(LARGE);
          int last = order.getLast();
          assertThat(order.subList(order.size() / 2, order.size()).stream().distinct().count())
              .as("streams in the second half, " + last + " being last")
              .isGreaterThan(2);
        });
  }

  @Test
  void turnsTrailersOfChunksIntoAHead() throws Exception {
    behind(
        CHUNKED,
        "",
        wire -> {
          assertThat(wire.get(1).reply(1))
              .contains(new Field(":status", "200"))
              .extracting(Field::name)
              .doesNotContain("transfer-encoding", "connection");
          StringBuilder body = new StringBuilder();
          Frame trailer =
              wire.until(frame -> {
                body.append(frame.type() == Frame.DATA ? frame.payload() : "");
                return frame.type() == Frame.HEADERS;
              });
          assertThat(body.toString()).isEqualTo("abc".repeat(5));
          assertThat(wire.decode(trailer)).containsExactly(new Field("x-sum", "15"));
          assertThat(trailer.has(Frame.END_STREAM)).isTrue();
        });
  }

  @Test
  void tellsInterimRepliesApart() throws Exception {
    behind(
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + Http2Talk.OK,
        "",
        wire -> {
          wire.get(1).answers(1, "103");
          wire.answers(1, "200");
          assertThat(wire.body(1)).isEqualTo("hello");
        });
  }

  @Test
  void showsThatAReplyHasBrokenOff() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      wire.get(1).answers(1, "200");
      wire.isReset(1, Code.INTERNAL_ERROR);
      assertThat(gateway.line("truncated-content-length"))
          .contains("\"version\":\"2.0\"")
          .contains("\"whole\":false");
    }
  }

  @Test
  void hasNoBodyForAHead() throws Exception {
    Http2Talk.talk(wire -> {
      Frame head =
          wire.ask(1, Http2Wire.but(":method", "HEAD"))
              .until(frame -> frame.type() == Frame.HEADERS);
      assertThat(head.has(Frame.END_STREAM)).isTrue();
      assertThat(wire.decode(head)).contains(new Field("content-length", "5"));
    });
  }

  @Test
  void givesTheEndpointWhatItIsUsedTo() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(Http2Talk.OK);
        LiveGateway gateway = LiveGateway.before(origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      wire.ask(
              1,
              Http2Wire.fields(
                  new Field("cookie", "a=1"), new Field("x", "y"), new Field("cookie", "b=2")))
          .answers(1, "200");
      assertThat(origin.nextHead())
          .startsWith("GET / HTTP/1.1\r\nHost: lab.test\r\n")
          .contains("\r\ncookie: a=1; b=2\r\n", "\r\nx: y\r\n", "\r\nVia: 2.0 ")
          .doesNotContain("chunked", ":authority", "content-length");
      wire.ask(3, Http2Wire.but(":method", "POST")).answers(3, "200");
      assertThat(origin.nextHead()).contains("\r\ncontent-length: 0\r\n");
      assertThat(gateway.line("\"version\":\"2.0\"")).contains("\"status\":200");
    }
  }

  @Test
  void givesTheTrailerOfARequestToTheEndpoint() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    List<String> chunks = new ArrayList<>();
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              chunks.add(scene.wire.until("\r\n\r\n"));
              heard.countDown();
              scene.wire.send(Http2Talk.OK);
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      wire.post(1).data(1, 0, "hello").head(1, 5, List.of(new Field("x-sum", "5")));
      wire.answers(1, "200");
      assertThat(LiveGateway.await(heard)).isTrue();
      assertThat(chunks.getFirst()).isEqualTo("5\r\nhello\r\n0\r\nx-sum: 5\r\n\r\n");
    }
  }

  @Test
  void refusesMoreThanAStreamsWindow() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              LiveGateway.await(seen); // and takes nothing
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      wire.post(1);
      // The endpoint and the kernel between take a part; so much more than all of it is not taken.
      String piece = "x".repeat(16_384);
      for (int i = 0; i < 2_048; i++) {
        wire.data(1, 0, piece);
      }
      Frame end =
          wire.until(frame -> frame.type() == Frame.RST_STREAM || frame.type() == Frame.GOAWAY);
      long code = end.number(end.type() == Frame.GOAWAY ? 4 : 0);
      seen.countDown();
      assertThat(code).isEqualTo(3);
    }
  }

  @Test
  void carriesALargeBodyThroughSmallWindowsWithoutHoldingIt() throws Exception {
    int pieces = 6_400; // 100 MiB
    AtomicLong received = new AtomicLong();
    CountDownLatch whole = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              byte[] some = new byte[1 << 16];
              while (received.get() < pieces * 16_384L) {
                int count = scene.wire.in().read(some);
                if (count < 0) {
                  return;
                }
                received.addAndGet(count);
              }
              whole.countDown();
              scene.wire.send(Http2Talk.OK);
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      wire.post(1, new Field("content-length", String.valueOf(pieces * 16_384L)));
      String piece = "x".repeat(16_384);
      long stream = STREAM_WINDOW;
      long connection = WINDOW;
      for (int i = 0; i < pieces; ) {
        if (stream < 16_384 || connection < 16_384) {
          Frame more = wire.until(frame -> frame.type() == Frame.WINDOW_UPDATE);
          stream += more.stream() == 1 ? more.number(0) : 0;
          connection += more.stream() == 0 ? more.number(0) : 0;
        } else {
          wire.data(1, i == pieces - 1 ? Frame.END_STREAM : 0, piece);
          stream -= 16_384;
          connection -= 16_384;
          i++;
        }
      }
      assertThat(LiveGateway.await(whole)).isTrue();
      wire.answers(1, "200");
    }
  }

  @Test
  void letsOthersGoOnWhileOneDoesNotRead() throws Exception {
    behind(
        LARGE_REPLY,
        "stall: 1500ms",
        wire -> {
          wire.frame(Frame.WINDOW_UPDATE, 0, 0, Frame.word(1 << 24)).get(1).answers(1, "200");
          for (int stream = 3; stream < 9; stream += 2) {
            wire.get(stream).frame(Frame.WINDOW_UPDATE, 0, stream, Frame.word(1 << 24));
            wire.answers(stream, "200");
            assertThat(wire.body(stream)).hasSize(LARGE);
          }
          wire.isReset(1, Code.CANCEL); // in the end
        });
  }

  @Test
  void cutsAClientThatTakesNothingAtAll() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(LARGE_REPLY);
        LiveGateway gateway = LiveGateway.with("", "stall: 500ms", origin);
        Http2Wire wire = Http2Wire.narrow(gateway.address())) {
      wire.settings(4, Integer.MAX_VALUE);
      wire.frame(Frame.WINDOW_UPDATE, 0, 0, Frame.word(1 << 30));
      for (int stream = 1; stream < 41; stream += 2) {
        wire.get(stream);
      }
      for (int i = 0; i < 20; i++) {
        assertThat(gateway.line("client-too-slow")).contains("limits.stall of 500 ms");
      }
      assertThat(gateway.drain()).succeedsWithin(Duration.ofSeconds(10));
    }
  }
}
