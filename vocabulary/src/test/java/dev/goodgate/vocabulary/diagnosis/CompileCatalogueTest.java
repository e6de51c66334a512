package dev.goodgate.vocabulary.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the build's own program on a catalogue with many faults at once. */
class CompileCatalogueTest {
  private static final String CAUSES =
      """
      # A. first
      - id: one
        title: "One"
        domain: moon
        phase: select
        status: "502"
        rfc9209: null
        cluster: null
        neighbours: [two, nobody]
        looks_like: "It looks."
        told_apart_by: "It tells."
        colour: red
      - id: two
        title: 'Two'
        title: "Two"
          odd indentation
      """;
  private static final String REMEDIES =
      """
      - cause: one
        effort: hard
        who: "visitor"
        action: "Do."
        verify: "Done."
      - cause: one
        effort: easy
        who: "visitor"
        action: "Do."
        verify: "Done."
      - cause: three
        effort: easy
        who: "visitor"
        action: "Do."
        verify: "Done."
      """;

  @Test
  void tellsEveryFaultWithItsLineAndWritesNothing(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path causes = Files.writeString(folder.resolve("causes.yaml"), CAUSES);
    Path remedies = Files.writeString(folder.resolve("remedies.yaml"), REMEDIES);
    Process build =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "src/build/java/CompileCatalogue.java",
                causes.toString(),
                remedies.toString(),
                folder.resolve("out").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(build.exitValue()).as(said).isEqualTo(1);
    assertThat(said)
        .contains("causes.yaml:2: domain 'moon' is none of")
        .contains("causes.yaml:2: neighbour 'nobody' is not another cause")
        .contains("causes.yaml:12: unknown key colour")
        .contains("causes.yaml:14: expected a plain word, a double-quoted string")
        .contains("causes.yaml:15: title stands twice")
        .contains("causes.yaml:16: expected '- key: value'")
        .contains("causes.yaml:13: lacks domain")
        .contains("causes.yaml:13: two has 0 remedies")
        .contains("remedies.yaml:1: remedies of one are not easy first")
        .contains("remedies.yaml:11: no cause is called three");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
