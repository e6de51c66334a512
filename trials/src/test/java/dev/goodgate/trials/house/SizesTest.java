package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizesTest {
  /** Files that may be over a cap, by path, each with the reason. It may hold five. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "gateway/src/main/java/dev/goodgate/gateway/wire/kernel/Syscall.java",
          "a system call takes as many arguments as the kernel says",
          "gateway/src/main/java/dev/goodgate/gateway/reply/Wording.java",
          "one line for each status");

  @Test
  void filesMethodsAndParameterListsStaySmall() {
    List<String> wrong =
        Repository.outlines().stream()
            .filter(each -> !EXCEPTIONS.containsKey(each.file().path()))
            .flatMap(each -> Sizes.complaints(each).stream())
            .toList();

    assertThat(wrong).as("split it where it changes its subject").isEmpty();
  }

  @Test
  void filesStaySmallOnTheWhole() {
    List<Integer> lengths =
        Repository.mainJava().stream()
            .filter(each -> !each.name().equals("package-info.java"))
            .map(each -> each.lines().size())
            .toList();

    assertThat(Sizes.complaints(lengths)).as("split the largest files").isEmpty();
  }

  @Test
  void exceptionsAreFewAndAlive() {
    assertThat(EXCEPTIONS).as("mend one before adding another").hasSizeLessThanOrEqualTo(5);
    assertThat(Repository.java().stream().map(SourceFile::path))
        .as("take files that are gone off the list")
        .containsAll(EXCEPTIONS.keySet());
  }

  @Test
  void longFilesAndMethodsAreSeen() {
    String body = "    a();\n".repeat(Sizes.MAIN_CAP);
    String text = "class A {\n  void a() {\n" + body + "  }\n}\n";

    assertThat(Sizes.complaints(outline("m/src/main/java/A.java", text)))
        .containsExactly(
            "m/src/main/java/A.java has 404 lines of 400",
            "m/src/main/java/A.java:2 a has 402 lines of 60");
  }

  @Test
  void longParameterListsAreSeenButNotThoseOfRecords() {
    String six = "(int a, int b, int c, int d, int e, int f)";
    String text = "record A" + six + " { A" + six + " {} static void of" + six + " {} }";

    assertThat(Sizes.complaints(outline("m/src/main/java/A.java", text)))
        .containsExactly("m/src/main/java/A.java:1 of has 6 parameters of 5");
  }

  @Test
  void growthOnTheWholeIsSeen() {
    assertThat(Sizes.complaints(Collections.nCopies(9, 120))).hasSize(1);
    assertThat(Sizes.complaints(List.of(10, 10, 10, 350))).hasSize(1);
    assertThat(Sizes.complaints(List.of(10, 90, 299))).isEmpty();
  }

  private static Outline outline(String path, String text) {
    return Outline.of(new SourceFile(path, text));
  }
}
