package dev.goodgate.trials.scenario;

import dev.goodgate.trials.scenario.Scenario.Conduct;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind {@code send}: how the client behaves. */
record SendLine(boolean understood, Conduct conduct) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,6}) bytes every (\\d{1,5})ms)?\\s*(?:then (leave|reset|finish|read)(?: after"
              + " (\\d{1,5})ms)?)?");

  private static final Pattern REPEATED = Pattern.compile("\\{(.)\\*(\\d{1,7})}");

  static SendLine read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return new SendLine(false, Conduct.PLAIN);
    }
    boolean slowly = form.group(1) != null;
    return new SendLine(
        true,
        new Conduct(
            slowly ? Math.max(1, Integer.parseInt(form.group(1))) : Integer.MAX_VALUE,
            slowly ? Duration.ofMillis(Long.parseLong(form.group(2))) : Duration.ZERO,
            form.group(3) == null
                ? Conduct.Then.READ
                : Conduct.Then.valueOf(form.group(3).toUpperCase(Locale.ROOT)),
            form.group(4) == null
                ? Duration.ZERO
                : Duration.ofMillis(Long.parseLong(form.group(4)))));
  }

  /** {@code {x*500}} stands for five hundred of them. */
  static String unfold(String bytes) {
    return REPEATED.matcher(bytes).replaceAll(SendLine::repeated);
  }

  private static String repeated(MatchResult found) {
    return Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2))));
  }
}
