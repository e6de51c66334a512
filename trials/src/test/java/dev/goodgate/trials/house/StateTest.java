package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final Pattern MUTABLE =
      Pattern.compile(
          "java\\.util\\.(concurrent\\..*|\\w*(HashMap|HashSet|TreeMap|TreeSet|ArrayList|LinkedList"
              + "|Deque|Vector|Hashtable|Random)|BitSet|Properties)"
              + "|java\\.lang\\.(StringBuilder|StringBuffer|Thread|ThreadLocal)");

  @Test
  void noClassKeepsStateForAll() {
    assertThat(ClassFiles.main().stream().flatMap(StateTest::shared).toList())
        .as("make it a field of an object that its composition root creates")
        .isEmpty();
  }

  @Test
  void aStaticFieldThatCanChangeIsSeen() {
    var classes = new ClassFileImporter().importClasses(Sloppy.class, Careful.class);

    assertThat(shared(classes.get(Sloppy.class))).hasSize(2);
    assertThat(shared(classes.get(Careful.class))).isEmpty();
  }

  private static Stream<String> shared(JavaClass type) {
    return type.getFields().stream()
        .filter(each -> each.getModifiers().contains(JavaModifier.STATIC))
        .filter(each -> !each.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(StateTest::canChange)
        .map(JavaField::getFullName);
  }

  private static boolean canChange(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.FINAL)
        || MUTABLE.matcher(field.getRawType().getName()).matches();
  }

  @SuppressWarnings({"unused", "NonFinalStaticField"})
  private static final class Sloppy {
    static int count;
    static final ArrayList<String> SEEN = new ArrayList<>();
  }

  @SuppressWarnings("unused")
  private static final class Careful {
    static final List<String> NAMES = List.of("a");
    static final int LIMIT = 3;
    int count;
  }
}
