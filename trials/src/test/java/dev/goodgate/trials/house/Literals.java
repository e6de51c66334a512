package dev.goodgate.trials.house;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names that sources or documents write out, found by their form. */
final class Literals {
  private static final Pattern CAUSE = Pattern.compile("CauseId\\s*\\.of\\(\\s*\"([^\"]*)\"");
  private static final Pattern METRIC = Pattern.compile("\"(goodgate_[a-z_]+)\"");
  private static final Pattern CATALOGUED = Pattern.compile("(?m)^- id: *(\\S+)");
  private static final Pattern PUT_OFF = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME)\\b(?! *\\()");
  private static final String TEXT = "\"((?:[^\"\\\\\\n]|\\\\.)*)\"";
  private static final Pattern FORMAT =
      Pattern.compile("String\\.format\\(\\s*" + TEXT + "|" + TEXT + "\\s*\\.formatted\\(");
  private static final Pattern NUMBER = Pattern.compile("%[-+ ,(0-9.]*[dfeEgG]");

  private Literals() {}

  static Stream<String> causes(String java) {
    return found(CAUSE, java);
  }

  static Stream<String> metrics(String java) {
    return found(METRIC, java);
  }

  static List<String> catalogued(String yaml) {
    return found(CATALOGUED, yaml).toList();
  }

  /** Whether something is put off without a reason in brackets. */
  static boolean putsOff(String java) {
    return PUT_OFF.matcher(java).find();
  }

  /** Formats that write a number as the reader's country does, which no machine can read. */
  static List<String> localised(String java) {
    return FORMAT
        .matcher(java)
        .results()
        .map(each -> each.group(1) == null ? each.group(2) : each.group(1))
        .filter(format -> NUMBER.matcher(format).find())
        .toList();
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(each -> each.group(1));
  }
}
