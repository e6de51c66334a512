package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with less room than a request that is to be held there. */
@Tag("real")
@Tag("namespaces")
class FullDiskRealTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir private Path disk;

  @BeforeEach
  void mounts() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=1m", "goodgate-trial", disk.toString());
  }

  @AfterEach
  void unmounts() throws Exception {
    run("umount", disk.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void isToldAsTheGatewaysOwnFaultAndHasRoomAgainAfterwards() throws Exception {
    String routes =
        """
        routes: [{ upstream: web, buffer: { request: true } }]
        buffers: { directory: %s }
        """
            .formatted(disk);
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.routing(routes, origin);
        RawClient client = gateway.client();
        RawClient next = gateway.client()) {
      RawReply reply = client.send(put("tall", 3_000_000)).send("x".repeat(2_000_000)).reply();
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.field("proxy-status").orElseThrow())
          .contains("goodgate-cause=gateway-buffering-failed");
      assertThat(gateway.line("\"id\":\"tall\"")).contains("ENOSPC", "\"fault\":\"gateway\"");

      next.send(put("fitting", 900_000)).send("x".repeat(900_000));
      assertThat(origin.nextHead()).contains("fitting");
    }
  }

  private static String put(String id, int length) {
    return "PUT / HTTP/1.1\r\nHost: a\r\nX-Request-Id: %s\r\nContent-Length: %d\r\n\r\n"
        .formatted(id, length);
  }
}
