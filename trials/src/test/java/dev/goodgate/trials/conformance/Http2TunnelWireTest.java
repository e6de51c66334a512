package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Other protocols over streams of HTTP/2: RFC 8441. */
@Execution(ExecutionMode.CONCURRENT)
class Http2TunnelWireTest {
  private static final String SWITCH =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Accept: whatever\r\nSec-WebSocket-Protocol: chat\r\n\r\n";

  private static List<Field> open(Field... more) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                new Field(":method", "CONNECT"),
                new Field(":protocol", "websocket"),
                new Field(":scheme", "http"),
                new Field(":path", "/chat"),
                new Field(":authority", LiveGateway.HOST),
                new Field("sec-websocket-version", "13")));
    fields.addAll(List.of(more));
    return fields;
  }

  private static void behind(ActingOrigin.Part part, Http2Talk talk) throws Exception {
    try (ActingOrigin origin = ActingOrigin.playing(part);
        LiveGateway gateway = LiveGateway.before(origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      talk.talk(wire);
    }
  }

  @Test
  void saysThatItMayBeAsked() throws Exception {
    Http2Talk.begin(wire -> {
      wire.send(Frame.PREFACE).frame(Frame.SETTINGS, 0, 0, "");
      assertThat(wire.next().orElseThrow().payload()).contains(Frame.setting(8, 1));
    });
  }

  @Test
  void carriesBytesBothWaysUntilBothHaveEnded() throws Exception {
    List<String> heads = new ArrayList<>();
    behind(
        scene -> {
          heads.add(scene.head());
          scene.wire.send(SWITCH + "first");
          scene.wire.send("heard " + scene.wire.exactly(5) + scene.wire.rest());
        },
        wire -> {
          List<Field> reply = wire.head(1, Frame.END_HEADERS, open()).reply(1);
          assertThat(reply)
              .contains(new Field(":status", "200"), new Field("sec-websocket-protocol", "chat"))
              .extracting(Field::name)
              .doesNotContain("upgrade", "connection", "sec-websocket-accept", "content-length");
          assertThat(heads.getFirst())
              .startsWith("GET /chat HTTP/1.1\r\nHost: lab.test\r\n")
              .contains("\r\nConnection: upgrade\r\nUpgrade: websocket\r\n")
              .containsPattern("sec-websocket-key: [A-Za-z0-9+/]{22}==\r\n")
              .doesNotContain("chunked", ":protocol");
          wire.data(1, 0, "hel").data(1, 0, "lo").data(1, Frame.END_STREAM, "!");
          assertThat(wire.body(1)).isEqualTo("firstheard hello!");
          wire.isAlive();
        });
  }

  @Test
  void showsThatTheOtherSideHasBroken() throws Exception {
    behind(
        scene -> {
          scene.head();
          scene.wire.send(SWITCH);
          scene.wire.exactly(1);
          scene.wire.reset();
        },
        wire -> {
          wire.head(1, Frame.END_HEADERS, open()).answers(1, "200");
          wire.data(1, 0, "x");
          Frame reset = wire.until(frame -> frame.type() == Frame.RST_STREAM);
          assertThat(reset.stream()).isEqualTo(1);
          wire.isAlive();
        });
  }

  @Test
  void endsTheOtherSideWithAStreamThatIsGivenUp() throws Exception {
    java.util.concurrent.CountDownLatch ended = new java.util.concurrent.CountDownLatch(1);
    behind(
        scene -> {
          scene.head();
          scene.wire.send(SWITCH);
          scene.wire.rest();
          ended.countDown();
        },
        wire -> {
          wire.head(1, Frame.END_HEADERS, open()).answers(1, "200");
          wire.frame(Frame.RST_STREAM, 0, 1, Frame.word(8));
          assertThat(LiveGateway.await(ended)).isTrue();
          wire.isAlive();
        });
  }

  /** In HTTP/1 that is no success. */
  @Test
  void doesNotTakeAnAnswerForASwitch() throws Exception {
    behind(
        scene -> {
          scene.head();
          scene.wire.send(Http2Talk.OK);
          scene.head();
        },
        wire -> wire.head(1, Frame.END_HEADERS, open()).answers(1, "502"));
  }

  @Test
  void passesARefusalOn() throws Exception {
    behind(
        scene -> {
          scene.head();
          scene.wire.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
          scene.head();
        },
        wire -> {
          wire.head(1, Frame.END_HEADERS, open()).answers(1, "403");
          assertThat(wire.body(1)).isEqualTo("no");
        });
  }

  @Test
  void resetsWhatIsHalfATunnel() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field(":protocol", "websocket")));
      wire.isReset(1, Code.PROTOCOL_ERROR);
      List<Field> pathless = open();
      pathless.removeIf(field -> field.name().equals(":path"));
      wire.head(3, Frame.END_HEADERS, pathless).isReset(3, Code.PROTOCOL_ERROR);
      List<Field> two = open();
      two.set(1, new Field(":protocol", "websocket\r\nx: y"));
      wire.head(5, Frame.END_HEADERS, two).isReset(5, Code.PROTOCOL_ERROR);
    });
  }
}
