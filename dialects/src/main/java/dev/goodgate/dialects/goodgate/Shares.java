package dev.goodgate.dialects.goodgate;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A share of a whole: {@code 20%}, {@code 2.5%}. */
record Shares() implements Form<Double> {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%");
  private static final Pattern BARE = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3})?");

  @Override
  public String expected() {
    return "a share from 0% to 100% such as `20%`";
  }

  @Override
  public @Nullable Double read(String text, Refusal<Double> refusal) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      boolean bare = BARE.matcher(text).matches();
      return refusal.because(
          Shown.quoted(text) + (bare ? " has no unit" : " is not a share"),
          expected(),
          bare ? percent(new BigDecimal(text)) : null);
    }
    double share = new BigDecimal(written.group(1)).movePointLeft(2).doubleValue();
    return share > 1
        ? refusal.because(Shown.quoted(text) + " is out of range", expected())
        : Double.valueOf(share);
  }

  /** Up to one it is taken for a fraction. */
  private static String percent(BigDecimal bare) {
    BigDecimal shown = bare.compareTo(BigDecimal.ONE) <= 0 ? bare.movePointRight(2) : bare;
    return shown.stripTrailingZeros().toPlainString() + "%";
  }

  @Override
  public String write(Double share) {
    return percent(BigDecimal.valueOf(share));
  }

  @Override
  public Look look() {
    return new Look.Matching(WRITTEN.pattern());
  }
}
