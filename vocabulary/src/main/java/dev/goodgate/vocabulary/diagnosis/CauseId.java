package dev.goodgate.vocabulary.diagnosis;

import java.util.regex.Pattern;

/**
 * The permanent name of a cause. The build checks that every id written in code is in the
 * catalogue.
 */
public record CauseId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public CauseId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("cause id '" + value + "'");
    }
  }

  public static CauseId of(String value) {
    return new CauseId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
