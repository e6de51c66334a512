package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Template;
import dev.goodgate.vocabulary.plan.Template.Blank;
import dev.goodgate.vocabulary.plan.Template.Part;
import dev.goodgate.vocabulary.spelling.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of text with blanks in braces. {@code looks} is what the whole must look like, its
 * blanks included.
 */
record Templates(String what, Pattern looks) implements Form<Template> {
  private static final Pattern PIECE = Pattern.compile("\\{\\{|\\}\\}|\\{([^{}]*)\\}|[^{}]+|[{}]");

  /** The value of a header field. */
  static Templates value() {
    return new Templates("a line of printable ASCII", Pattern.compile("[!-~]([ -~]*[!-~])?"));
  }

  /** Where a redirect leads. */
  static Templates url() {
    return new Templates(
        "a path such as `/new{query}`, or a URL such as `https://{host}{uri}`",
        Pattern.compile("(/|https?://)[!-~]*"));
  }

  @Override
  public String expected() {
    return what
        + ", with "
        + Arrays.stream(Blank.values())
            .map(b -> "`{" + b.key() + "}`")
            .collect(Collectors.joining(" "))
        + " filled in";
  }

  @Override
  public @Nullable Template read(String text, Refusal<Template> refusal) {
    if (!looks.matcher(text).matches()) {
      return refusal.because(Shown.quoted(text) + " cannot stand here", expected());
    }
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      String found = piece.group();
      String key = piece.group(1);
      if (found.equals("{{") || found.equals("}}")) {
        literal.append(found.charAt(0));
      } else if (key != null) {
        Blank blank = blank(key, refusal);
        if (blank == null) {
          return null;
        }
        flush(literal, parts);
        parts.add(new Part.Filled(blank));
      } else if (found.equals("{") || found.equals("}")) {
        String message = Shown.quoted(text) + " has a lone brace";
        return refusal.because(message, "`{{` or `}}` for a brace that stands for itself");
      } else {
        literal.append(found);
      }
    }
    flush(literal, parts);
    return new Template(parts);
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private @Nullable Blank blank(String key, Refusal<Template> refusal) {
    for (Blank blank : Blank.values()) {
      if (blank.key().equals(key)) {
        return blank;
      }
    }
    List<String> keys = Arrays.stream(Blank.values()).map(Blank::key).toList();
    refusal.tell(
        "there is no blank " + Shown.quoted("{" + key + "}"),
        expected(),
        Spelling.nearest(key, keys).map(near -> "{" + near + "}").orElse(null));
    return null;
  }

  @Override
  public String write(Template template) {
    return template.written();
  }

  @Override
  public Look look() {
    return new Look.Matching(looks.pattern());
  }
}
