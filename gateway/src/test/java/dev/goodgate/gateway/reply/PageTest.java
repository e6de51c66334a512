package dev.goodgate.gateway.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.reply.Page.Audience;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
  private static final String ID = "A-z_0.9".repeat(18) + "xy";

  /** One flat object of strings and numbers. */
  private static final Pattern JSON_OBJECT =
      Pattern.compile("\\{(\"[a-z-]+\":(\"([^\"\\\\\\p{Cntrl}]|\\\\.)*\"|\\d+),?)+(?<!,)}\n");

  private static Stream<Answer> answers() {
    return Failures.all().map(each -> ReplyTable.of(each, false)).distinct();
  }

  private static List<Page> pages(Answer answer) {
    return Stream.of(Audience.values()).map(each -> Page.of(each, answer, ID, true)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | BROWSER",
        "TEXT/HTML | BROWSER",
        "application/xhtml+xml | BROWSER",
        "application/json | PROGRAM",
        "application/problem+json, text/html | PROGRAM",
        "image/png, text/html;q=0.5 | BROWSER",
        "text/plain | TERMINAL",
        "*/* | TERMINAL",
        "'' | TERMINAL",
        "image/avif,image/webp,*/* | TERMINAL",
        ",,, | TERMINAL"
      })
  void knowsItsReaderByWhatIsAccepted(String accept, Audience audience) {
    assertThat(Audience.of(accept)).isEqualTo(audience);
  }

  @Test
  void isNotDisturbedByAnEndlessList() {
    assertThat(Audience.of("a/b,".repeat(50_000) + "text/html")).isEqualTo(Audience.TERMINAL);
  }

  @Test
  void everyPageIsShortAndNamesTheExchange() {
    answers()
        .flatMap(answer -> pages(answer).stream())
        .forEach(page -> {
          assertThat(page.body().getBytes(UTF_8)).hasSizeLessThan(6 * 1024);
          assertThat(page.body()).contains(ID).doesNotContain("{{", "}}");
        });
  }

  @Test
  void everyPageForABrowserTellsNothingOfTheInside() {
    answers()
        .filter(answer -> answer.status() != 404)
        .forEach(answer ->
            assertThat(Page.of(Audience.BROWSER, answer, ID, true).body())
                .doesNotContain(answer.cause().value())
                .doesNotContainIgnoringCase("goodgate:")
                .doesNotContainIgnoringCase("endpoint")
                .doesNotContainIgnoringCase("upstream"));
  }

  @Test
  void everyPageForAProgramIsAnObjectOfJson() {
    answers()
        .forEach(answer -> {
          Page page = Page.of(Audience.PROGRAM, answer, ID, false);

          assertThat(page.contentType()).isEqualTo("application/problem+json");
          assertThat(page.body()).matches(JSON_OBJECT);
          assertThat(page.body())
              .contains("\"status\":" + answer.status(), "\"cause\":\"" + answer.cause() + "\"");
        });
  }

  @Test
  void everyStatusHasWordsOfItsOwn() {
    assertThat(answers().map(Answer::status).distinct().map(Page::title))
        .doesNotHaveDuplicates()
        .allSatisfy(title -> assertThat(title).matches("[A-Za-z -]+"));
  }

  @Test
  void aPageTriesAgainOnlyWhatMayBeAskedAgainAndMayPass() {
    answers()
        .forEach(answer -> {
          boolean passes = List.of(502, 503, 504).contains(answer.status());

          assertThat(Page.of(Audience.BROWSER, answer, ID, true).body().contains("<script"))
              .as("status %d", answer.status())
              .isEqualTo(passes);
          assertThat(Page.of(Audience.BROWSER, answer, ID, false).body()).doesNotContain("<script");
        });
  }
}
