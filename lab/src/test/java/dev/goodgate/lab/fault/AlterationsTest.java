package dev.goodgate.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.menu.Menu.Reading;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlterationsTest {
  private static final Asked ASKED = asked("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 1);

  @Test
  void anyAnswerCanBeCutAtAnyByte() {
    String whole = sent(script("two-replies"));
    int head = whole.indexOf("\r\n\r\n") + 4;
    for (int at = 0; at <= whole.length(); at++) {
      assertThat(cut(Integer.toString(at))).isEqualTo(whole.substring(0, at));
    }
    assertThat(cut("head")).isEqualTo(whole.substring(0, head));
    assertThat(cut("head+5")).isEqualTo(whole.substring(0, head + 5));
    assertThat(cut("head-2")).isEqualTo(whole.substring(0, head - 2));
    assertThat(cut("end-1")).isEqualTo(whole.substring(0, whole.length() - 1));
    assertThat(cut("end+9")).isEqualTo(whole);
    assertThat(cut("9999")).isEqualTo(whole);
  }

  @Test
  void whatFollowsACutIsOneOfSix() {
    assertThat(script("healthy:at=3").finish()).isEqualTo(new Finish.Close());
    assertThat(script("healthy:at=3,then=reset").finish()).isEqualTo(new Finish.Reset());
    assertThat(script("healthy:at=3,then=drop").finish()).isEqualTo(new Finish.Drop());
    assertThat(script("healthy:at=3,then=stall").finish()).isEqualTo(new Finish.Stall(true));
    assertThat(script("healthy:at=3,then=keep").finish()).isInstanceOf(Finish.Next.class);
    assertThat(script("healthy:at=3,then=half-close").acts()).contains(new Antic.HalfClose());
  }

  @Test
  void aCutKeepsWhatComesBeforeTheAnswer() {
    Script cut = script("slow-first-byte:delay=7ms,at=10,then=stall");
    assertThat(cut.acts()).hasSize(3).startsWith(script("slow-first-byte:delay=7ms").acts().get(0));
    assertThat(cut.acts().getLast()).isEqualTo(new Act.Send("HTTP/1.1 2"));
  }

  @Test
  void everyByteCanGoInAPacketOfItsOwn() {
    assertThat(script("two-replies:pieces=1,pace=0ms").acts())
        .anySatisfy(act ->
            assertThat(act)
                .isInstanceOfSatisfying(
                    Antic.Drip.class, drip -> assertThat(drip.piece()).isEqualTo(1)));
  }

  @Test
  void aFaultCanBeForSomeRequestsOnly() {
    assertThat(hits("nested-gateway-error:only=/a", "GET /a/b HTTP/1.1\r\n\r\n")).isTrue();
    assertThat(hits("nested-gateway-error:only=/a", "GET /b HTTP/1.1\r\n\r\n")).isFalse();
    assertThat(hits("nested-gateway-error:method=POST", "GET / HTTP/1.1\r\n\r\n")).isFalse();
    String post = "POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n";
    assertThat(hits("nested-gateway-error:over=1KiB", post.formatted(1024))).isFalse();
    assertThat(hits("nested-gateway-error:over=1KiB", post.formatted(1025))).isTrue();
  }

  @Test
  void aFaultCanComeAndGoWithItsTurn() {
    assertThat(turns("nested-gateway-error:every=3", 9)).containsExactly(3, 6, 9);
    assertThat(turns("nested-gateway-error:from=3,until=5", 9)).containsExactly(3, 4, 5);
    assertThat(turns("nested-gateway-error:from=2,every=4", 9)).containsExactly(5, 9);
  }

  @Test
  void aShareIsKeptAndComesOutTheSameFromTheSameSeed() {
    List<Integer> first = turns("nested-gateway-error:share=20,seed=7", 10_000);
    assertThat(first).hasSizeBetween(1_800, 2_200);
    assertThat(turns("nested-gateway-error:share=20,seed=7", 10_000)).isEqualTo(first);
    assertThat(turns("nested-gateway-error:share=20,seed=8", 10_000)).isNotEqualTo(first);
    assertThat(turns("nested-gateway-error:share=0", 100)).isEmpty();
    assertThat(turns("nested-gateway-error:share=100", 100)).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cookies-too-big:limit=10 | Cookie: 12345678901 | 431",
        "cookies-too-big:limit=10 | Cookie: 1234567890 | 200",
        "uri-too-long:limit=10 | A: b | 414",
        "host-header-wrong:host=a.test | Host: b.test | 421",
        "host-header-wrong:host=a.test | Host: A.test | 200",
        "path-rewritten:path=/app/ | A: b | 404",
        "upgrade-header-missing | Upgrade: websocket | 200",
        "upgrade-header-missing | A: b | 426",
        "upgrade-failed | A: b | 200",
        "expect-100-mismatch | Expect: 100-continue | 417",
        "expect-100-mismatch | A: b | 200",
        "redirect-loop:status=308 | A: b | 308",
        "proxy-protocol-mismatch | A: b | 0",
      })
  void wishesAreAboutTheRequest(String fault, String field, int status) {
    Asked asked = asked("GET /some/path HTTP/1.1\r\n" + field + "\r\n\r\n", 1);
    String sent = sent(Script.of(understood(fault), asked));
    assertThat(sent).startsWith(status == 0 ? "" : "HTTP/1.1 " + status + " ");
    assertThat(sent.isEmpty()).isEqualTo(status == 0);
  }

  @Test
  void whatNeedsNoRequestCannotBeForSome() {
    assertThat(Fault.MENU.read("conn-refused:every=2"))
        .isInstanceOfSatisfying(
            Reading.Unclear.class, unclear -> assertThat(unclear.why()).contains("every"));
    assertThat(Fault.MENU.read("healthy:at=tail")).isInstanceOf(Reading.Unclear.class);
    assertThat(Fault.MENU.read("healthy:every=0")).isInstanceOf(Reading.Unclear.class);
    assertThat(Fault.MENU.read("healthy:share=often")).isInstanceOf(Reading.Unclear.class);
  }

  @Test
  void aParameterOfTheFaultItselfGoesBeforeTheCommonOne() {
    assertThat(understood("expect-100-mismatch:then=stall"))
        .isEqualTo(new Fault.AnswersExpectation(417, Fault.Then.STALL));
  }

  private static String cut(String at) {
    return sent(script("two-replies:then=reset,at=" + at));
  }

  private static List<Integer> turns(String fault, int count) {
    return IntStream.rangeClosed(1, count)
        .filter(turn ->
            sent(Script.of(understood(fault), asked(ASKED.head(), turn)))
                .startsWith("HTTP/1.1 502"))
        .boxed()
        .toList();
  }

  private static boolean hits(String fault, String head) {
    return sent(Script.of(understood(fault), asked(head, 1))).startsWith("HTTP/1.1 502");
  }

  private static Script script(String fault) {
    return Script.of(understood(fault), ASKED);
  }

  private static String sent(Script script) {
    StringBuilder all = new StringBuilder();
    for (Act act : script.acts()) {
      if (act instanceof Act.Send(String bytes)) {
        all.append(bytes);
      }
    }
    return all.toString();
  }

  private static Asked asked(String head, long turn) {
    return new Asked("o", 1, 1, head, turn);
  }

  private static Fault understood(String written) {
    return Fault.MENU.of(written);
  }
}
