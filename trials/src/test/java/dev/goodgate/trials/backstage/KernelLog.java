package dev.goodgate.trials.backstage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What the kernel says of memory kills, as it keeps it for everybody. */
final class KernelLog {
  private KernelLog() {}

  /** The lines that name one of these processes. */
  static List<String> memoryKills(Set<Long> processes) throws IOException {
    Process dmesg = new ProcessBuilder("dmesg").redirectErrorStream(true).start();
    String all;
    try (var out = dmesg.getInputStream()) {
      all = new String(out.readAllBytes(), UTF_8);
    }
    return all.lines().filter(line -> tellsOf(line, processes)).toList();
  }

  private static boolean tellsOf(String line, Set<Long> processes) {
    boolean kill =
        line.contains("oom-kill:")
            || line.contains("Killed process")
            || line.contains("oom_reaper:");
    return kill
        && processes.stream().anyMatch(pid -> line.matches(".*(pid=|[Pp]rocess )" + pid + "\\b.*"));
  }
}
