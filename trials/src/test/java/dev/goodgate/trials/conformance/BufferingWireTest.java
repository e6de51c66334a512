package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.Figures;
import dev.goodgate.gateway.Gateway;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Requests that are longer than memory has room for, held until they are whole. */
@Execution(ExecutionMode.CONCURRENT)
class BufferingWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final int LENGTH = 3_000_000;
  private static final String BODY = body(LENGTH);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir private Path directory;

  private LiveGateway gateway(String buffers, ActingOrigin... origins) {
    return LiveGateway.routing(
        """
        routes: [{ upstream: web, buffer: { request: true } }]
        buffers: { %s }
        """
            .formatted(buffers.replace("{here}", directory.toString())),
        origins);
  }

  private LiveGateway gateway(ActingOrigin... origins) {
    return gateway("directory: {here}", origins);
  }

  /** No two pieces of it are the same, so that none can take another's place. */
  private static String body(int length) {
    StringBuilder body = new StringBuilder();
    while (body.length() < length) {
      body.append(body.length()).append(' ');
    }
    return body.substring(0, length);
  }

  private static String put(String framing) {
    return "PUT / HTTP/1.1\r\nHost: a\r\nX-Request-Id: it\r\n" + framing + "\r\n\r\n";
  }

  private static ActingOrigin comparing() throws IOException {
    return ActingOrigin.playing(scene -> {
      while (!scene.head().isEmpty()) {
        boolean same = scene.wire.exactly(LENGTH).equals(BODY);
        scene.wire.send(same ? OK : OK.replace("ok", "no"));
      }
    });
  }

  /** Waits until so many files are open in this test's directory. */
  private void awaitFiles(int count) throws IOException {
    long end = System.nanoTime() + Wire.PATIENCE.toNanos();
    while (files() != count && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    assertThat(files()).isEqualTo(count);
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      return all.filter(this::isOurs).count();
    }
  }

  private boolean isOurs(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(directory);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  @Test
  void asksNobodyBeforeALongRequestIsThere() throws Exception {
    try (ActingOrigin origin = comparing();
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      client.send(put("Content-Length: " + LENGTH)).send(BODY.substring(0, LENGTH - 1));
      awaitFiles(1);
      assertThat(origin.isLeftAloneFor(Duration.ofMillis(200))).isTrue();
      assertThat(gateway.buffered().disk()).isBetween(LENGTH - 200_000L, (long) LENGTH);
      assertThat(gateway.buffered().memory()).isBetween(100_000L, 200_000L);
      client.send(BODY.substring(LENGTH - 1));

      assertThat(client.reply().body()).isEqualTo("ok");
      awaitFiles(0);
      client.send(put("Content-Length: " + LENGTH)).send(BODY);
      assertThat(client.reply().body()).isEqualTo("ok");
      awaitFiles(0);
      assertThat(gateway.buffered()).isEqualTo(new Figures.Buffered(0, 0, 1L << 30));
    }
  }

  @Test
  void countsWhatIsHeldByAPlanThatWasReplaced() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    try (ActingOrigin origin = comparing();
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      client.send(put("Content-Length: " + LENGTH)).send(BODY.substring(0, LENGTH - 1));
      awaitFiles(1);
      assertThat(gateway.turnTo(planAt(elsewhere, origin))).isEmpty();
      assertThat(gateway.buffered().disk()).isPositive();
      client.send(BODY.substring(LENGTH - 1));

      assertThat(client.reply().body()).isEqualTo("ok");
      awaitFiles(0);
      assertThat(gateway.buffered()).isEqualTo(new Figures.Buffered(0, 0, 1L << 30));
    }
  }

  private static String planAt(Path directory, ActingOrigin origin) {
    return """
    loops: 1
    listeners: [{ address: "127.0.0.1:0" }]
    routes: [{ upstream: web, buffer: { request: true } }]
    upstreams: { web: { endpoints: ["%s"] } }
    buffers: { directory: "%s" }
    """
        .formatted(origin.address(), directory);
  }

  @Test
  void refusesAPlanWhoseDirectoryIsOfNoUse() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    try (ActingOrigin origin = comparing();
        LiveGateway gateway = gateway(origin)) {
      Path absent = directory.resolve("absent");
      assertThat(gateway.turnTo(planAt(absent, origin)))
          .hasValueSatisfying(refused ->
              assertThat(refused)
                  .isEqualTo(
                      new Gateway.Start.CannotUseFiles(
                          List.of(
                              "plan of the test:5:12: `buffers.directory` "
                                  + absent
                                  + ": there is no such folder"))));
      assertThat(gateway.turnTo(planAt(file, origin)))
          .hasValueSatisfying(
              refused -> assertThat(refused).asString().contains(file + ": it is not a folder"));
      assertThat(gateway.turnTo(planAt(Path.of("/proc"), origin)))
          .hasValueSatisfying(refused ->
              assertThat(refused).asString().contains("/proc: nothing can be written there: E"));
    }
  }

  @Test
  void passesOnALongRequestInChunksAsItCame() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              String all = scene.wire.until("0\r\n\r\n").replaceAll("(?s)\r?\n?[0-9a-f]+\r\n", "");
              scene.wire.send(
                  OK.replace("ok", all.strip().equals("x".repeat(400_000)) ? "ok" : "no"));
            });
        LiveGateway gateway = gateway(origin);
        RawClient client = gateway.client()) {
      client.send(put("Transfer-Encoding: chunked"));
      for (int i = 0; i < 100; i++) {
        client.send("fa0\r\n" + "x".repeat(4_000) + "\r\n");
      }
      client.send("0\r\n\r\n");

      assertThat(client.reply().body()).isEqualTo("ok");
      awaitFiles(0);
    }
  }

  @Test
  void sendsALongRequestAgainWhereAnEndpointLeaves() throws Exception {
    try (ActingOrigin leaving =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.exactly(LENGTH / 2);
            });
        ActingOrigin staying = comparing();
        LiveGateway gateway = gateway(leaving, staying);
        RawClient client = gateway.client()) {
      client.send(put("Content-Length: " + LENGTH)).send(BODY);

      assertThat(client.reply().body()).isEqualTo("ok");
      assertThat(gateway.line("\"id\":\"it\"")).contains(leaving.address(), staying.address());
      awaitFiles(0);
    }
  }

  @Test
  void hasAClientGoOnThatWaitsToBeTold() throws Exception {
    try (ActingOrigin origin = comparing();
        LiveGateway gateway = gateway(origin);
        Wire client = gateway.wire()) {
      client.send(put("Expect: 100-continue\r\nContent-Length: " + LENGTH));
      assertThat(client.head()).startsWith("HTTP/1.1 100 ");
      assertThat(origin.headsLeft()).isZero();
      client.send(BODY);

      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
      assertThat(origin.nextHead()).doesNotContainIgnoringCase("expect");
    }
  }

  @Test
  void letsGoOfWhatAClientLeavesBehind() throws Exception {
    try (ActingOrigin origin = comparing();
        LiveGateway gateway = gateway(origin)) {
      try (RawClient client = gateway.client()) {
        client.send(put("Content-Length: " + LENGTH)).send(BODY.substring(0, LENGTH / 2));
        awaitFiles(1);
        client.reset();
      }
      assertThat(gateway.line("\"id\":\"it\"")).contains("client-closed");
      awaitFiles(0);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void letsGoOfEverythingWhenTheGatewayStops() throws Exception {
    try (ActingOrigin origin = comparing()) {
      try (LiveGateway gateway = gateway(origin);
          RawClient client = gateway.client()) {
        client.send(put("Content-Length: " + LENGTH)).send(BODY.substring(0, LENGTH / 2));
        awaitFiles(1);
      }
      awaitFiles(0);
    }
  }

  @Test
  void refusesWhatThereIsNoRoomFor() throws Exception {
    try (ActingOrigin origin = comparing();
        LiveGateway gateway = gateway("directory: {here}, most: 1MiB", origin);
        RawClient client = gateway.client();
        RawClient next = gateway.client()) {
      client.send(put("Content-Length: " + LENGTH)).send(BODY.substring(0, 2_000_000));
      RawReply reply = client.reply();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.field("retry-after")).isPresent();
      assertThat(reply.field("proxy-status").orElseThrow())
          .contains("goodgate-cause=gateway-overload-shed");
      assertThat(gateway.line("\"id\":\"it\"")).contains("buffers.most of 1048576 was reached");
      awaitFiles(0);

      next.send(put("Content-Length: 900000")).send(BODY.substring(0, 900_000));
      assertThat(origin.nextHead()).as("the room is there again").isNotEmpty();
    }
  }

  @Test
  void saysThatItIsItsOwnFaultWhereItCannotWrite() throws Exception {
    Path lost = Files.createDirectory(directory.resolve("lost"));
    try (ActingOrigin origin = comparing();
        LiveGateway gateway = gateway("directory: {here}/lost", origin);
        RawClient client = gateway.client()) {
      Files.delete(lost);
      client.send(put("Content-Length: " + LENGTH)).send(BODY.substring(0, 200_000));
      RawReply reply = client.reply();
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.field("proxy-status").orElseThrow())
          .contains("error=proxy_internal_error", "goodgate-cause=gateway-buffering-failed");
      assertThat(gateway.line("\"id\":\"it\""))
          .contains("\"fault\":\"gateway\"", "ENOENT", "\"attempts\":[]");
      assertThat(origin.connections()).isZero();
    }
  }
}
