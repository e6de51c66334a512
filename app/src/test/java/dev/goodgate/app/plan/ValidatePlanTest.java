package dev.goodgate.app.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValidatePlanTest {
  private static final String GOOD =
      """
      listeners: [ { address: "127.0.0.1:0" } ]
      routes: [ { upstream: web } ]
      upstreams: { web: { endpoints: ["127.0.0.1:3001"] } }
      """;
  private static final String BAD = GOOD + "limts: {}\n";
  private static final String DOUBTFUL = GOOD + "admin: { address: \"0.0.0.0:9502\" }\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void endsWithZeroForAGoodPlan(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), GOOD);
    assertThat(validate("", false, file.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(file + ": valid, with 1 listener, 1 route, 1 upstream" + System.lineSeparator());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void endsWithOneForErrorsAndShowsThem() {
    assertThat(validate(BAD, false, "-")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            """
            standard input:4:1: error: unknown key `limts` in a plan
                4 | limts: {}
                  | ^^^^^
            """)
        .contains("did you mean `limits`?")
        .contains("standard input: 1 error");
  }

  @Test
  void endsWithOneForWarningsToo() {
    assertThat(validate(DOUBTFUL, false, "-")).isEqualTo(1);
    assertThat(out.toString()).contains("4:19: warning: the admin address", "; 1 warning");
  }

  @Test
  void endsWithTwoForWrongUse() {
    assertThat(validate("", false, "--jsn", "-")).isEqualTo(2);
  }

  @Test
  void endsWithThreeForAFileThatCannotBeRead() {
    assertThat(validate("", false, "no\u001bthing.yaml")).isEqualTo(3);
    assertThat(err.toString()).contains("there is no such file").doesNotContain("\u001b");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void printsOneJsonObjectAndNothingElse() {
    assertThat(validate(BAD, false, "--json", "-")).isEqualTo(1);
    JsonNode object = JsonMapper.shared().readTree(out.toString());
    assertThat(object.get("valid").asBoolean()).isFalse();
    assertThat(object.get("errors").asInt()).isEqualTo(1);
    JsonNode complaint = object.get("complaints").get(0);
    assertThat(complaint.get("severity").asString()).isEqualTo("error");
    assertThat(complaint.get("line").asInt()).isEqualTo(4);
    assertThat(complaint.get("column").asInt()).isEqualTo(1);
    assertThat(complaint.get("nearest").asString()).isEqualTo("limits");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void printsJsonAlsoWhereTheFileCannotBeRead() {
    assertThat(validate("", false, "--json", "nothing.yaml")).isEqualTo(3);
    JsonNode object = JsonMapper.shared().readTree(out.toString());
    assertThat(object.get("valid").isNull()).isTrue();
    assertThat(object.get("unread").asString()).isEqualTo("there is no such file");
  }

  @Test
  void coloursOnlyOnATerminal() {
    validate(BAD, true, "-");
    assertThat(out.toString()).contains("\u001b[1m", "\u001b[36m");
    out.getBuffer().setLength(0);
    validate(BAD, false, "-");
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  private int validate(String input, boolean coloured, String... args) {
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), coloured, 0);
    String[] whole = new String[args.length + 1];
    whole[0] = "validate";
    System.arraycopy(args, 0, whole, 1, args.length);
    return PlanCommand.commandLine(terminal, new ByteArrayInputStream(input.getBytes(UTF_8)))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .execute(whole);
  }
}
