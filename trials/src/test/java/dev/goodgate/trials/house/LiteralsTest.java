package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LiteralsTest {
  private final Set<String> catalogue =
      new TreeSet<>(
          Literals.catalogued(Repository.text("vocabulary/src/main/catalogue/causes.yaml")));

  @Test
  void everyCauseWrittenInCodeIsInTheCatalogue() {
    assertThat(Repository.mainJava().stream().flatMap(each -> Literals.causes(each.text())))
        .as("use an id of causes.yaml, or add one at the end of its section")
        .isSubsetOf(catalogue);
  }

  @Test
  void everyCauseHasItsPage() {
    List<String> pageless =
        catalogue.stream()
            .filter(id -> !Files.exists(Repository.ROOT.resolve("docs/causes/" + id + ".md")))
            .toList();

    assertThat(pageless).as("generate docs/causes from the catalogue").isEmpty();
  }

  @Test
  void everyPageHasItsCause() {
    Set<String> pages =
        Repository.markdown().stream()
            .filter(each -> each.folder().equals("docs/causes"))
            .map(each -> each.name().replace(".md", ""))
            .filter(name -> !name.equals("README"))
            .collect(Collectors.toSet());

    assertThat(pages).as("a cause is never removed; a stray page is").isSubsetOf(catalogue);
  }

  @Test
  void everyMetricHasItsLine() {
    String documented = Repository.text("docs/metrics.md");

    assertThat(
            Repository.mainJava().stream()
                .flatMap(each -> Literals.metrics(each.text()))
                .filter(name -> !documented.contains("| `" + name + "` |")))
        .as("give the metric its line in docs/metrics.md")
        .isEmpty();
  }

  @Test
  void noNumberIsFormattedWithoutItsLocale() {
    assertThat(
            Repository.mainJava().stream()
                .flatMap(each ->
                    Literals.localised(each.text()).stream()
                        .map(format -> each.path() + ": " + format)))
        .as("say String.format(Locale.ROOT, ...)")
        .isEmpty();
  }

  @Test
  void nothingIsPutOffWithoutAReason() {
    assertThat(Repository.java().stream().filter(each -> Literals.putsOff(each.text())))
        .as("do it now, or say in brackets why not")
        .isEmpty();
  }

  @Test
  void literalsAreFoundByTheirForm() {
    assertThat(Literals.causes("x = CauseId.of(\n  \"no-such-cause\");"))
        .containsExactly("no-such-cause");
    assertThat(Literals.metrics("counter(\"goodgate_requests_total\")"))
        .containsExactly("goodgate_requests_total");
    assertThat(Literals.catalogued("- id: a-b\n  title: \"- id: c\"\n- id: d"))
        .containsExactly("a-b", "d");
    assertThat(Literals.localised("String.format(\n \"%.2f\", x); \"a %d\".formatted(1)"))
        .containsExactly("%.2f", "a %d");
    assertThat(Literals.localised("String.format(ROOT, \"%d\", 1); \"%-9s\".formatted(a)"))
        .isEmpty();
    assertThat(Literals.putsOff("// " + "TO" + "DO later")).isTrue();
    assertThat(Literals.putsOff("// " + "TO" + "DO (needs Java 26)")).isFalse();
    assertThat(catalogue).hasSizeGreaterThan(100);
  }
}
