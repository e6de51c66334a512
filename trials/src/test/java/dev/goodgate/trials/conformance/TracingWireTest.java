package dev.goodgate.trials.conformance;

import static dev.goodgate.trials.conformance.SpanReceiver.hex;
import static dev.goodgate.trials.conformance.SpanReceiver.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a collector and the endpoints are told of the traces that exchanges belong to. */
class TracingWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final Pattern TRACEPARENT =
      Pattern.compile("traceparent: 00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})\r\n");

  @Test
  void aSampledExchangeIsAServerSpanWithOneClientSpanThatTheEndpointKnows() throws Exception {
    try (SpanReceiver receiver = new SpanReceiver();
        ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program = LiveProgram.with(tracing(receiver, "0%"), origin.address())) {
      program.get("/cart?secret=1", fields("01"));

      Matcher told = traceparent(origin);
      List<Span> spans = receiver.trace(2);
      Span server = spans.get(0);
      Span client = spans.get(1);
      assertThat(told.group(1)).isEqualTo(TRACE);
      assertThat(told.group(3)).isEqualTo("01");
      assertThat(server.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(hex(server.getTraceId())).isEqualTo(TRACE);
      assertThat(hex(server.getParentSpanId())).isEqualTo(PARENT);
      assertThat(client.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(client.getTraceId()).isEqualTo(server.getTraceId());
      assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
      assertThat(hex(client.getSpanId())).isEqualTo(told.group(2));
      assertThat(server.getName()).isEqualTo("GET lab.test");
      assertThat(server.getEndTimeUnixNano()).isGreaterThan(server.getStartTimeUnixNano());
      assertThat(value(server.getAttributesList(), "url.path")).isEqualTo("/cart");
      assertThat(server.toString()).doesNotContain("secret");
      assertThat(value(server.getAttributesList(), "http.response.status_code")).isEqualTo("200");
      assertThat(value(client.getAttributesList(), "server.address")).isEqualTo(origin.address());
      assertThat(value(client.getAttributesList(), "goodgate.reused")).isEqualTo("false");
      assertThat(Double.parseDouble(value(client.getAttributesList(), "goodgate.connect_seconds")))
          .isPositive();
      assertThat(server.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    }
  }

  @Test
  void aRetryIsASecondClientSpanAndTheEndpointIsToldThatOne() throws Exception {
    try (SpanReceiver receiver = new SpanReceiver();
        ActingOrigin dead = ActingOrigin.playing(scene -> scene.head());
        ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program =
            LiveProgram.with(tracing(receiver, "0%"), dead.address(), origin.address())) {
      program.get("/", fields("00"));
      if (origin.connections() == 1 && dead.connections() == 0) {
        origin.nextHead(); // it was the other one's turn first
        program.get("/", fields("00"));
      }

      String first = traceparent(dead).group(2);
      String second = traceparent(origin).group(2);
      List<Span> spans = receiver.trace(3);
      assertThat(spans).hasSize(3);
      assertThat(hex(spans.get(1).getSpanId())).isEqualTo(first).isNotEqualTo(second);
      assertThat(hex(spans.get(2).getSpanId())).isEqualTo(second);
      assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
      assertThat(spans.get(2).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
      assertThat(value(spans.get(2).getAttributesList(), "http.request.resend_count"))
          .isEqualTo("1");
      assertThat(spans.get(1).getEventsList())
          .singleElement()
          .satisfies(event ->
              assertThat(value(event.getAttributesList(), "goodgate.symptom"))
                  .isEqualTo("closed early"));
      assertThat(spans.get(2).getEventsList()).isEmpty();
    }
  }

  @Test
  void aFailureIsAnEventWithItsCauseThoughNobodySampledIt() throws Exception {
    try (SpanReceiver receiver = new SpanReceiver();
        LiveProgram program = LiveProgram.with(tracing(receiver, "0%"), nobody())) {
      assertThat(program.get("/").status()).isEqualTo(502);

      Span server = receiver.trace(2).getFirst();
      assertThat(server.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(server.getParentSpanId().isEmpty()).isTrue();
      assertThat(server.getFlags() & 1).as("not sampled").isZero();
      assertThat(server.getEventsList())
          .singleElement()
          .satisfies(event -> {
            assertThat(event.getName()).isEqualTo("failure");
            assertThat(value(event.getAttributesList(), "goodgate.cause"))
                .isEqualTo("conn-refused");
            assertThat(value(event.getAttributesList(), "goodgate.phase")).isEqualTo("connect");
          });
    }
  }

  @Test
  void goesByTheShareWhereTheClientHasNotDecided() throws Exception {
    try (SpanReceiver receiver = new SpanReceiver();
        ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program = LiveProgram.with(tracing(receiver, "100%"), origin.address())) {
      program.get("/", fields("00"));
      program.get("/");

      assertThat(traceparent(origin).group(3)).as("the client said no").isEqualTo("00");
      Matcher ours = traceparent(origin);
      assertThat(ours.group(3)).isEqualTo("01");
      assertThat(hex(receiver.trace(2).getFirst().getTraceId())).isEqualTo(ours.group(1));
      assertThat(receiver.hasNothing()).isTrue();
    }
  }

  @Test
  void withoutACollectorTheTraceparentIsPassedOnAsItCame() throws Exception {
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program = LiveProgram.with("", origin.address())) {
      program.get("/", fields("01"));

      Matcher told = traceparent(origin);
      assertThat(told.group()).contains(TRACE, PARENT + "-01");
    }
  }

  @Test
  void keepsTraceStateAndBaggage() throws Exception {
    try (SpanReceiver receiver = new SpanReceiver();
        ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program = LiveProgram.with(tracing(receiver, "1%"), origin.address())) {
      program.get("/", fields("01") + "tracestate: a=1,b=2\r\nbaggage: k=v\r\n");

      assertThat(origin.nextHead()).contains("tracestate: a=1,b=2\r\n", "baggage: k=v\r\n");
    }
  }

  @Test
  void sendsAgainWhatTheCollectorCouldNotTakeYet() throws Exception {
    try (SpanReceiver receiver = new SpanReceiver(503, 429);
        ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program = LiveProgram.with(tracing(receiver, "100%"), origin.address())) {
      program.get("/");

      assertThat(receiver.trace(2)).hasSize(2);
      assertThat(program.metrics(text -> text.contains("goodgate_traces_sent_total 1\n")))
          .contains("goodgate_traces_dropped_total 0\n");
    }
  }

  @Test
  void aCollectorThatIsAwayCostsDroppedSpansThatAreCounted() throws Exception {
    String away = "tracing: { endpoint: \"http://" + nobody() + "\", sample: 100%, queue: 16 }";
    try (ActingOrigin origin = ActingOrigin.answering(OK);
        LiveProgram program = LiveProgram.with(away, origin.address())) {
      for (int i = 0; i < 600; i++) {
        assertThat(program.get("/").status()).isEqualTo(200);
      }

      assertThat(
              program.metrics(text ->
                  Pattern.compile("goodgate_traces_dropped_total [1-9]").matcher(text).find()))
          .contains("goodgate_traces_sent_total 0\n");
    }
  }

  private static String tracing(SpanReceiver receiver, String share) {
    return "tracing: { endpoint: \"" + receiver.address() + "\", sample: " + share + " }";
  }

  private static String fields(String flags) {
    return "Host: lab.test\r\ntraceparent: 00-" + TRACE + "-" + PARENT + "-" + flags + "\r\n";
  }

  private static Matcher traceparent(ActingOrigin origin) throws InterruptedException {
    String head = origin.nextHead();
    Matcher found = TRACEPARENT.matcher(head);
    assertThat(found.find()).as(head).isTrue();
    return found;
  }

  private static String nobody() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + taken.getLocalPort();
    }
  }
}
