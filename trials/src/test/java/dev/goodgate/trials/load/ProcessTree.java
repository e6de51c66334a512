package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel has noted about a process with all its descendants. */
record ProcessTree(List<Long> ids) {
  /** Linux counts processor time for users in hundredths of a second on every machine. */
  static final long TICK_MICROS = 10_000;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int IDLE = 4;
  private static final int WAITING_FOR_DISK = 5;
  private static final int STOLEN = 8;

  static ProcessTree of(ProcessHandle root) {
    return new ProcessTree(
        Stream.concat(Stream.of(root), root.descendants()).map(ProcessHandle::pid).toList());
  }

  /** User and system time of all threads of all of them. */
  long processorMicros() {
    long ticks = 0;
    for (long id : ids) {
      String text = read(Path.of("/proc/" + id + "/stat"));
      if (!text.isEmpty()) {
        // The name in brackets may hold blanks, brackets as well: fields count from the last one.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        ticks += Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
      }
    }
    return ticks * TICK_MICROS;
  }

  /** Resident memory; pages that two of them share count twice. */
  long residentKib() {
    return ids.stream()
        .flatMap(id -> read(Path.of("/proc/" + id + "/status")).lines())
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  /** How long a core has been busy since the machine began, with whatever. */
  static long busyMicros(int core) {
    String name = "cpu" + core + " ";
    String[] fields =
        read(Path.of("/proc/stat"))
            .lines()
            .filter(line -> line.startsWith(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no core " + core))
            .split(" +");
    long ticks = 0;
    for (int i = 1; i <= STOLEN; i++) {
      ticks += i == IDLE || i == WAITING_FOR_DISK ? 0 : Long.parseLong(fields[i]);
    }
    return ticks * TICK_MICROS;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
