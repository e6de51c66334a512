package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured where: figures of another machine are other figures. */
record Machine(
    LocalDate date, String processor, int cores, String kernel, Map<String, String> versions) {
  static Machine look(LocalDate date, List<Kind> kinds) throws IOException, Trouble {
    Map<String, String> versions = new LinkedHashMap<>();
    for (Kind each : kinds) {
      versions.put(each.title(), version(each.versionCommand()));
    }
    versions.put("commit", commit());
    versions.put("java", System.getProperty("java.vm.version"));
    return new Machine(
        date,
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        kernelVersion(),
        versions);
  }

  private static String processorName() throws IOException {
    return Files.readString(Path.of("/proc/cpuinfo"), ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String kernelVersion() {
    return System.getProperty("os.name") + " " + System.getProperty("os.version");
  }

  /** What was built: the version alone tells little between two releases. */
  private static String commit() {
    try {
      String said = said(List.of("git", "describe", "--always", "--dirty", "--exclude=*"));
      return said.matches("\\S+\\s*") ? said.strip() : "unknown";
    } catch (IOException noGit) {
      return "unknown";
    }
  }

  /** The first word of a version's first line that begins with a digit. */
  private static String version(List<String> command) throws IOException {
    for (String word : said(command).lines().findFirst().orElse("").split("[ /]")) {
      if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
        return word;
      }
    }
    return "unknown";
  }

  private static String said(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
