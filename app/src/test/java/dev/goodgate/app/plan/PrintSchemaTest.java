package dev.goodgate.app.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrintSchemaTest {
  @Test
  void printsOneJsonObjectThatKnowsTheKeysOfAPlan() {
    StringWriter out = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(out, true), false, 0);
    int code = PlanCommand.commandLine(terminal, InputStream.nullInputStream()).execute("schema");
    assertThat(code).isZero();
    JsonNode schema = JsonMapper.shared().readTree(out.toString());
    assertThat(schema.at("/properties/upstreams/additionalProperties/required/0").asString())
        .isEqualTo("endpoints");
    assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
  }
}
