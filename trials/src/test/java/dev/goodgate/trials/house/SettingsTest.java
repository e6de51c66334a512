package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final List<String> RECORDS =
      List.of("Timeouts", "Limits", "Limit", "Retry", "Resolver");

  @Test
  void everySettingHasItsLine() {
    assertThat(Repository.ROOT.resolve("docs/config.md")).as("generate it").exists();

    assertThat(missing(Repository.text("docs/config.md"), RECORDS))
        .as("give the setting its line in docs/config.md")
        .isEmpty();
  }

  @Test
  void aSettingWithoutItsLineIsSeen() {
    String documented = "| `timeouts.connect` | `first-byte` | `idle` `tunnel`, total";

    assertThat(missing(documented, List.of("Timeouts"))).containsExactly("total");
    assertThat(missing("`servers[]` `stale`", List.of("Resolver"))).isEmpty();
  }

  @Test
  void keysAreWrittenWithHyphens() {
    assertThat(key("firstByte")).isEqualTo("first-byte");
    assertThat(keys("Timeouts"))
        .containsExactlyInAnyOrder("connect", "first-byte", "idle", "total", "tunnel");
  }

  private static List<String> missing(String documented, List<String> records) {
    return records.stream()
        .flatMap(SettingsTest::keys)
        .filter(key -> !documented.matches("(?s).*`(\\S*\\.)?" + key + "(\\[])?`.*"))
        .toList();
  }

  private static Stream<String> keys(String record) {
    return ClassFiles.main().get("dev.goodgate.vocabulary.plan." + record).getFields().stream()
        .filter(each -> !each.getModifiers().contains(JavaModifier.STATIC))
        .map(each -> key(each.getName()));
  }

  private static String key(String component) {
    return String.join("-", Words.split(component));
  }
}
