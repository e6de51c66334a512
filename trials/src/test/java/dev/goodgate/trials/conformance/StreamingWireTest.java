package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Bodies on their way: every byte, none too many in memory, both ways at once. */
@Execution(ExecutionMode.CONCURRENT)
class StreamingWireTest {
  private static final int LARGE = 4 << 20;
  private static final int PIECE = 64 * 1024;

  /** More than kernel buffers of loopback and the gateway's own together. */
  private static final long MORE_THAN_BUFFERS = 48L << 20;

  private static final byte[] BYTES = bytes();

  private static byte[] bytes() {
    byte[] bytes = new byte[LARGE];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static long sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    return sum.getValue();
  }

  /** The sum of so many bytes; a rest every now and then where the reader is slow. */
  private static long sum(InputStream in, long count, boolean slow) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] piece = new byte[PIECE];
    int reads = 0;
    for (long left = count; left > 0; ) {
      int more = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (more < 0) {
        return -1;
      }
      sum.update(piece, 0, more);
      left -= more;
      if (slow && ++reads % 16 == 0) {
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
      }
    }
    return sum.getValue();
  }

  private static void sendInPieces(Wire wire, boolean slow) throws IOException {
    for (int at = 0; at < LARGE; at += PIECE) {
      wire.send(BYTES, at, Math.min(LARGE, at + PIECE));
      if (slow && at % (16 * PIECE) == 0) {
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
      }
    }
  }

  private static void sendInChunks(Wire wire) throws IOException {
    Random sizes = new Random(11);
    for (int at = 0; at < LARGE; ) {
      int size = Math.min(LARGE - at, 1 + sizes.nextInt(100_000));
      wire.send(Integer.toHexString(size) + "\r\n").send(BYTES, at, at + size).send("\r\n");
      at += size;
    }
    wire.send("0\r\n\r\n");
  }

  @Test
  void bringsALargeReplyToASlowReaderByteForByte() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              while (!scene.head().isEmpty()) {
                scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
                sendInPieces(scene.wire, false);
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.narrowWire()) {
      for (int i = 0; i < 2; i++) {
        client.send("GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n");
        assertThat(client.head()).contains("Content-Length: " + LARGE);
        assertThat(sum(client.in(), LARGE, true)).isEqualTo(sum(BYTES));
      }
    }
  }

  @Test
  void bringsALargeReplyInChunksByteForByte() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              while (!scene.head().isEmpty()) {
                scene.wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                sendInChunks(scene.wire);
              }
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.get("/");
      assertThat(reply.whole()).isTrue();
      assertThat(sum(reply.body().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
          .isEqualTo(sum(BYTES));

      try (Wire old = gateway.wire()) {
        old.send("GET / HTTP/1.0\r\nHost: lab.test\r\n\r\n");
        old.head();
        assertThat(sum(old.in(), LARGE, true)).isEqualTo(sum(BYTES));
        assertThat(old.endsWithin(Wire.PATIENCE)).isTrue();
      }
    }
  }

  @Test
  void putsChunksAroundALargeReplyThatEndsWithItsConnection() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\n\r\n");
              sendInPieces(scene.wire, true);
            });
        LiveGateway gateway = LiveGateway.before(origin);
        RawClient client = gateway.client()) {
      RawReply reply = client.get("/");

      assertThat(reply.whole()).isTrue();
      assertThat(sum(reply.body().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
          .isEqualTo(sum(BYTES));
    }
  }

  @Test
  void bringsALargeRequestByteForByte() throws Exception {
    CompletableFuture<Long> arrived = new CompletableFuture<>();
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              arrived.complete(sum(scene.wire.in(), LARGE, true));
              scene.wire.send("HTTP/1.1 204 No Content\r\n\r\n");
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send("PUT / HTTP/1.1\r\nHost: lab.test\r\nContent-Length: " + LARGE + "\r\n\r\n");
      sendInPieces(client, true);

      assertThat(client.head()).startsWith("HTTP/1.1 204 ");
      assertThat(arrived.get()).isEqualTo(sum(BYTES));
    }
  }

  @Test
  void bringsALargeRequestInChunksByteForByte() throws Exception {
    CompletableFuture<Long> arrived = new CompletableFuture<>();
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              CRC32C sum = new CRC32C();
              for (String size = scene.wire.until("\r\n");
                  !size.equals("0\r\n");
                  size = scene.wire.until("\r\n")) {
                byte[] chunk = scene.wire.in().readNBytes(Integer.parseInt(size.strip(), 16));
                sum.update(chunk, 0, chunk.length);
                scene.wire.until("\r\n");
              }
              arrived.complete(sum.getValue());
              scene.wire.until("\r\n");
              scene.wire.send("HTTP/1.1 204 No Content\r\n\r\n");
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send("PUT / HTTP/1.1\r\nHost: lab.test\r\nTransfer-Encoding: chunked\r\n\r\n");
      sendInChunks(client);

      assertThat(client.head()).startsWith("HTTP/1.1 204 ");
      assertThat(arrived.get()).isEqualTo(sum(BYTES));
    }
  }

  @Test
  void stopsReadingFromTheEndpointWhileTheClientTakesNothing() throws Exception {
    AtomicLong taken = new AtomicLong();
    CountDownLatch done = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(
                  "HTTP/1.1 200 OK\r\nContent-Length: " + MORE_THAN_BUFFERS + "\r\n\r\n");
              while (taken.get() < MORE_THAN_BUFFERS) {
                scene.wire.send(BYTES, 0, PIECE);
                taken.addAndGet(PIECE);
              }
              done.countDown();
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.narrowWire()) {
      client.send("GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n");
      client.head();

      awaitRest(taken);
      assertThat(taken.get()).isLessThan(MORE_THAN_BUFFERS / 2);
      assertThat(sum(client.in(), MORE_THAN_BUFFERS, false)).isPositive();
      assertThat(LiveGateway.await(done)).isTrue();
    }
  }

  @Test
  void stopsReadingFromTheClientWhileTheEndpointTakesNothing() throws Exception {
    AtomicLong taken = new AtomicLong();
    CountDownLatch read = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              LiveGateway.await(read);
              sum(scene.wire.in(), MORE_THAN_BUFFERS, false);
              scene.wire.send("HTTP/1.1 204 No Content\r\n\r\n");
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.send(
                      "PUT / HTTP/1.1\r\nHost: lab.test\r\nContent-Length: "
                          + MORE_THAN_BUFFERS
                          + "\r\n\r\n");
                  while (taken.get() < MORE_THAN_BUFFERS) {
                    client.send(BYTES, 0, PIECE);
                    taken.addAndGet(PIECE);
                  }
                } catch (IOException notTaken) {
                  // What was taken tells.
                }
              });
      awaitRest(taken);
      assertThat(taken.get()).isLessThan(MORE_THAN_BUFFERS / 2);
      read.countDown();
      assertThat(client.head()).startsWith("HTTP/1.1 204 ");
      sender.join();
    }
  }

  /** Waits until a count has not grown for a while. */
  private static void awaitRest(AtomicLong count) {
    for (long before = -1; before != count.get() || before == 0; ) {
      before = count.get();
      LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
    }
  }

  @Test
  void cutsAClientThatTakesNothingForTooLong() throws IOException, InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
              try {
                while (true) {
                  scene.wire.send(BYTES, 0, PIECE);
                }
              } finally {
                over.countDown();
              }
            });
        LiveGateway gateway = LiveGateway.with("", "stall: 300ms", origin);
        Wire client = gateway.narrowWire()) {
      client.send("GET /stalls HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: stalls\r\n\r\n");

      assertThat(LiveGateway.await(over)).isTrue();
      assertThat(gateway.line("\"id\":\"stalls\""))
          .contains(
              "\"cause\":\"client-too-slow\"", "\"fault\":\"client\"", "limits.stall of 300 ms");
    }
  }

  @Test
  void bringsAnEarlyRefusalToAClientThatStillSends() throws IOException, InterruptedException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(
                  "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send("PUT / HTTP/1.1\r\nHost: lab.test\r\nContent-Length: 100000000\r\n\r\n");
      for (int i = 0; i < 8; i++) {
        client.send(BYTES, 0, PIECE);
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }

      String head = client.head();
      assertThat(head).startsWith("HTTP/1.1 413 ").contains("\r\nConnection: close\r\n");
      assertThat(client.rest()).isEqualTo("big");
    }
  }

  @Test
  void carriesAReplyThatBeginsBeforeItsRequestIsWhole() throws IOException {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
              for (int i = 0; i < 10; i++) {
                scene.wire.send(scene.wire.exactly(1));
              }
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      client.send("POST / HTTP/1.1\r\nHost: lab.test\r\nContent-Length: 10\r\n\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
      for (int i = 0; i < 10; i++) {
        client.send(Integer.toString(i));
        assertThat(client.exactly(1)).isEqualTo(Integer.toString(i));
      }
    }
  }

  @Test
  void echoesALargeBodyWhileItStillComes() throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
              byte[] piece = new byte[PIECE];
              for (int left = LARGE; left > 0; ) {
                int more = scene.wire.in().read(piece, 0, Math.min(PIECE, left));
                scene.wire.send(piece, 0, more);
                left -= more;
              }
              scene.head();
            });
        LiveGateway gateway = LiveGateway.before(origin);
        Wire client = gateway.wire()) {
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.send(
                      "POST / HTTP/1.1\r\nHost: lab.test\r\nContent-Length: " + LARGE + "\r\n\r\n");
                  sendInPieces(client, false);
                } catch (IOException notTaken) {
                  // The sum below tells.
                }
              });
      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
      assertThat(sum(client.in(), LARGE, false)).isEqualTo(sum(BYTES));
      sender.join();
    }
  }
}
