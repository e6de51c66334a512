package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackagesTest {
  private static final String FOLDER = "m/src/main/java/a/";

  @Test
  void everyPackageSaysItsOneJobBehindASmallDoor() {
    List<Outline> main =
        Repository.outlines().stream().filter(each -> each.file().isMain()).toList();

    assertThat(Packages.complaints(main))
        .as("say the job in one sentence; close the door with package-private types")
        .isEmpty();
  }

  @Test
  void filesOfTestsHoldOneTypeEach() {
    assertThat(
            Repository.outlines().stream()
                .filter(each -> each.file().isTest() && each.types().size() > 1)
                .map(each -> each.file().path()))
        .as("give each top-level type its own file")
        .isEmpty();
  }

  @Test
  void aPackageWithoutItsSentenceIsSeen() {
    assertThat(complaints(file("A.java", "class A {}"))).containsExactly(FOLDER_LACKS_INFO);
    assertThat(complaints(info("Reads, and writes."))).singleElement().asString().contains("'and'");
    assertThat(complaints(info("Reads. Writes."))).singleElement().asString().contains("sentence");
    assertThat(complaints(info("no capital"))).hasSize(1);
    assertThat(complaints(info("Reads HTTP/1.1 heads."))).isEmpty();
    assertThat(complaints(file("package-info.java", "/** Reads. */\npackage a;")))
        .singleElement()
        .asString()
        .contains("@NullMarked");
  }

  @Test
  void aWideDoorIsSeenButNotInTheVocabulary() {
    List<SourceFile> five =
        Stream.of("A", "B", "C", "D", "E")
            .map(name -> file(name + ".java", "public class " + name + " {}"))
            .toList();
    List<SourceFile> words =
        five.stream()
            .map(each -> new SourceFile("vocabulary/src/main/java/a/" + each.name(), each.text()))
            .toList();

    assertThat(complaints(five)).anyMatch(each -> each.contains("a door of 5"));
    assertThat(complaints(words)).noneMatch(each -> each.contains("a door of"));
  }

  @Test
  void aSecondTopLevelTypeIsSeen() {
    assertThat(complaints(file("A.java", "class A {} class B {}")))
        .anyMatch(each -> each.contains("2 top-level types"));
  }

  private static final String FOLDER_LACKS_INFO = "m/src/main/java/a has no package-info.java";

  private static SourceFile info(String sentence) {
    return file("package-info.java", "/** " + sentence + " */\n@NullMarked\npackage a;\n");
  }

  private static SourceFile file(String name, String text) {
    return new SourceFile(FOLDER + name, text);
  }

  private static List<String> complaints(SourceFile file) {
    return complaints(List.of(file));
  }

  private static List<String> complaints(List<SourceFile> files) {
    return Packages.complaints(files.stream().map(Outline::of).toList());
  }
}
