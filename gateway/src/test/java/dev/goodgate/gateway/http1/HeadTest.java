package dev.goodgate.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.traffic.Defect;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeadTest {
  /** Defects that no head alone can have: of bodies, of whole exchanges, of what is not HTTP/1. */
  private static final Set<Defect> ELSEWHERE =
      EnumSet.of(
          Defect.TLS_RECORD,
          Defect.HTTP2_FRAME,
          Defect.BAD_METHOD_FOR_GATEWAY,
          Defect.BAD_CHUNK,
          Defect.BAD_TRAILER,
          Defect.TRAILER_TOO_LARGE,
          Defect.EXCESS_BODY,
          Defect.BODY_ON_BODYLESS,
          Defect.BAD_PSEUDO_FIELD,
          Defect.CONNECTION_FIELD,
          Defect.UNASKED_SWITCH,
          Defect.WRONG_SWITCH,
          Defect.TOO_MANY_INTERIM,
          Defect.NOT_TLS,
          Defect.TLS_VERSION,
          Defect.BROKEN_TLS,
          Defect.HTTP_WITHOUT_TLS,
          Defect.RENEGOTIATION,
          Defect.FASTCGI_RECORD,
          Defect.HTTP_FOR_FASTCGI,
          Defect.BAD_RECORD,
          Defect.NO_CGI_FIELD,
          Defect.NO_ANSWER,
          Defect.NO_END_RECORD,
          Defect.ROLE_REFUSED,
          Defect.FRAME_SIZE,
          Defect.FRAME_OUT_OF_PLACE,
          Defect.FRAME_FLOOD,
          Defect.BAD_COMPRESSION,
          Defect.BAD_SETTING,
          Defect.BAD_WINDOW,
          Defect.WINDOW_EXCEEDED,
          Defect.UNASKED_PUSH,
          Defect.FORBIDDEN_FIELD,
          Defect.LENGTH_NOT_KEPT,
          Defect.HTTP1_BYTES,
          Defect.BAD_PREFACE,
          Defect.UNTRUSTED_PREFACE);

  static Stream<Map.Entry<String, Defect>> wrongRequests() {
    return Corpus.WRONG_REQUESTS.entrySet().stream();
  }

  static Stream<Map.Entry<String, Defect>> wrongReplies() {
    return Corpus.WRONG_REPLIES.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("wrongRequests")
  void saysWhatIsWrongWithARequest(Map.Entry<String, Defect> wrong) {
    assertThat(HeadReading.ofRequest(wrong.getKey()))
        .isEqualTo(new HeadReading(Head.MALFORMED, wrong.getValue()));
  }

  @ParameterizedTest
  @MethodSource("wrongReplies")
  void saysWhatIsWrongWithAReply(Map.Entry<String, Defect> wrong) {
    assertThat(HeadReading.ofReply(wrong.getKey()))
        .isEqualTo(new HeadReading(Head.MALFORMED, wrong.getValue()));
  }

  @Test
  void everyDefectOfAHeadIsSaidOfSome() {
    Set<Defect> said = EnumSet.copyOf(ELSEWHERE);
    said.addAll(Corpus.WRONG_REQUESTS.values());
    said.addAll(Corpus.WRONG_REPLIES.values());

    assertThat(said).containsExactlyInAnyOrder(Defect.values());
  }

  @Test
  void readsSoundHeadsToTheirEnd() {
    for (String request : Corpus.REQUESTS) {
      assertThat(HeadReading.ofRequest(request)).isEqualTo(new HeadReading(request.length(), null));
      assertThat(HeadReading.ofRequest(request + "body").result()).isEqualTo(request.length());
    }
    for (String reply : Corpus.REPLIES) {
      assertThat(HeadReading.ofReply(reply)).isEqualTo(new HeadReading(reply.length(), null));
      assertThat(HeadReading.ofReply(reply + "body").result()).isEqualTo(reply.length());
    }
  }

  @Test
  void tellsWhereThePartsOfARequestStand() {
    Head head = request("PUT /a/b?c HTTP/1.1\r\nHost: h:80\r\nX-Y:  z \r\n\r\n");

    assertThat(head.methodIs("PUT")).isTrue();
    assertThat(head.methodIs("PU")).isFalse();
    assertThat(head.methodIs("put")).isFalse();
    assertThat(text(head, head.targetStart(), head.targetEnd())).isEqualTo("/a/b?c");
    assertThat(head.minorVersion()).isEqualTo(1);
    Fields fields = head.fields();
    assertThat(fields.count()).isEqualTo(2);
    assertThat(text(head, fields.authorityStart(), fields.authorityEnd())).isEqualTo("h:80");
    assertThat(fields.kind(1)).isEqualTo(Field.OTHER);
    assertThat(text(head, fields.lineStart(1), fields.lineEnd(1))).isEqualTo("X-Y:  z \r\n");
    assertThat(text(head, fields.valueStart(1), fields.valueEnd(1))).isEqualTo("z");
  }

  @Test
  void takesTheAuthorityOfAnAbsoluteTargetBeforeTheHost() {
    Head head = request("GET hTTp://a.b:8 HTTP/1.1\r\nHost: c.d\r\n\r\n");

    assertThat(text(head, head.fields().authorityStart(), head.fields().authorityEnd()))
        .isEqualTo("a.b:8");
    assertThat(head.targetStart()).isEqualTo(head.targetEnd());

    Head withQuery = request("GET http://a?b HTTP/1.1\r\nHost: c\r\n\r\n");
    assertThat(text(withQuery, withQuery.targetStart(), withQuery.targetEnd())).isEqualTo("?b");
  }

  @Test
  void tellsALookalikeFromTheFieldItself() {
    Fields fields =
        request(
                "GET / HTTP/1.1\r\nHost: a\r\ncontent_length: 1\r\nX-Forwarded_For: 1\r\n"
                    + "x_forwarded-a: 1\r\nX_Request_ID: 1\r\nCdn_Loop: 1\r\nX_Other: 1\r\n"
                    + "X-Forwarded_: 1\r\nUser-Agent: 1\r\n\r\n")
            .fields();

    for (int i = 1; i < 6; i++) {
      assertThat(fields.kind(i)).isEqualTo(Field.LOOKALIKE);
    }
    assertThat(fields.kind(6)).isEqualTo(Field.OTHER);
    assertThat(fields.kind(8)).isEqualTo(Field.USER_AGENT);
    assertThat(fields.contentLength()).isEqualTo(-1);
    assertThat(fields.requestId()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "007, 7", "2147483648, 1000000", "'', -1", "-1, -1", "1x, -1", "'1, 2', -1"})
  void countsHowOftenItMayBePassedOn(String said, int counts) {
    String head = "OPTIONS * HTTP/1.1\r\nHost: a\r\nMax-Forwards: " + said + "\r\n\r\n";

    assertThat(request(head).fields().maxForwards()).isEqualTo(counts);
  }

  @Test
  void readsTheFieldsAGatewayHasToKnow() {
    Fields fields =
        request(
                "POST / HTTP/1.1\r\n"
                    + "Host: a\r\n"
                    + "Content-Length: 000000000000000005\r\n"
                    + "Expect: 100-Continue\r\n"
                    + "Connection: Keep-Alive , X-a\r\n"
                    + "x-A: 1\r\n"
                    + "X-ab: 2\r\n"
                    + "Keep-Alive: max=3, timeout=7\r\n"
                    + "X-Request-Id: i\r\n"
                    + "Traceparent: t\r\n"
                    + "User-Agent: u\r\n"
                    + "X-Forwarded-Anything: f\r\n"
                    + "X-Forwarded-: g\r\n\r\n")
            .fields();

    assertThat(fields.contentLength()).isEqualTo(5);
    assertThat(fields.expectsContinue()).isTrue();
    assertThat(fields.saysKeepAlive()).isTrue();
    assertThat(fields.saysClose()).isFalse();
    assertThat(fields.isNominated(4)).isTrue();
    assertThat(fields.isNominated(5)).isFalse();
    assertThat(fields.keepAliveSeconds()).isEqualTo(7);
    assertThat(fields.requestId()).isEqualTo(7);
    assertThat(fields.traceParent()).isEqualTo(8);
    assertThat(fields.userAgent()).isEqualTo(9);
    assertThat(fields.kind(10)).isEqualTo(Field.X_FORWARDED);
  }

  @Test
  void takesLengthsOfUpToEighteenDigits() {
    String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\n\r\n";

    assertThat(request(head.formatted("999999999999999999")).fields().contentLength())
        .isEqualTo(999_999_999_999_999_999L);
    assertThat(HeadReading.ofRequest(head.formatted("1000000000000000000")).defect())
        .isEqualTo(Defect.BAD_LENGTH);
  }

  @Test
  void countsFieldsUpToItsLimit() {
    String start = "GET / HTTP/1.1\r\nHost: a\r\n";

    assertThat(
            HeadReading.ofRequest(start + "a: b\r\n".repeat(HeadReading.MAX_FIELDS - 1) + "\r\n"))
        .matches(HeadReading::isWhole);
    assertThat(
            HeadReading.ofRequest(start + "a: b\r\n".repeat(HeadReading.MAX_FIELDS) + "\r\n")
                .result())
        .isEqualTo(Head.TOO_MANY_FIELDS);
  }

  @Test
  void remembersNothingOfTheHeadBefore() {
    Head head = new Head(HeadReading.MAX_FIELDS);
    String full =
        "GET http://x/ HTTP/1.0\r\nHost: a\r\nContent-Length: 5\r\nConnection: close, x\r\nX: 1\r\n"
            + "Keep-Alive: timeout=5\r\nExpect: 100-continue\r\nX-Request-Id: i\r\n\r\n";
    assertThat(HeadReading.of(head, full, true)).matches(HeadReading::isWhole);
    assertThat(HeadReading.of(head, "GET / HTTP/1.1\r\nHost: a\r\nY: 1\r\n\r\n", true))
        .matches(HeadReading::isWhole);

    Fields fields = head.fields();
    assertThat(fields.contentLength()).isEqualTo(-1);
    assertThat(fields.saysClose()).isFalse();
    assertThat(fields.expectsContinue()).isFalse();
    assertThat(fields.keepAliveSeconds()).isEqualTo(-1);
    assertThat(fields.requestId()).isEqualTo(-1);
    assertThat(fields.isNominated(1)).isFalse();
    assertThat(text(head, fields.authorityStart(), fields.authorityEnd())).isEqualTo("a");
  }

  private static Head request(String text) {
    Head head = new Head(HeadReading.MAX_FIELDS);
    assertThat(HeadReading.of(head, text, true)).matches(HeadReading::isWhole, "is whole");
    return head;
  }

  private static String text(Head head, int from, int to) {
    return new String(head.bytes(), from, to - from, ISO_8859_1);
  }
}
