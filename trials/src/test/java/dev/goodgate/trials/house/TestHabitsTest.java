package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestHabitsTest {
  @Test
  void testsKeepTheirHabits() {
    List<String> wrong =
        Repository.outlines().stream()
            .filter(each -> each.file().isTest())
            .flatMap(each -> TestHabits.complaints(each).stream())
            .toList();

    assertThat(wrong).as("CONTRIBUTING.md names the kinds of tests, their suffixes").isEmpty();
  }

  @Test
  void aTestWithoutASuffixIsSeen() {
    assertThat(complaints("class Tries { @Test void retriesOnce() {} }")).hasSize(1);
    assertThat(complaints("class RetryWireTest { @Test void retriesOnce() {} }")).isEmpty();
    assertThat(complaints("class ScriptedOrigin { void retries() {} }")).isEmpty();
  }

  @Test
  void aSuiteWithoutATestIsSeen() {
    assertThat(complaints("class RetryTest { void retriesOnce() {} }")).hasSize(1);
  }

  @Test
  void aTestThatIsSwitchedOffIsSeen() {
    assertThat(complaints("class ATest { @Test @Disabled void retriesOnce() {} }")).hasSize(1);
    assertThat(complaints("@DisabledOnOs class ATest { @Test void retriesOnce() {} }")).hasSize(1);
  }

  @Test
  void aNameThatIsNoSentenceIsSeen() {
    assertThat(complaints("class ATest { @Test void testRetry() {} }")).hasSize(1);
    assertThat(complaints("class ATest { @Test void retry() {} }")).hasSize(1);
    assertThat(complaints("class ATest { @Test void retries_once() {} }")).hasSize(1);
  }

  private static List<String> complaints(String text) {
    return TestHabits.complaints(Outline.of(new SourceFile("m/src/test/java/A.java", text)));
  }
}
