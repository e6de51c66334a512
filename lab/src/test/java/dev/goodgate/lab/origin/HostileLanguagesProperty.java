package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.fastcgi.CgiRecord;
import dev.goodgate.lab.fastcgi.Params;
import dev.goodgate.lab.fastcgi.RecordInput;
import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.FrameInput;
import dev.goodgate.lab.http2.Hpack;
import dev.goodgate.lab.menu.Menu;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in HTTP/2, FastCGI or uwsgi, the origin comes to an end of it, within bounds. */
class HostileLanguagesProperty {
  private static final long SEED = 20_261_120;
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int MUCH = 32 << 20;

  private final Random random = new Random(SEED);
  private final List<String> faults = Fault.MENU.entries().stream().map(Menu.Entry::name).toList();

  @Test
  void anyBytesAreReadToAnEnd() throws IOException {
    for (int round = 0; round < 20_000; round++) {
      String bytes = noise();
      frames(bytes);
      heads(bytes);
      records(bytes);
      Params.read(bytes)
          .ifPresent(pairs -> assertThat(pairs.size()).isLessThan(bytes.length() + 1));
      uwsgi(bytes);
    }
  }

  @Test
  void everyConversationIsOverWhenTheOtherSideHasLeft() throws Exception {
    try (ScriptedOrigin origin =
        ScriptedOrigin.start(
            "o",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {})) {
      int rounds = 300;
      for (int round = 0; round < rounds; round++) {
        String bytes = conversation();
        try (RawClient client = RawClient.connect(origin.address(), DEADLINE)) {
          client.send(bytes).finishSending();
          client.bytes(MUCH);
        } catch (SocketException reset) {
          assertThat(reset).as("seed %d round %d", SEED, round).isNotNull();
        }
      }
      assertThat(
              origin
                  .journal()
                  .await(
                      DEADLINE,
                      all ->
                          all.stream().filter(Sighting.Gone.class::isInstance).count() == rounds))
          .as("seed %d: every connection is gone", SEED)
          .isTrue();
      assertThat(origin.requests())
          .extracting(Asked::requestLine)
          .as("some of it was understood")
          .anyMatch(line -> line.endsWith("HTTP/2"))
          .anyMatch(line -> line.endsWith("HTTP/1.0"));
    }
  }

  private static void frames(String bytes) throws IOException {
    FrameInput in = new FrameInput(stream(bytes));
    Http2Heads heads = new Http2Heads();
    try {
      for (Optional<Frame> next = in.next(); next.isPresent(); next = in.next()) {
        heads.take(next.get());
      }
    } catch (ProtocolException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  private static void heads(String bytes) {
    try {
      assertThat(new Hpack.Decoder().decode(bytes)).hasSizeLessThanOrEqualTo(Hpack.MAX_FIELDS);
    } catch (ProtocolException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  private static void records(String bytes) throws IOException {
    RecordInput in = new RecordInput(stream("\u0001" + bytes));
    try {
      Optional<CgiRecord> next = in.next();
      while (next.isPresent()) {
        next = in.next();
      }
    } catch (ProtocolException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  private static void uwsgi(String bytes) throws IOException {
    try {
      new UwsgiHeads(stream("\0" + bytes)).next();
    } catch (ProtocolException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  private static ByteArrayInputStream stream(String bytes) {
    return new ByteArrayInputStream(bytes.getBytes(ISO_8859_1));
  }

  private String conversation() {
    StringBuilder bytes = new StringBuilder();
    int language = random.nextInt(3);
    if (language == 0) {
      bytes.append(Frame.PREFACE);
    }
    for (int count = random.nextInt(20); count > 0; count--) {
      bytes.append(
          switch (language) {
            case 0 -> frame();
            case 1 -> record();
            default -> "\0" + (char) random.nextInt(40) + "\0\0" + noise();
          });
    }
    return bytes.toString();
  }

  /** Every other one asks for a fault, in order; the rest is wrong in some way. */
  private String frame() {
    String name = faults.get(random.nextInt(faults.size()));
    String block =
        Hpack.literal(List.of(new Field(":method", "POST"), new Field(":path", "/fault/" + name)));
    if (random.nextBoolean()) {
      int flags = Frame.END_HEADERS | random.nextInt(2);
      return new Frame(Frame.HEADERS, flags, 1 + 2 * random.nextInt(20), block).bytes();
    }
    String payload =
        switch (random.nextInt(4)) {
          case 0 -> block;
          case 1 -> Frame.word(random.nextInt());
          case 2 -> Frame.setting(random.nextInt(7), random.nextInt());
          default -> noise();
        };
    return new Frame(random.nextInt(11), random.nextInt(256), random.nextInt(8), payload).bytes();
  }

  private String record() {
    if (random.nextBoolean()) {
      return CgiRecord.of(CgiRecord.PARAMS, 1, "").bytes();
    }
    String params = Params.write(Map.of("REQUEST_URI", "/fault/fastcgi-odd-records"));
    String content =
        switch (random.nextInt(3)) {
          case 0 -> params;
          case 1 -> "";
          default -> noise();
        };
    return CgiRecord.of(random.nextInt(12), random.nextInt(3), content).bytes();
  }

  private String noise() {
    byte[] bytes = new byte[random.nextInt(60)];
    random.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }
}
