package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CyclesTest {
  @Test
  void noPackageLeadsBackToItself() {
    assertThat(Cycles.in(packages()))
        .as("break the cycle: move a type down, or hand in what the lower one needs")
        .isEmpty();
  }

  @Test
  void aCycleOfThreeIsFoundOnce() {
    Map<String, Set<String>> seen =
        Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a"));

    assertThat(Cycles.in(seen)).containsExactly("a <-> b <-> c");
  }

  private static Map<String, Set<String>> packages() {
    Map<String, Set<String>> seen = new TreeMap<>();
    for (JavaClass type : ClassFiles.main()) {
      type.getDirectDependenciesFromSelf().stream()
          .map(each -> each.getTargetClass().getBaseComponentType().getPackageName())
          .filter(name -> name.startsWith(ClassFiles.HOUSE) && !name.equals(type.getPackageName()))
          .forEach(name ->
              seen.computeIfAbsent(type.getPackageName(), unused -> new TreeSet<>()).add(name));
    }
    return seen;
  }
}
