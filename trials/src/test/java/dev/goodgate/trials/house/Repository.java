package dev.goodgate.trials.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The files that are written by hand. What a build makes is not among them. */
final class Repository {
  static final Path ROOT = Path.of(System.getProperty("goodgate.root", "..")).normalize();

  private Repository() {}

  static List<SourceFile> java() {
    return Java.FILES;
  }

  static List<SourceFile> mainJava() {
    return Java.FILES.stream().filter(SourceFile::isMain).toList();
  }

  static List<SourceFile> testJava() {
    return Java.FILES.stream().filter(SourceFile::isTest).toList();
  }

  static List<Outline> outlines() {
    return Outlines.ALL;
  }

  static List<SourceFile> markdown() {
    return read(ROOT, ".md");
  }

  static String text(String path) {
    return text(ROOT.resolve(path));
  }

  /** The folders of the reactor, whether they hold Java or not. */
  static List<Path> modules() {
    try (var children = Files.list(ROOT)) {
      return children.filter(each -> Files.exists(each.resolve("pom.xml"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SourceFile> read(Path top, String suffix) {
    List<SourceFile> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
              String name = folder.getFileName().toString();
              boolean skipped = !folder.equals(top) && (name.startsWith(".") || isMade(folder));
              return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
              if (file.toString().endsWith(suffix)) {
                String path = ROOT.relativize(file).toString().replace('\\', '/');
                found.add(new SourceFile(path, text(file)));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(found);
  }

  private static boolean isMade(Path folder) {
    return folder.endsWith("target") && Files.exists(folder.resolveSibling("pom.xml"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Read once for all rules. */
  private static final class Java {
    static final List<SourceFile> FILES =
        modules().stream().flatMap(each -> read(each, ".java").stream()).toList();
  }

  private static final class Outlines {
    static final List<Outline> ALL = Java.FILES.parallelStream().map(Outline::of).toList();
  }
}
