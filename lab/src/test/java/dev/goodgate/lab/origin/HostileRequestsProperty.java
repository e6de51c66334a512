package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script;
import dev.goodgate.lab.menu.Menu.Reading;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, the origin reads them to an end, within what came. */
class HostileRequestsProperty {
  private static final long SEED = 20_261_120;
  private static final String[] PARTS = {
    "GET ",
    "/fault/",
    "body-reset",
    ":",
    "sent=",
    "9",
    "%",
    " HTTP/1.1",
    "\r\n",
    "\n",
    "\r",
    "Content-Length: ",
    "Transfer-Encoding: chunked",
    "ffffffffffffffff",
    "\0",
    "\u00ff",
    ";",
    ","
  };

  @Test
  void anyBytesAreReadToAnEnd() {
    Random random = new Random(SEED);
    for (int round = 0; round < 5_000; round++) {
      String bytes = bytes(random);
      assertThatCode(() -> read(bytes))
          .as("seed %d round %d", SEED, round)
          .doesNotThrowAnyException();
    }
  }

  private static void read(String bytes) throws Exception {
    RequestInput in = new RequestInput(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)), false);
    for (Optional<String> head = in.head(); head.isPresent(); head = in.head()) {
      Asked asked = new Asked("o", 1, 1, head.get());
      assertThat(in.body(asked, 1_000)).isLessThanOrEqualTo(bytes.length());
      String name = asked.target().replaceFirst("^/fault/", "");
      if (Fault.MENU.read(name) instanceof Reading.Understood<Fault>(String known, Fault fault)) {
        assertThat(Script.of(fault, asked)).as(known).isNotNull();
      }
    }
    assertThat(in.received()).isLessThanOrEqualTo(bytes.length());
  }

  private static String bytes(Random random) {
    StringBuilder bytes = new StringBuilder();
    for (int count = random.nextInt(30); count > 0; count--) {
      bytes.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return bytes.toString();
  }
}
