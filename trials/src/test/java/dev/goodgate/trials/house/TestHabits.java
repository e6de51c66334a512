package dev.goodgate.trials.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How tests are named, told apart by suffix, never switched off. */
final class TestHabits {
  private static final Set<String> BADGES =
      Set.of(
          "Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "FuzzTest");
  private static final Pattern KIND = Pattern.compile(".*(Test|Property|Simulation|Fuzz)");
  private static final Pattern SENTENCE = Pattern.compile("(?!test[A-Z_])[a-z]+[A-Z0-9]\\w*");

  private TestHabits() {}

  static List<String> complaints(Outline outline) {
    List<String> wrong = new ArrayList<>();
    String path = outline.file().path();
    List<Outline.Method> tests =
        outline.methods().stream()
            .filter(each -> each.badges().stream().anyMatch(BADGES::contains))
            .toList();
    boolean isSuite =
        outline.types().stream().anyMatch(each -> KIND.matcher(each.name()).matches());
    if (!tests.isEmpty() && !isSuite) {
      wrong.add(path + " holds tests, but its name ends in none of the suffixes");
    }
    if (tests.isEmpty() && isSuite) {
      wrong.add(path + " is named like a test, but holds none");
    }
    tests.stream()
        .filter(each -> !SENTENCE.matcher(each.name()).matches() || each.name().contains("_"))
        .map(each -> path + ":" + each.line() + " " + each.name() + " is not a sentence")
        .forEach(wrong::add);
    if (badges(outline).stream().anyMatch(each -> each.startsWith("Disabled"))) {
      wrong.add(path + " switches a test off");
    }
    return wrong;
  }

  private static List<String> badges(Outline outline) {
    List<String> all = new ArrayList<>(outline.badges());
    outline.methods().forEach(each -> all.addAll(each.badges()));
    return all;
  }
}
