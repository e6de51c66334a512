package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamesTest {
  private final Words words = Words.read(Repository.text("docs/vocabulary.md"));

  @Test
  void publicTypesSpeakTheVocabulary() {
    List<String> wrong =
        publicTypes().flatMap(each -> words.complaint(each.getSimpleName()).stream()).toList();

    assertThat(wrong).as("rename it, or plead for it in docs/vocabulary.md").isEmpty();
  }

  @Test
  void accessorsOfTheVocabularySpeakIt() {
    List<String> wrong =
        publicTypes()
            .filter(each -> ClassFiles.module(each.getName()).equals("vocabulary"))
            .flatMap(each -> each.getMethods().stream())
            .filter(NamesTest::isAccessor)
            .map(each -> each.getOwner().getSimpleName() + "." + each.getName())
            .distinct()
            .flatMap(each -> words.complaint(each).stream())
            .toList();

    assertThat(wrong).as("rename it, or plead for it in docs/vocabulary.md").isEmpty();
  }

  @Test
  void everyPleadedNameStillExists() {
    Set<String> types =
        ClassFiles.main().stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());

    assertThat(words.allowed().stream().filter(each -> !each.contains(".")))
        .as("take names that are gone out of docs/vocabulary.md")
        .isSubsetOf(types);
  }

  @Test
  void noClassIsCalledSomethingEmpty() {
    List<String> wrong =
        Repository.outlines().stream()
            .flatMap(each -> each.types().stream())
            .map(Outline.Type::name)
            .filter(name -> !words.allowed().contains(name))
            .filter(name -> Words.split(name).stream().anyMatch(Words.EMPTY::contains))
            .toList();

    assertThat(wrong).as("name the class for how it does what it does").isEmpty();
  }

  @Test
  void retiredWordsAreFoundInsideNames() {
    assertThat(words.complaint("UpstreamServer")).hasValueSatisfying(says("Endpoint"));
    assertThat(words.complaint("VirtualHostTable")).isPresent();
    assertThat(words.complaint("Attempt.error")).hasValueSatisfying(says("Failure"));
    assertThat(words.complaint("Exchange.attempts")).isEmpty();
    assertThat(words.complaint("Observer")).isEmpty();
    assertThat(Words.split("HTTPParser")).containsExactly("http", "parser");
  }

  private static java.util.function.Consumer<String> says(String word) {
    return message -> assertThat(message).endsWith("say " + word);
  }

  private static Stream<JavaClass> publicTypes() {
    return ClassFiles.main().stream().filter(NamesTest::isPublic);
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
        && type.getEnclosingClass().map(NamesTest::isPublic).orElse(true);
  }

  private static boolean isAccessor(JavaMethod method) {
    return method.getModifiers().contains(JavaModifier.PUBLIC)
        && !method.getModifiers().contains(JavaModifier.STATIC)
        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
        && method.getParameters().isEmpty();
  }
}
