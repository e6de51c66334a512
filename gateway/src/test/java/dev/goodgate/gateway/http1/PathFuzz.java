package dev.goodgate.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Odd paths, put into one form in place, judged by a reader of strings that is slow and plain. */
class PathFuzz {
  private static final long SEED = 3_986;
  private static final int ROUNDS = 60_000;
  private static final int BEFORE = 5;

  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

  private static final List<String> PARTS =
      List.of(
          "/", "/", ".", "..", "%2e", "%2E", "%2f", "%5C", "\\", ";", "a", "%", "%00", "?", "%41");

  static final List<String> SEEDS =
      List.of(
          "/",
          "/a/b/../c?x=../%2e",
          "/%61/./b//c/",
          "/a;b/..;/c",
          "/a%2f%2e%2e%5cb",
          "/%e3%81%82/%25zz",
          "/..",
          "*");

  @Test
  void oddPathsComeIntoTheFormThatAPlainReaderGivesThem() {
    Random random = new Random(SEED);
    int settled = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder path = new StringBuilder("/");
      for (int parts = random.nextInt(10); parts > 0; parts--) {
        path.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      settled += judge(path.toString().getBytes(ISO_8859_1)) ? 1 : 0;
    }
    assertThat(settled).as("of seed %d, those that have a form", SEED).isGreaterThan(5_000);
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeComesIntoTheFormOfAPlainReader() throws IOException {
    Stream<byte[]> seeds = PathGuidedFuzz.seeds();
    for (byte[] input : FuzzInputs.of(PathGuidedFuzz.class, seeds)) {
      judge(input);
    }
  }

  /** Whether it has a form. */
  static boolean judge(byte[] input) {
    String target = new String(input, ISO_8859_1);
    String settled = settled(target);
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String plain = path.startsWith("/") ? plain(path) : path;
    String expected = plain == null || query < 0 ? plain : plain + target.substring(query);
    assertThat(settled).as(target).isEqualTo(expected);
    if (settled != null) {
      assertThat(settled(settled)).as("%s, settled again", target).isEqualTo(settled);
    }
    return settled != null;
  }

  /** The form of a target in the midst of other bytes; null where it is refused. */
  private static @Nullable String settled(String target) {
    byte[] bytes = ("#####" + target + "#####").getBytes(ISO_8859_1);
    int to = BEFORE + target.length();
    int query = target.indexOf('?');
    int end = PathForm.settle(bytes, BEFORE, query < 0 ? to : BEFORE + query, to);
    String all = new String(bytes, ISO_8859_1);
    assertThat(all.substring(0, BEFORE) + all.substring(to)).isEqualTo("##########");
    assertThat(end).isLessThanOrEqualTo(to);
    return end < 0 ? null : all.substring(BEFORE, end);
  }

  private static @Nullable String plain(String path) {
    if (path.contains("\\")
        || ESCAPE.matcher(path).replaceAll("").contains("%")
        || path.contains("%00")) {
      return null;
    }
    String written =
        ESCAPE
            .matcher(path)
            .replaceAll(escape -> {
              String text = String.valueOf((char) Integer.parseInt(escape.group(1), 16));
              return Matcher.quoteReplacement(
                  UNRESERVED.matcher(text).matches() ? text : escape.group());
            });
    StringBuilder form = new StringBuilder("/");
    String[] segments = written.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i];
      if (segment.equals("..")) {
        if (form.length() == 1) {
          return null;
        }
        form.setLength(form.lastIndexOf("/", form.length() - 2) + 1);
      } else if (!segment.equals(".")) {
        if (mightBeDotsToOthers(segment)) {
          return null;
        }
        form.append(segment).append(segment.isEmpty() || i == segments.length - 1 ? "" : "/");
      }
    }
    return form.toString();
  }

  private static boolean mightBeDotsToOthers(String segment) {
    return Stream.of(segment.toLowerCase(Locale.ROOT).split("%2f|%5c", -1))
        .map(each -> each.replaceAll("(?s);.*", ""))
        .anyMatch(each -> each.equals(".") || each.equals(".."));
  }
}
