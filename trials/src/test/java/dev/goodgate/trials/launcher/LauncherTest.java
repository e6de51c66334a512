package dev.goodgate.trials.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.trials.launcher.ScriptedCheckout.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir private Path folder;
  private ScriptedCheckout checkout;

  @BeforeEach
  void layOutACheckout() throws IOException {
    checkout = new ScriptedCheckout(folder);
  }

  @Test
  void takesTheJavaItIsToldFirst() throws Exception {
    checkout.set("JAVA_HOME", checkout.jdk("home25", "25.0.3"));
    checkout.set("GOODGATE_JAVA", checkout.jdk("told", "26").resolve("bin/java"));

    assertThat(checkout.start().out()).startsWith("told ");
  }

  @Test
  void looksAtHomesThenPathThenUsualPlaces() throws Exception {
    checkout.jdk("jvm/usual", "25.0.3");
    assertThat(checkout.start().out()).startsWith("jvm/usual ");

    checkout.putOnPath(checkout.jdk("path", "25").resolve("bin"));
    assertThat(checkout.start().out()).startsWith("path ");

    checkout.set("JAVA25_HOME", checkout.jdk("home25", "25.0.3"));
    assertThat(checkout.start().out()).startsWith("home25 ");

    checkout.set("JAVA_HOME", checkout.jdk("home", "25.0.1"));
    assertThat(checkout.start().out()).startsWith("home ");
  }

  @Test
  void followsALinkOnThePathToItsJdk() throws Exception {
    Path java = checkout.jdk("real", "25.0.3").resolve("bin/java");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), java);
    checkout.putOnPath(bin);

    assertThat(checkout.start().out()).startsWith("real ");
  }

  @Test
  void passesOverHomesThatAreBrokenOrOldOrHaveNoCompiler() throws Exception {
    checkout.set("JAVA_HOME", folder.resolve("gone"));
    checkout.set("JAVA25_HOME", checkout.jdk("old", "17.0.12"));
    checkout.jdk("jvm/a-very-old", "1.8.0_402");
    Files.delete(checkout.jdk("jvm/b-runtime", "25.0.3").resolve("bin/javac"));
    checkout.jdk("jvm/c-whole", "25.0.3");

    assertThat(checkout.start().out()).startsWith("jvm/c-whole ");
  }

  @Test
  void saysInOneSentenceWhatItFoundWhenNothingIsNewEnough() throws Exception {
    checkout.set("JAVA_HOME", checkout.jdk("old", "17.0.12"));

    Said said = checkout.start("explain", "502");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines())
        .singleElement()
        .asString()
        .startsWith("goodgate: needs JDK 25 or newer and found Java 17 in " + folder)
        .contains("install one")
        .endsWith(".");
    assertThat(checkout.builds()).isZero();
  }

  @Test
  void saysSoWhenThereIsNoJavaAtAll() throws Exception {
    assertThat(checkout.start().err()).contains("found no JDK;");
  }

  @Test
  void refusesAToldJavaThatIsTooOldRatherThanTakingAnother() throws Exception {
    checkout.jdk("jvm/good", "25.0.3");
    checkout.set("GOODGATE_JAVA", checkout.jdk("old", "21.0.2").resolve("bin/java"));

    Said said = checkout.start();

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("which is Java 21; it has to be 25 or newer.");
  }

  @Test
  void buildsOnlyWhenSourcesHaveChanged() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");

    assertThat(checkout.start().err()).isEqualTo("goodgate: building\n");
    assertThat(checkout.start().err()).isEmpty();
    assertThat(checkout.builds()).isEqualTo(1);

    ScriptedCheckout.write(checkout.source("B.java"), "class B {}");
    checkout.start();
    assertThat(checkout.builds()).as("after a new file").isEqualTo(2);

    ScriptedCheckout.write(checkout.source("B.java"), "class B { int b; }");
    checkout.start();
    assertThat(checkout.builds()).as("after a changed file").isEqualTo(3);

    Files.delete(checkout.source("B.java"));
    checkout.start();
    assertThat(checkout.builds()).as("after a deleted file").isEqualTo(4);
  }

  @Test
  void doesNotBuildForATestOrAnEditorsLeftovers() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    checkout.start();

    ScriptedCheckout.write(checkout.source("../../test/java/ATest.java"), "class ATest {}");
    ScriptedCheckout.write(checkout.source(".A.java.swp"), "");
    ScriptedCheckout.write(checkout.source("A.java~"), "");

    assertThat(checkout.start().err()).isEmpty();
  }

  @Test
  void showsTheErrorsOfAFailedBuildThenTriesAgain() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    checkout.buildsWith("echo '[INFO] a'; echo '[ERROR] A.java:1 no'; exit 1");

    Said said = checkout.start();

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains("[ERROR] A.java:1 no").doesNotContain("[INFO]");
    checkout.buildsWith("mkdir -p app/target/goodgate/lib; echo > app/target/goodgate/lib/a.jar");
    assertThat(checkout.start().code()).isZero();
  }

  @Test
  void buildsOnceForTwoFirstStartsAtTheSameTime() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    checkout.buildsWith(
        "sleep 1; mkdir -p app/target/goodgate/lib; echo > app/target/goodgate/lib/a.jar");

    List<Process> both =
        List.of(
            checkout.begin(checkout.launcher(), folder),
            checkout.begin(checkout.launcher(), folder));

    for (Process each : both) {
      assertThat(ScriptedCheckout.end(each).code()).isZero();
    }
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  @Timeout(30)
  void aStartThatIsStoppedStopsItsBuild() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    Path started = folder.resolve("started");
    new ProcessBuilder("mkfifo", started.toString()).start().waitFor();
    checkout.buildsWith("echo $$ > '" + started + "'; exec sleep 60");

    Process start = checkout.begin(checkout.launcher(), folder);
    long builder = Long.parseLong(Files.readString(started).strip());
    start.toHandle().destroy();

    assertThat(ScriptedCheckout.end(start).code()).isEqualTo(143);
    ProcessHandle.of(builder).ifPresent(each -> each.onExit().join());
    assertThat(Files.isSymbolicLink(lock())).isFalse();
  }

  @Test
  void takesOverTheLockOfABuilderThatDied() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(lock().getParent());
    Files.createSymbolicLink(lock(), Path.of(Long.toString(dead.pid())));

    assertThat(checkout.start().code()).isZero();
    assertThat(Files.isSymbolicLink(lock())).isFalse();
  }

  @Test
  void startsThroughALinkFromAnyFolderWithEveryArgumentWhole() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path link =
        Files.createSymbolicLink(elsewhere.resolve("gg"), Path.of("../a checkout/goodgate"));

    Said said = ScriptedCheckout.end(checkout.begin(link, elsewhere, "explain", "two words", "*"));

    assertThat(said.out()).endsWith("dev.goodgate.app.Goodgate\nexplain\ntwo words\n*\n");
  }

  @Test
  void becomesJavaSoThatSignalsArrive() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    checkout.start();

    Said said = checkout.start("serve");

    assertThat(said.out()).startsWith("jvm/a " + said.pid() + "\n");
  }

  @Test
  void optionsSuitTheCommandThenComeTheUsers() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    checkout.set("GOODGATE_OPTS", "-Done=1 -Dtwo=2");

    assertThat(checkout.start("explain").out())
        .contains("-XX:TieredStopAtLevel=1\n")
        .contains("-Done=1\n-Dtwo=2\n");
    assertThat(checkout.start("serve").out()).doesNotContain("-XX:TieredStopAtLevel");
  }

  @Test
  void tellsTheProgramHowItWasCalledSoThatCommandsCanBeCopied() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");

    assertThat(checkout.start("demo").out()).containsPattern("called /.*/goodgate\n");
  }

  @Test
  void librariesAreThoseOfTheBuildUnlessTheUserHasOthers() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    checkout.buildsWith(
        "mkdir -p app/target/goodgate/lib; cd app/target/goodgate/lib; echo > a.jar; echo > a.so");

    Said said = checkout.start("serve");

    assertThat(Path.of(classPath(said)).resolve("a.so")).exists();
    assertThat(said.out()).contains("-Djava.library.path=" + classPath(said) + "\n");

    checkout.set("GOODGATE_OPTS", "-Djava.library.path=/theirs");

    assertThat(checkout.start("serve").out().lines().filter(each -> each.contains("library.path")))
        .last()
        .isEqualTo("-Djava.library.path=/theirs");
  }

  @Test
  void aCollectorOfTheUserReplacesOurs() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    assertThat(checkout.start("serve").out()).contains("-XX:+UseSerialGC");

    checkout.set("GOODGATE_OPTS", "-Xmx1g -XX:+UseZGC");

    assertThat(checkout.start("serve").out()).contains("-XX:+UseZGC").doesNotContain("Serial");
  }

  @Test
  void aRunningProgramKeepsItsClassesWhileANewBuildComes() throws Exception {
    checkout.jdk("jvm/a", "25.0.3");
    String before = classPath(checkout.start());
    ScriptedCheckout.write(checkout.source("B.java"), "class B {}");

    String after = classPath(checkout.start());

    assertThat(after).isNotEqualTo(before);
    assertThat(Path.of(before).resolve("a.jar")).exists();
  }

  private Path lock() {
    return checkout.launcher().resolveSibling("target/goodgate/lock");
  }

  private static String classPath(Said said) {
    List<String> lines = said.out().lines().toList();
    return lines.get(lines.indexOf("-cp") + 1).replaceFirst("/\\*$", "");
  }
}
