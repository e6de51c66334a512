package dev.goodgate.lab.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.course.Course.Move;
import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.menu.Menu.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoursesTest {
  private static final Asked ASKED = new Asked("o", 1, 1, "GET / HTTP/2\r\nhost: x\r\n\r\n", 1);

  @Test
  void everyFaultHasACourseInEveryLanguage() {
    for (Entry entry : Fault.MENU.entries()) {
      Fault fault = fault(entry.name());
      assertThat(Courses.inHttp2(fault, ASKED, 1)).as(entry.name()).isNotNull();
      assertThat(Courses.inFastCgi(fault, ASKED, 1).moves())
          .as(entry.name())
          .noneMatch(move -> move instanceof Move.Interim || move instanceof Move.Trailers);
    }
  }

  @Test
  void whatHttp1FramesIsToldWithoutItsFraming() {
    Course course = inHttp2("healthy:framing=chunked,size=100");
    assertThat(course.moves()).hasSize(4).endsWith(new Move.End());
    assertThat(head(course).fields()).extracting(Field::name).doesNotContain("Transfer-Encoding");
    assertThat(body(course)).hasSize(100);
    assertThat(body(inHttp2("healthy:framing=close,size=100"))).hasSize(100);
    assertThat(inHttp2("healthy:framing=close,size=100").whole()).isTrue();
  }

  @Test
  void aCutBodyHasNoEnd() {
    for (String fault : List.of("truncated-content-length", "truncated-chunked", "body-reset")) {
      Course course = inHttp2(fault);
      assertThat(course.whole()).as(fault).isFalse();
      assertThat(body(course)).as(fault).hasSize(500);
    }
    assertThat(inHttp2("truncated-no-length").finish()).isEqualTo(new Finish.Reset());
    assertThat(inHttp2("truncated-no-length").whole()).isFalse();
    assertThat(inHttp2("body-stall").finish()).isEqualTo(new Finish.Stall(true));
  }

  @Test
  void whatIsWrongInAHeadStaysWrong() {
    assertThat(head(inHttp2("invalid-status-line")).status()).isEqualTo("2OO");
    assertThat(head(inHttp2("invalid-header-name")).fields()).contains(new Field("X Note", "x"));
    assertThat(head(inHttp2("conflicting-content-length")).fields())
        .contains(new Field("Content-Length", "5"), new Field("Content-Length", "50"));
    assertThat(head(inHttp2("content-length-and-te")).fields())
        .contains(new Field("Transfer-Encoding", "chunked"));
    assertThat(body(inHttp2("excess-body"))).hasSizeGreaterThan("hello\n".length());
    assertThat(inHttp2("eof-in-headers").moves().getLast())
        .isEqualTo(new Move.HeadPart("200", List.of(new Field("Content-Type", "text/plain"))));
  }

  @Test
  void whatComesBesidesTheAnswerIsKept() {
    assertThat(inHttp2("interim-replies:count=2").moves())
        .filteredOn(Move.Interim.class::isInstance)
        .hasSize(2);
    assertThat(inHttp2("trailer-too-large:size=9").moves().getLast())
        .isEqualTo(new Move.Trailers(List.of(new Field("X-Huge", "h".repeat(9)))));
    assertThat(inHttp2("response-not-http").moves())
        .contains(new Move.Raw("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", 1));
  }

  @Test
  void whatTheOriginDoesItselfIsKept() {
    assertThat(inHttp2("upstream-worker-starvation").moves()).anyMatch(Move.Does.class::isInstance);
    List<Move> halfClosed = inHttp2("half-close").moves();
    assertThat(halfClosed).endsWith(new Move.Does(new Antic.HalfClose()));
    assertThat(halfClosed.get(halfClosed.size() - 2)).isEqualTo(new Move.End());
    assertThat(inHttp2("slow-body:size=30,piece=10,pause=1ms").moves())
        .filteredOn(Move.Wait.class::isInstance)
        .hasSize(3);
  }

  @Test
  void whatMakesNoSenseIsAnsweredSo() {
    for (String fault : List.of("bad-chunk", "fastcgi-end-request", "h2-goaway:then=reset")) {
      assertThat(head(inHttp2(fault)).status()).as(fault).isEqualTo("500");
      assertThat(body(inHttp2(fault))).as(fault).contains("makes no sense here");
    }
    for (String fault : List.of("bad-chunk", "h2-goaway", "interim-replies", "trailer-too-large")) {
      Course course = Courses.inFastCgi(fault(fault), ASKED, 1);
      assertThat(head(course).status()).as(fault).isEqualTo("500");
    }
  }

  @Test
  void aHeadAloneIsTheWholeAnswerToHead() {
    Asked head = new Asked("o", 1, 1, "HEAD / HTTP/2\r\n\r\n", 1);
    Course course = Courses.inHttp2(Fault.Healthy.PLAIN, head, 1);
    assertThat(course.whole()).isTrue();
    assertThat(body(course)).isEmpty();
  }

  private static Course inHttp2(String written) {
    return Courses.inHttp2(fault(written), ASKED, 1);
  }

  private static Move.Head head(Course course) {
    return course.moves().stream()
        .filter(Move.Head.class::isInstance)
        .map(Move.Head.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String body(Course course) {
    StringBuilder body = new StringBuilder();
    for (Move move : course.moves()) {
      if (move instanceof Move.Body(String bytes)) {
        body.append(bytes);
      }
    }
    return body.toString();
  }

  private static Fault fault(String written) {
    return Fault.MENU.of(written);
  }
}
