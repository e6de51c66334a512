package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class BannedCallsTest {
  /** The classes that hand out what others take as arguments, each with its reason. */
  private static final Map<String, String> ROOTS =
      Map.of(
          "dev.goodgate.app.Goodgate", "main: owns the streams, the clock, the exit code",
          "dev.goodgate.app.serve.Program", "puts a gateway together, with its clock, its chance",
          "dev.goodgate.app.serve.Running", "a second signal ends the process at once");

  @Test
  void nobodyButACompositionRootReachesForTimeChanceOrProcess() {
    List<String> wrong =
        ClassFiles.main().stream()
            .filter(each -> !ROOTS.containsKey(ClassFiles.written(each)))
            .flatMap(each -> complaints(each, Ban.EVERYWHERE).stream())
            .toList();

    assertThat(wrong).as("use what the message names instead").isEmpty();
  }

  @Test
  void everyCompositionRootStillExists() {
    Set<String> written = Set.copyOf(ClassFiles.main().stream().map(ClassFiles::written).toList());

    assertThat(written).as("take classes that are gone off the list").containsAll(ROOTS.keySet());
  }

  @Test
  void noTestSleepsOrAssumes() {
    List<String> wrong =
        ClassFiles.tests().stream()
            .filter(each -> !ClassFiles.written(each).equals(getClass().getName()))
            .flatMap(each -> complaints(each, Ban.IN_TESTS).stream())
            .toList();

    assertThat(wrong).as("use what the message names instead").isEmpty();
  }

  @Test
  void gatewayHoldsNoLock() {
    List<String> wrong =
        Repository.outlines().stream()
            .filter(each -> each.file().isMain() && each.file().module().equals("gateway"))
            .flatMap(Locks::in)
            .toList();

    assertThat(wrong)
        .as("hand immutable values over a bounded queue; an exchange belongs to one loop")
        .isEmpty();
  }

  @Test
  void aLockIsSeenHoweverItIsWritten() {
    String text =
        """
        import java.util.concurrent.locks.ReentrantLock;
        class A {
          synchronized void a() {}
          void b() { synchronized (this) { a(); } }
        }
        """;

    assertThat(Locks.in(Outline.of(new SourceFile("A.java", text)))).hasSize(3);
  }

  @Test
  void aBannedCallIsSeenAsCallReferenceOrField() {
    JavaClasses classes = new ClassFileImporter().importClasses(Sloppy.class, Careful.class);

    assertThat(complaints(classes.get(Sloppy.class), Ban.EVERYWHERE))
        .hasSize(5)
        .allSatisfy(each -> assertThat(each).contains("instead: "));
    assertThat(complaints(classes.get(Careful.class), Ban.EVERYWHERE)).isEmpty();
  }

  private static List<String> complaints(JavaClass type, List<Ban> bans) {
    return ClassFiles.touches(type)
        .flatMap(access ->
            bans.stream()
                .filter(ban -> ban.covers(access))
                .map(ban -> access.getDescription() + "; instead: " + ban.instead()))
        .distinct()
        .toList();
  }

  @SuppressWarnings("unused")
  private static final class Sloppy {
    final LongSupplier clock = System::nanoTime;
    final java.util.Random chance = new java.util.Random();

    void sleeps() throws InterruptedException {
      Thread.sleep(1);
    }

    void prints() {
      System.out.println("a".toLowerCase());
    }
  }

  @SuppressWarnings("unused")
  private static final class Careful {
    final java.util.Random chance = new java.util.Random(7);
    final String lower = "A".toLowerCase(java.util.Locale.ROOT);
  }
}
