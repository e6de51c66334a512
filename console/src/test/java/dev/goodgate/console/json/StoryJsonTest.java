package dev.goodgate.console.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.console.Sample;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StoryJsonTest {
  private final StoryJson json = new StoryJson(Catalogue.load());
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final Exchange exchange = Sample.refused("one", "/\u001b[31m\u202e\"");

  @Test
  void tellsEveryAttemptWithItsFacts() {
    JsonNode attempt = story().path("attempts").get(0);
    assertThat(attempt.path("endpoint").asString()).isEqualTo("127.0.0.1:3001");
    assertThat(attempt.path("beganMillis").asDouble()).isEqualTo(0.25);
    assertThat(attempt.path("connection").path("idleMillis").asDouble()).isEqualTo(4200.0);
    assertThat(attempt.path("timing").path("totalMillis").asDouble()).isEqualTo(1.235);
    assertThat(attempt.path("timing").path("firstByteMillis").isNull()).isTrue();
    assertThat(attempt.path("ending").path("phase").asString()).isEqualTo("connect");
    assertThat(attempt.path("ending").path("detail").path("name").asString())
        .isEqualTo("ECONNREFUSED");
  }

  @Test
  void theVerdictHasTheShapeOfTheContract() {
    JsonNode verdict = story().path("verdict");
    assertThat(verdict.path("verdict").asString()).isEqualTo("contested");
    assertThat(verdict.path("cause").asString()).isEqualTo("upstream-not-running");
    assertThat(verdict.path("domain").asString()).isEqualTo("upstream");
    assertThat(verdict.path("confidence").asDouble()).isEqualTo(0.62);
    assertThat(verdict.path("rivals").get(0).path("cause").asString()).isEqualTo("wrong-port");
    assertThat(verdict.path("evidence").get(1).path("source").path("line").asInt()).isEqualTo(11);
    assertThat(verdict.path("evidence").get(1).path("weighs").get(0).path("for").asBoolean())
        .isFalse();
    assertThat(verdict.path("remedies").get(0).path("where").path("file").asString())
        .isEqualTo("goodgate.yaml");
    assertThat(verdict.path("next").get(0).path("splits").size()).isEqualTo(2);
  }

  @Test
  void anOpenVerdictNamesNoCause() {
    Verdict open = new Verdict.Open(List.of(), "Not known.", List.of(), List.of());
    JsonNode verdict = mapper.readTree(json.verdict(Sample.given(exchange), open));
    assertThat(verdict.path("verdict").asString()).isEqualTo("open");
    assertThat(verdict.path("cause").isNull()).isTrue();
    assertThat(verdict.path("confidence").isNull()).isTrue();
  }

  @Test
  void controlCharactersLeaveItEscaped() {
    String text = json.story(exchange, Sample.given(exchange), Sample.contested());
    assertThat(text).contains("\\u001B[31m").doesNotContain("\u001b");
    assertThat(story().path("request").path("target").asString()).isEqualTo("/\u001b[31m\u202e\"");
  }

  private JsonNode story() {
    return mapper.readTree(json.story(exchange, Sample.given(exchange), Sample.contested()));
  }
}
