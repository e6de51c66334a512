package dev.goodgate.trials.conformance;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A collector that reads spans with somebody else's eyes: OpenTelemetry's own classes. It answers
 * with the statuses it was told, then with 200.
 */
final class SpanReceiver implements AutoCloseable {
  private final HttpServer http;
  private final BlockingQueue<ExportTraceServiceRequest> messages = new LinkedBlockingQueue<>();
  private final Deque<Integer> statuses;

  SpanReceiver(Integer... statuses) throws IOException {
    this.statuses = new ArrayDeque<>(List.of(statuses));
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/v1/traces", this::take);
    http.start();
  }

  private synchronized void take(HttpExchange asked) throws IOException {
    try (asked) {
      ExportTraceServiceRequest message =
          ExportTraceServiceRequest.parseFrom(new GZIPInputStream(asked.getRequestBody()));
      boolean typed =
          "application/x-protobuf".equals(asked.getRequestHeaders().getFirst("Content-Type"));
      int status = statuses.isEmpty() ? 200 : statuses.pop();
      if (status == 200) {
        messages.add(message);
      }
      asked.sendResponseHeaders(typed ? status : 415, -1);
    }
  }

  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** The spans of one exchange, the server's first; waits until they have come. */
  List<Span> trace(int spans) throws InterruptedException {
    List<Span> all = new ArrayList<>();
    while (all.size() < spans) {
      ExportTraceServiceRequest next = messages.poll(Wire.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("only " + all);
      }
      next.getResourceSpansList().stream()
          .flatMap(each -> each.getScopeSpansList().stream())
          .forEach(each -> all.addAll(each.getSpansList()));
    }
    // Two messages may pass each other on their way.
    Set<ByteString> ids = all.stream().map(Span::getSpanId).collect(Collectors.toSet());
    all.sort(Comparator.comparing(span -> ids.contains(span.getParentSpanId())));
    return all;
  }

  boolean hasNothing() {
    return messages.isEmpty();
  }

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /** The value of an attribute as text. */
  static String value(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(each -> each.getKey().equals(key))
        .map(each ->
            switch (each.getValue().getValueCase()) {
              case STRING_VALUE -> each.getValue().getStringValue();
              case INT_VALUE -> Long.toString(each.getValue().getIntValue());
              case BOOL_VALUE -> Boolean.toString(each.getValue().getBoolValue());
              case DOUBLE_VALUE -> Double.toString(each.getValue().getDoubleValue());
              default -> "?";
            })
        .findFirst()
        .orElse("absent");
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
