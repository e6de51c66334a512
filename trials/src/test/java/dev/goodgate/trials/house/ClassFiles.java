package dev.goodgate.trials.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled classes of all modules, those that ship apart from those that test. */
final class ClassFiles {
  static final String HOUSE = "dev.goodgate.";

  private ClassFiles() {}

  static JavaClasses main() {
    return Main.CLASSES;
  }

  static JavaClasses tests() {
    return Tests.CLASSES;
  }

  /** The module a class belongs to, read off its package. */
  static String module(String className) {
    return className.substring(HOUSE.length()).replaceFirst("\\..*", "");
  }

  /** The top-level class that {@code type} was written in. */
  static String written(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }

  /** Everything a class touches: calls, references to methods, fields. */
  static Stream<? extends JavaAccess<?>> touches(JavaClass type) {
    return type.getAccessesFromSelf().stream();
  }

  private static JavaClasses read(String folder) {
    List<Path> folders =
        Repository.modules().stream()
            .map(each -> each.resolve("target").resolve(folder))
            .filter(Files::isDirectory)
            .toList();
    Set<String> written =
        Repository.java().stream().map(ClassFiles::written).collect(Collectors.toSet());
    return new ClassFileImporter()
        .importPaths(folders)
        .that(describe("still written", each -> written.contains(written(each))));
  }

  /** The class a source file is for; an old build may have left others. */
  private static String written(SourceFile file) {
    return file.path()
        .replaceFirst(".*/src/(main|test)/java/", "")
        .replaceFirst("\\.java$", "")
        .replace('/', '.');
  }

  private static final class Main {
    static final JavaClasses CLASSES = read("classes");
  }

  private static final class Tests {
    static final JavaClasses CLASSES = read("test-classes");
  }
}
