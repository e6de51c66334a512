package dev.goodgate.trials.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a package owes its reader: one job said in one sentence, a small door. */
final class Packages {
  static final int DOOR = 4;
  private static final Pattern HEADER = Pattern.compile("(?s)^/\\*\\*(.*?)\\*/");

  private Packages() {}

  static List<String> complaints(List<Outline> outlines) {
    Map<String, List<Outline>> byFolder =
        outlines.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.file().folder(), TreeMap::new, Collectors.toList()));
    List<String> wrong = new ArrayList<>();
    byFolder.forEach((folder, files) -> wrong.addAll(complaints(folder, files)));
    return wrong;
  }

  private static List<String> complaints(String folder, List<Outline> files) {
    List<String> wrong = new ArrayList<>();
    files.stream()
        .map(Outline::file)
        .filter(each -> each.name().equals("package-info.java"))
        .findFirst()
        .ifPresentOrElse(
            file -> wrong.addAll(complaints(file)),
            () -> wrong.add(folder + " has no package-info.java"));
    long door =
        files.stream()
            .flatMap(each -> each.types().stream())
            .filter(Outline.Type::isPublic)
            .count();
    if (door > DOOR && !folder.startsWith("vocabulary/")) {
      wrong.add(folder + " has a door of " + door + " public types, not " + DOOR);
    }
    files.stream()
        .filter(each -> each.types().size() > 1)
        .map(each -> each.file().path() + " has " + each.types().size() + " top-level types")
        .forEach(wrong::add);
    return wrong;
  }

  private static List<String> complaints(SourceFile file) {
    Matcher header = HEADER.matcher(file.text());
    if (!file.text().contains("@NullMarked")) {
      return List.of(file.path() + " is not @NullMarked");
    }
    if (!header.find()) {
      return List.of(file.path() + " does not say the package's one job");
    }
    String sentence = header.group(1).replaceAll("\\s*\\*\\s*|\\s+", " ").strip();
    Predicate<String> one = text -> text.matches("[A-Z][^.!?]*(\\.\\w[^.!?]*)*\\.");
    if (!one.test(sentence)) {
      return List.of(file.path() + " says more, or less, than one sentence: " + sentence);
    }
    return sentence.matches(".*\\b[Aa]nd\\b.*")
        ? List.of(file.path() + " says 'and', which is a reason to split: " + sentence)
        : List.of();
  }
}
