package dev.goodgate.trials.house;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The links of a Markdown file, judged without a network: to files, to headings. */
final class Links {
  private static final Pattern INLINE = Pattern.compile("\\]\\(\\s*<?([^)\\s>]+)>?[^)]*\\)");
  private static final Pattern REFERENCE = Pattern.compile("(?m)^ {0,3}\\[[^\\]]+\\]: *(\\S+)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *(```+|~~~+).*?^ *\\1 *$");
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");

  private final Predicate<String> exists;
  private final Function<String, String> reads;

  /** Paths are relative to the root of the repository. */
  Links(Predicate<String> exists, Function<String, String> reads) {
    this.exists = exists;
    this.reads = reads;
  }

  /** The links of {@code file} that lead nowhere. */
  List<String> dead(SourceFile file) {
    String prose = CODE.matcher(FENCED.matcher(file.text()).replaceAll("")).replaceAll("");
    return Stream.concat(found(INLINE, prose), found(REFERENCE, prose))
        .filter(link -> !ELSEWHERE.matcher(link).matches())
        .filter(link -> isDead(file, link))
        .map(link -> file.path() + " -> " + link)
        .toList();
  }

  private boolean isDead(SourceFile file, String link) {
    String path = link.replaceFirst("#.*", "");
    String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
    String to = path.isEmpty() ? file.path() : resolve(file.folder(), path);
    if (to.startsWith("..") || !exists.test(to)) {
      return true;
    }
    return !anchor.isEmpty() && to.endsWith(".md") && !anchors(reads.apply(to)).contains(anchor);
  }

  private static String resolve(String folder, String path) {
    String joined = path.startsWith("/") ? path.substring(1) : folder + "/" + path;
    return java.nio.file.Path.of(joined.replaceFirst("^/", ""))
        .normalize()
        .toString()
        .replace('\\', '/');
  }

  /** Anchors as code forges make them: lower case, no punctuation, spaces to hyphens. */
  private static Set<String> anchors(String markdown) {
    Set<String> anchors = new HashSet<>();
    FENCED
        .matcher(markdown)
        .replaceAll("")
        .lines()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("^#+ +", "").replace("`", "").strip())
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .forEach(slug -> anchors.add(free(slug, anchors)));
    return anchors;
  }

  private static String free(String slug, Set<String> taken) {
    return Stream.iterate(0, each -> each + 1)
        .map(each -> each == 0 ? slug : slug + "-" + each)
        .filter(each -> !taken.contains(each))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(each -> each.group(1));
  }
}
