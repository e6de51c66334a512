package dev.goodgate.lab.rude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goodgate.lab.menu.Menu;
import dev.goodgate.lab.rude.Rudeness.Move;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RudenessTest {
  @Test
  void everyFormOfEveryRudenessCanBeReadByItsName() {
    assertThat(writings().toList()).hasSizeGreaterThan(100);
    assertThat(writings()).allSatisfy(written -> assertThat(Rudeness.MENU.of(written)).isNotNull());
  }

  @Test
  void namesAreUniqueAndInKebabCase() {
    List<String> names = Rudeness.MENU.entries().stream().map(Menu.Entry::name).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
  }

  @Test
  void saysExactlyTheBytesOfItsForm() {
    assertThat(sent("bad-length:form=hex")).contains("Content-Length: 0x6\r\n\r\nhello\n");
    assertThat(sent("odd-coding:form=vertical-tab")).contains("Transfer-Encoding: \u000bchunked");
    assertThat(sent("bad-chunk:form=overflow")).contains("\r\n\r\n10000000000000006\r\n");
    assertThat(sent("bad-host:form=missing")).isEqualTo("GET / HTTP/1.1\r\n\r\n");
    assertThat(sent("odd-request-line:form=nul")).startsWith("GET /a\0b HTTP/1.1\r\n");
    assertThat(sent("many-fields:count=3")).contains("X-F: v\r\nX-F: v\r\nX-F: v\r\n\r\n");
    assertThat(sent("large-cookie:size=5")).contains("Cookie: a=ccccc\r\n");
    assertThat(sent("garbage:tongue=tls")).startsWith("\u0016\u0003\u0001");
  }

  @Test
  void smuggledRequestsAreWholeForWhoeverReadsThem() {
    assertThat(sent("smuggling:form=chunked-first")).contains("5c\r\nGET /smuggled HTTP/1.1\r\n");
    assertThat(sent("smuggling:form=length-covers"))
        .endsWith("GET /smuggled HTTP/1.1\r\nHost: lab.test\r\n\r\n");
  }

  @Test
  void aCrowdIsBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rudeness.MENU.of("crowd:connections=501"))
        .withMessageContaining("1 to 500");
    assertThatIllegalArgumentException().isThrownBy(() -> Rudeness.MENU.of("long-uri:size=17MiB"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rudeness.MENU.of("slow-hed"))
        .withMessageContaining("did you mean 'slow-head'");
  }

  private static String sent(String written) {
    StringBuilder all = new StringBuilder();
    if (Rudeness.MENU.of(written) instanceof Rudeness.Alone(List<Move> moves, boolean _)) {
      for (Move move : moves) {
        if (move instanceof Move.Send(String bytes)) {
          all.append(bytes);
        }
      }
    }
    return all.toString();
  }

  private static Stream<String> writings() {
    return Rudeness.MENU.entries().stream()
        .flatMap(entry ->
            Stream.concat(
                Stream.of(entry.name()),
                entry.parameters().entrySet().stream()
                    .filter(each -> each.getValue().contains("|"))
                    .flatMap(each ->
                        Arrays.stream(each.getValue().split("\\|", -1))
                            .map(value -> entry.name() + ":" + each.getKey() + "=" + value))));
  }
}
