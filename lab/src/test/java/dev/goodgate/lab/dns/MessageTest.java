package dev.goodgate.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goodgate.lab.dns.Message.Edns;
import dev.goodgate.lab.dns.Message.Entry;
import dev.goodgate.lab.dns.Message.Flags;
import dev.goodgate.lab.dns.Message.Remark;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final Name NAME = Name.of("www.Example.test");
  private static final String HEAD = "\0\7\1\0\0\1\0\0\0\0\0\0";

  @Test
  void writesAQueryAsRfc1035HasIt() {
    assertThat(Message.query(7, new Question(Name.of("a.b"), Question.A)).written())
        .isEqualTo(HEAD + "\1a\1b\0\0\1\0\1");
  }

  @Test
  void readsWhatItWrites() {
    Message answer =
        new Message(
            0xbeef,
            new Flags(Flags.ANSWER | Flags.RECURSION_AVAILABLE),
            3,
            List.of(new Question(NAME, Question.AAAA)),
            List.of(
                new Entry(NAME, 0xffff_ffffL, new Content.Alias(Name.of("x.Example.test"))),
                new Entry(NAME, 0, new Content.Address(InetAddress.ofLiteral("::1"))),
                new Entry(NAME, 5, new Content.Address(InetAddress.ofLiteral("127.0.0.1"))),
                new Entry(NAME, 5, new Content.Other(16, "\3abc"))),
            List.of(
                new Entry(Name.of("test"), 9, new Content.Authority(NAME, Name.of("m.test"), 77))),
            Optional.of(new Edns(1232, Optional.of(new Remark(9, "no key ü")))));
    assertThat(Message.read(answer.written())).contains(answer);
    assertThat(Message.read(answer.written()).orElseThrow().written()).isEqualTo(answer.written());
  }

  @Test
  void writesTheEndOfANameOnce() {
    Entry alias = new Entry(NAME, 1, new Content.Alias(Name.of("cdn.Example.test")));
    Message answer =
        Message.query(1, new Question(NAME, Question.A)).withAnswers(List.of(alias, alias));
    assertThat(answer.written().split("Example", -1)).hasSize(2);
    assertThat(answer.written().split("cdn", -1)).hasSize(2);
  }

  @Test
  void aCodeOfTwelveBitsNeedsBothPlaces() {
    Message bad =
        new Message(
            1,
            new Flags(Flags.ANSWER),
            16,
            List.of(),
            List.of(),
            List.of(),
            Optional.of(new Edns(512, Optional.empty())));
    assertThat(Message.read(bad.written()).orElseThrow().code()).isEqualTo(16);
  }

  @Test
  void aPointerMayOnlyLeadBack() {
    assertThat(Message.read(HEAD + "\u00c0\u000c\0\1\0\1")).as("to itself").isEmpty();
    assertThat(Message.read(HEAD + "\u00c0\u00ff\0\1\0\1")).as("ahead").isEmpty();
    assertThat(Message.read(HEAD + "\1a\u00c0\u000c\0\1\0\1")).as("around").isEmpty();
    String two = HEAD.replace("\0\1\0\0", "\0\2\0\0");
    assertThat(Message.read(two + "\1a\0\0\1\0\1\u00c0\u000c\0\1\0\1").orElseThrow().questions())
        .extracting(each -> each.name().toString())
        .containsExactly("a", "a");
  }

  @Test
  void namesKeepTheirCaseAndAreTheSameWithout() {
    assertThat(NAME.same(Name.of("WWW.example.TEST."))).isTrue();
    assertThat(NAME.isWithin(Name.of("EXAMPLE.test"))).isTrue();
    assertThat(NAME.isWithin(Name.of("ample.test"))).isFalse();
    assertThat(NAME.below(Name.of("test")).toString()).isEqualTo("www.Example");
    assertThat(Name.ROOT.toString()).isEqualTo(".");
    assertThatIllegalArgumentException().isThrownBy(() -> Name.of("a..b"));
    assertThatIllegalArgumentException().isThrownBy(() -> Name.of("a".repeat(64)));
    assertThatIllegalArgumentException().isThrownBy(() -> Name.of("abcdefg.".repeat(40)));
  }
}
