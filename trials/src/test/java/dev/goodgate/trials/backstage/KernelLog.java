package dev.goodgate.trials.backstage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the kernel says of memory kills, as it keeps it for everybody. */
final class KernelLog {
  private static final Pattern VICTIM = Pattern.compile("oom-kill:.*,pid=(\\d+),.*");
  private static final Pattern DEATH =
      Pattern.compile("(?:Killed process |oom_reaper: reaped process )(\\d+) ");

  private KernelLog() {}

  /** The lines about whoever was killed in this control group. */
  static List<String> memoryKills(String group) throws IOException {
    Process dmesg = new ProcessBuilder("dmesg").redirectErrorStream(true).start();
    List<String> all;
    try (var out = dmesg.getInputStream()) {
      all = new String(out.readAllBytes(), UTF_8).lines().toList();
    }
    Set<String> victims =
        all.stream()
            .filter(line -> line.contains(group))
            .flatMap(line -> VICTIM.matcher(line).results())
            .map(each -> each.group(1))
            .collect(Collectors.toSet());
    return all.stream()
        .filter(line -> line.contains("oom-kill:") ? line.contains(group) : names(line, victims))
        .toList();
  }

  private static boolean names(String line, Set<String> victims) {
    return DEATH.matcher(line).results().anyMatch(each -> victims.contains(each.group(1)));
  }
}
