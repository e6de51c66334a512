package dev.goodgate.trials.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A made-up machine: a checkout with the real launcher and a build that only says that it ran, JDKs
 * that only say who they are.
 */
final class ScriptedCheckout {
  /** What the launcher calls, and nothing else: no java among it. */
  private static final List<String> TOOLS =
      List.of(
          "find",
          "cksum",
          "cat",
          "sed",
          "readlink",
          "mkdir",
          "cp",
          "date",
          "ln",
          "rm",
          "mv",
          "sleep",
          "grep",
          "head");

  private final Path folder;
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  ScriptedCheckout(Path folder) throws IOException {
    this.folder = folder;
    root = Files.createDirectories(folder.resolve("a checkout"));
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
    }
    environment.put("PATH", tools.toString());
    environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    environment.put("GOODGATE_JDK_FOLDERS", folder.resolve("jvm").toString());
    Path launcher = Path.of(System.getProperty("goodgate.root", "..")).resolve("goodgate");
    Files.copy(launcher, launcher(), StandardCopyOption.COPY_ATTRIBUTES);
    write(root.resolve("pom.xml"), "<project/>");
    write(root.resolve("app/pom.xml"), "<project/>");
    write(source("A.java"), "class A {}");
    write(root.resolve(".mvn/jvm.config"), "");
    buildsWith("mkdir -p app/target/goodgate/lib && echo jar > app/target/goodgate/lib/a.jar");
  }

  /** What one start said. */
  record Said(int code, String out, String err, long pid) {}

  Path launcher() {
    return root.resolve("goodgate");
  }

  Path source(String name) {
    return root.resolve("app/src/main/java").resolve(name);
  }

  /** Scripts the build; every run of it leaves a line behind. */
  void buildsWith(String script) throws IOException {
    executable(root.resolve("mvnw"), "#!/bin/sh\necho build >> builds\n" + script + "\n");
  }

  long builds() throws IOException {
    Path builds = root.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  /** A JDK whose java tells its name, its process, how it was called, its options. */
  Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    String says =
        "#!/bin/sh\necho \""
            + name
            + " $$\"\necho \"called $GOODGATE_CALLED\"\n"
            + "for each; do echo \"$each\"; done\n";
    executable(home.resolve("bin/java"), says);
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    write(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
    return home;
  }

  void set(String variable, Object value) {
    environment.put(variable, value.toString());
  }

  void putOnPath(Path bin) {
    environment.merge("PATH", bin.toString(), (path, more) -> more + ":" + path);
  }

  Said start(String... arguments) throws IOException, InterruptedException {
    return end(begin(launcher(), folder, arguments));
  }

  Process begin(Path launcher, Path from, String... arguments) throws IOException {
    String[] command =
        Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toArray(String[]::new);
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  static Said end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the launcher hangs: " + out + err);
    }
    return new Said(process.exitValue(), out, err, process.pid());
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  static void executable(Path file, String text) throws IOException {
    write(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  private static Path find(String tool) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin")
        .map(each -> Path.of(each, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + tool + " on this machine"));
  }
}
