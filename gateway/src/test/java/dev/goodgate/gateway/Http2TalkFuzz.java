package dev.goodgate.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.FuzzInputs;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.report.Reporter;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.LyingKernel;
import dev.goodgate.gateway.wire.World;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A whole lane, told frames of HTTP/2 by a script: by a client who means no good, or by an endpoint
 * that is asked over HTTP/1. Nothing throws, nothing is kept, and what it says in return is sound.
 */
class Http2TalkFuzz {
  private static final long SEED = 9_114;
  private static final int ROUNDS = 400;
  private static final int WORLDS = 8;
  private static final int MOST = 300;
  private static final String ASKS =
      "GET /one HTTP/1.1\r\nHost: a\r\n\r\n"
          + "POST /two HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
          + "GET /three HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  static final List<String> SEEDS =
      List.of(
          "81050100 81150302 6162 0001 0304 78787878",
          "81040100 00000103 616263 00010100",
          "81140100 09040100 03000104 00000008",
          "c1050140 43000140",
          "04000006 000400000000 08000104 00000400 81050300",
          "06000008 0102030405060708 46000040 07000008 0000000100000000",
          "81040100 01050107 0001610161 0162",
          "02000105 8000000010 05040104 00000002");

  @Test
  void scriptsOfClientsAndEndpointsDoNoHarm() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = bytes(SEEDS.get(random.nextInt(SEEDS.size())));
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      judgeClient(bytes);
      judgeEndpoint(bytes);
    }
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeDoesNoHarm() throws IOException {
    for (byte[] input : FuzzInputs.of(Http2ClientGuidedFuzz.class, seeds())) {
      judgeClient(input);
    }
    for (byte[] input : FuzzInputs.of(Http2EndpointGuidedFuzz.class, seeds())) {
      judgeEndpoint(input);
    }
  }

  static Stream<byte[]> seeds() {
    return SEEDS.stream().map(Http2TalkFuzz::bytes);
  }

  static void judgeClient(byte[] script) {
    Talk talk = new Talk(script, Endpoint.Protocol.HTTP);
    AnsweringEndpoint endpoint = new AnsweringEndpoint(talk.world, MOST, false);
    talk.kernel.inhabit(ModelPlan.endpoint(0), endpoint::arrive);
    talk.hold(
        ScriptedFrames.ofClient(script),
        heard -> {
          FrameReader reader = new FrameReader();
          MemorySegment memory = MemorySegment.ofArray(heard);
          int at = 0;
          for (int used = 1; used > 0; at += Math.max(0, used)) {
            used = reader.read(memory, at, heard.length);
            assertThat(used).as("what the gateway says").isNotEqualTo(FrameReader.REFUSED);
          }
        });
  }

  static void judgeEndpoint(byte[] script) {
    Talk talk = new Talk(script, Endpoint.Protocol.H2C);
    byte[] frames = ScriptedFrames.ofEndpoint(script);
    talk.kernel.inhabit(
        ModelPlan.endpoint(0),
        socket -> talk.met.add(new ScriptedFrames(talk.world, socket, frames)));
    talk.hold(
        ASKS.getBytes(ISO_8859_1),
        heard -> {
          int replies = 0;
          Message reply = Message.read(heard, 0, false);
          while (reply != null) {
            assertThat(reply.line()).matches("HTTP/1\\.1 [1-5][0-9]{2}( .*)?");
            replies += reply.isInterim() ? 0 : 1;
            boolean bodyless = reply.isInterim() || reply.line().matches("HTTP/1.1 (204|304).*");
            Message again = bodyless ? Message.read(heard, start(heard, reply), true) : reply;
            reply =
                again == null || !again.whole() ? null : Message.read(heard, again.end(), false);
          }
          assertThat(replies).as("replies to three requests").isLessThanOrEqualTo(3);
        });
  }

  /** Where the message begins whose first line this is: lines of replies are not told twice. */
  private static int start(byte[] heard, Message reply) {
    int end = reply.bare() ? heard.length - reply.body().length : reply.end();
    return new String(heard, 0, end, ISO_8859_1).lastIndexOf(reply.line());
  }

  private static byte[] bytes(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }

  /** One lane, and one client who says something. */
  private static final class Talk {
    final World world;
    final LyingKernel kernel;
    final List<ScriptedFrames> met = new ArrayList<>();
    private final Endpoint.Protocol spoken;

    Talk(byte[] script, Endpoint.Protocol spoken) {
      this.spoken = spoken;
      world = new World(Math.floorMod(Arrays.hashCode(script), WORLDS));
      world.becomeHonest();
      kernel = new LyingKernel(world);
    }

    void hold(byte[] said, Consumer<byte[]> judge) {
      List<Throwable> defects = new ArrayList<>();
      ByteArrayOutputStream log = new ByteArrayOutputStream();
      Thread.currentThread().setUncaughtExceptionHandler((_, defect) -> defects.add(defect));
      Plan plan = ModelPlan.of(1, spoken);
      Loop loop = new Loop(kernel, world::now);
      try (Reporter reporter = new Reporter(plan, log);
          Lane lane = new Lane(loop, 0, 1, ModelPlan.told(plan, reporter))) {
        assertThat(lane.listen(new Berth(ModelPlan.DOOR, 1), ModelPlan.door(), null, null).result())
            .isZero();
        ScriptedFrames client = new ScriptedFrames(world, kernel.dial(ModelPlan.door()), said);
        sleep(loop);
        lane.execute(() -> lane.drain(() -> {}));
        sleep(loop);
        assertThat(defects).as(() -> log.toString(UTF_8)).isEmpty();
        assertThat(client.isOver()).isTrue();
        assertThat(met).allMatch(ScriptedFrames::isOver);
        assertThat(loop.openSockets()).as("sockets").isZero();
        assertThat(loop.blocks().lent()).as("blocks").isZero();
        assertThat(kernel.misuses()).isEmpty();
        judge.accept(client.heard());
        lane.stop();
      } finally {
        Thread.currentThread().setUncaughtExceptionHandler(null);
      }
    }

    private void sleep(Loop loop) {
      int turns = 0;
      do {
        assertThat(turns++).as("turns that lead nowhere").isLessThan(100_000);
        loop.turn();
      } while (!kernel.isAsleep());
    }
  }
}
