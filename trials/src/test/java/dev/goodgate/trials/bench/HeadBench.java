package dev.goodgate.trials.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.gateway.http1.Head;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to read heads: of a load generator, of a browser, of the most fields allowed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"})
public class HeadBench {
  private static final int MOST_FIELDS = 128;

  private final Head head = new Head(MOST_FIELDS);
  private byte[] small = {};
  private byte[] browser = {};
  private byte[] crowded = {};
  private byte[] cut = {};
  private byte[] reply = {};

  @Setup
  public void write() {
    small = bytes("GET /128 HTTP/1.1\r\nHost: load.test\r\n\r\n");
    browser =
        bytes(
            """
            GET /shop/cart?item=4711&quantity=2 HTTP/1.1
            Host: shop.example.com
            Connection: keep-alive
            Cache-Control: max-age=0
            sec-ch-ua: "Chromium";v="142", "Not_A Brand";v="99"
            sec-ch-ua-mobile: ?0
            sec-ch-ua-platform: "Linux"
            Upgrade-Insecure-Requests: 1
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8
            Sec-Fetch-Site: same-origin
            Sec-Fetch-Mode: navigate
            Sec-Fetch-User: ?1
            Sec-Fetch-Dest: document
            Referer: https://shop.example.com/shop/
            Accept-Encoding: gzip, deflate, br, zstd
            Accept-Language: de-DE,de;q=0.9,en;q=0.8
            Cookie: session=0123456789abcdef0123456789abcdef; theme=dark; consent=all

            """
                .replace("\n", "\r\n"));
    crowded =
        bytes(
            "GET / HTTP/1.1\r\nHost: h\r\n"
                + "X-Field-Name: some value of it\r\n".repeat(MOST_FIELDS - 1)
                + "\r\n");
    cut = java.util.Arrays.copyOf(browser, browser.length - 2);
    reply =
        bytes(
            """
            HTTP/1.1 200 OK
            Date: Fri, 20 Nov 2026 12:00:00 GMT
            Content-Type: text/html; charset=utf-8
            Content-Length: 10240
            Connection: keep-alive
            Cache-Control: private, max-age=0
            ETag: "0123456789abcdef"

            """
                .replace("\n", "\r\n"));
    for (byte[] request : new byte[][] {small, browser, crowded}) {
      check(head.readRequest(request, 0, request.length), request.length);
    }
    check(head.readRequest(cut, 0, cut.length), Head.INCOMPLETE);
    check(head.readReply(reply, 0, reply.length), reply.length);
  }

  @Benchmark
  public int smallRequest() {
    return head.readRequest(small, 0, small.length);
  }

  @Benchmark
  public int browserRequest() {
    return head.readRequest(browser, 0, browser.length);
  }

  @Benchmark
  public int requestOf128Fields() {
    return head.readRequest(crowded, 0, crowded.length);
  }

  @Benchmark
  public int browserRequestWithoutItsEnd() {
    return head.readRequest(cut, 0, cut.length);
  }

  @Benchmark
  public int usualReply() {
    return head.readReply(reply, 0, reply.length);
  }

  private static void check(int read, int expected) {
    if (read != expected) {
      throw new IllegalStateException("read " + read + ", not " + expected);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
