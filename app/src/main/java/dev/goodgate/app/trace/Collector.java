package dev.goodgate.app.trace;

import dev.goodgate.vocabulary.plan.Tracing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** The receiver of OTLP over HTTP. Blocks; for the thread that sends. */
final class Collector implements AutoCloseable {
  private static final Set<Integer> WORTH_REPEATING = Set.of(429, 502, 503, 504);

  private final HttpClient http;
  private final URI address;
  private final Duration timeout;

  /** How a sending went. */
  enum Sent {
    TAKEN,
    /** It may be taken later. */
    LATER,
    /** It will never be taken. */
    REFUSED
  }

  Collector(Tracing tracing, String endpoint) {
    address = URI.create(endpoint.replaceFirst("/+$", "") + "/v1/traces");
    timeout = tracing.timeout();
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  Sent send(byte[] message) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(pressed(message)))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 == 2) {
        return Sent.TAKEN;
      }
      return WORTH_REPEATING.contains(status) ? Sent.LATER : Sent.REFUSED;
    } catch (IOException notThere) {
      return Sent.LATER;
    }
  }

  private static byte[] pressed(byte[] message) {
    ByteArrayOutputStream small = new ByteArrayOutputStream(message.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
      gzip.write(message);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return small.toByteArray();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
