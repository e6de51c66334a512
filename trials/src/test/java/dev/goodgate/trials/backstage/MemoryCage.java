package dev.goodgate.trials.backstage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A control group that may have so much memory: the kernel kills what takes more. Needs root and a
 * memory controller of either version.
 */
final class MemoryCage implements AutoCloseable {
  private static final Path FIRST = Path.of("/sys/fs/cgroup/memory");
  private static final Path SECOND = Path.of("/sys/fs/cgroup");

  private final Path group;

  MemoryCage(String name, long bytes) throws IOException {
    boolean first = Files.isDirectory(FIRST);
    group = (first ? FIRST : SECOND).resolve("trial-" + ProcessHandle.current().pid() + "-" + name);
    Files.createDirectory(group);
    set(first ? "memory.limit_in_bytes" : "memory.max", bytes);
    Path swap = group.resolve(first ? "memory.memsw.limit_in_bytes" : "memory.swap.max");
    if (Files.exists(swap)) {
      set(swap.getFileName().toString(), first ? bytes : 0);
    }
  }

  /** As the kernel's log calls it. */
  String name() {
    return String.valueOf(group.getFileName());
  }

  /** What is to be run so that the program begins its life in here. */
  List<String> around(List<String> command) {
    List<String> shell = List.of("sh", "-c", "echo $$ > \"$0\" && exec \"$@\"");
    return Stream.of(shell, List.of(group + "/cgroup.procs"), command)
        .flatMap(List::stream)
        .toList();
  }

  /** Nobody may be in it any more. */
  @Override
  public void close() throws IOException {
    Files.delete(group);
  }

  private void set(String file, long value) throws IOException {
    Files.writeString(group.resolve(file), Long.toString(value));
  }
}
