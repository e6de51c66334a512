package dev.goodgate.trials.house;

import java.util.List;

/** One text file of the repository; {@code path} is relative to its root, with slashes. */
record SourceFile(String path, String text) {
  boolean isMain() {
    return path.contains("/src/main/java/");
  }

  boolean isTest() {
    return path.contains("/src/test/java/");
  }

  /** The module that holds it: the first folder of its path. */
  String module() {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }

  String folder() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  List<String> lines() {
    return text.lines().toList();
  }
}
