package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema, judged by a validator that knows nothing of the reader, agrees with the reader. */
class PlanSchemaTest {
  private static final Path FILE =
      Path.of(
          Objects.requireNonNull(System.getProperty("goodgate.root")), "docs", "plan.schema.json");

  /**
   * What no schema can say: these complaints of the reader are about more than how a word looks.
   */
  private static final String BEYOND =
      ".* (is out of range|has an impossible port .*|has an impossible host .*|cannot stand here"
          + "|cannot be the host of a request|holds no IPv6 number in its brackets"
          + "|has no (host|port)|needs brackets around its IPv6 number|has an unknown scheme"
          + "|has \\d+ bytes, .*|holds a control character|holds a name or password, .*)";

  private final JsonMapper json = JsonMapper.shared();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(PlanSchema.text());

  @Test
  void isWhatTheDocumentationHolds() throws IOException {
    if (Boolean.getBoolean("pages.fix")) {
      Files.writeString(FILE, PlanSchema.text());
    }
    assertThat(FILE)
        .as("rewrite it with ./mvnw verify -pl dialects -am -Dpages.fix=true")
        .hasContent(PlanSchema.text());
  }

  @Test
  void takesTheExamplesAsTheyAreWritten() {
    assertThat(schema.validate(yaml(ContractPlanTest.CONTRACT.replace("path: -,", "path: '-',"))))
        .isEmpty();
    assertThat(schema.validate(yaml(ConfigPage.EXAMPLE))).isEmpty();
    assertThat(schema.validate(yaml(Plans.SMALLEST))).isEmpty();
  }

  /** Every setting with every word: what the reader takes, the schema takes. */
  @Test
  void noWordIsTakenByTheReaderAndRefusedByTheSchema() {
    int both = 0;
    for (Setting<?> setting : Settings.ALL) {
      for (String word : words(setting)) {
        List<String> refusals = new ArrayList<>();
        Object value = setting.form().read(word, (message, e, n) -> refusals.add(message));
        boolean taken = value != null && !word.isBlank();
        boolean looksRight = schema.validate(planWith(setting, word)).isEmpty();
        if (taken) {
          both++;
          assertThat(looksRight).as("%s: %s", setting.path(), word).isTrue();
        } else if (looksRight) {
          assertThat(refusals)
              .as("%s: %s", setting.path(), word)
              .first()
              .asString()
              .matches(BEYOND);
        }
      }
    }
    assertThat(both).isGreaterThan(Settings.ALL.size() * 2);
  }

  /** A plan with one thing wrong in its structure: both refuse it, or both take it. */
  @Test
  void everyWoundInThePlansStructureIsSeenByBoth() {
    JsonNode whole = yaml(ContractPlanTest.CONTRACT.replace("path: -,", "path: '-',"));
    List<JsonNode> wounded = new ArrayList<>();
    wound(whole, whole, wounded);
    assertThat(wounded).hasSizeGreaterThan(150);
    int refused = 0;
    for (JsonNode plan : wounded) {
      String text = json.writeValueAsString(plan);
      Reading<Plan> reading = PlanReader.read("plan.yaml", text);
      boolean read = reading instanceof Reading.Understood;
      refused += read ? 0 : 1;
      assertThat(schema.validate(plan).isEmpty())
          .as("%s%n%s", reading.complaints(), text)
          .isEqualTo(read);
    }
    assertThat(refused).isBetween(100, wounded.size() - 20);
  }

  /** {@code at} is a part of {@code whole}, which is changed, copied and mended again. */
  private void wound(JsonNode whole, JsonNode at, List<JsonNode> wounded) {
    if (at instanceof ObjectNode object) {
      object.put("no-such-key", "x");
      wounded.add(whole.deepCopy());
      object.remove("no-such-key");
      for (String key : List.copyOf(object.propertyNames())) {
        JsonNode kept = object.get(key);
        if (!isNamed(key)) {
          object.remove(key);
          wounded.add(whole.deepCopy());
        }
        for (JsonNode other : others(kept)) {
          object.set(key, other);
          wounded.add(whole.deepCopy());
        }
        object.set(key, kept);
        wound(whole, kept, wounded);
      }
    } else if (at instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        wound(whole, array.get(i), wounded);
      }
    }
  }

  /** Without one of these another part of the plan would be wrong, which a schema cannot know. */
  private static boolean isNamed(String key) {
    return List.of("api", "web", "php", "fastcgi", "certificate", "key", "match").contains(key);
  }

  /** Of another kind than what is there. */
  private List<JsonNode> others(JsonNode kept) {
    List<JsonNode> others = new ArrayList<>();
    if (!kept.isObject()) {
      others.add(json.createObjectNode().put("a", "b"));
    }
    if (!kept.isArray()) {
      others.add(json.createArrayNode().add("a"));
    }
    if (kept.isContainer()) {
      others.add(json.getNodeFactory().stringNode("no such word"));
    }
    others.add(json.createArrayNode());
    return others;
  }

  private static List<String> words(Setting<?> setting) {
    List<String> words =
        new ArrayList<>(
            List.of("", " ", "0", "1", "-1", "3", "100000000000", "1.2", "3s", "250ms", "3 s"));
    words.addAll(List.of("25h", "64KiB", "64KB", "1GiB", "20%", "2.5%", "200%", "true", "off"));
    words.addAll(
        List.of("learned", "auto", "hash", "json", "-", "/", "/a b", "/a?b", "/a#b", "a/b"));
    words.addAll(List.of("x", "X-1", "1x", "*", "*.a.b", ".a", "a.", "127.0.0.1", "127.0.0.1:80"));
    words.addAll(List.of("127.0.0.1:99999", "300.0.0.1:80", ":80", "[::1]:80", "[::1]", "::1"));
    words.addAll(List.of("a:b", "http://a", "http://a/b", "gopher://a", "unix:/a", "unix:a"));
    words.addAll(List.of("https://a:1", "fastcgi+unix:/a/b", "u@a:1", "jdbc:postgresql://h/d"));
    words.addAll(List.of("\u0000", "a\nb", "é", "a".repeat(300), "unix:/" + "a".repeat(300)));
    if (setting.standard().isPresent()) {
      words.add(setting.otherwise());
    }
    return words;
  }

  /** The smallest plan that can hold the setting, with this word there. */
  private JsonNode planWith(Setting<?> setting, String word) {
    ObjectNode plan = (ObjectNode) yaml(Plans.SMALLEST);
    JsonNode at = plan;
    if (setting.path().matches("routes\\[]\\.(redirect|reply)\\..*")) {
      ((ObjectNode) plan.get("routes").get(0)).remove("upstream"); // instead of which they stand
    }
    if (setting.path().startsWith("upstreams.*.endpoints[].")) {
      ((ObjectNode) plan.get("upstreams").get("web")).remove("endpoints"); // those without mappings
    }
    String path = setting.path().replace(".*", ".web");
    String[] keys = path.split("\\.", -1);
    for (int i = 0; i < keys.length; i++) {
      String key = keys[i].replace("[]", "");
      ObjectNode object = (ObjectNode) at;
      boolean list = keys[i].endsWith("[]");
      if (i == keys.length - 1) {
        if (list) {
          object.set(key, json.createArrayNode().add(word));
        } else {
          object.put(key, word);
        }
      } else {
        JsonNode below = object.get(key);
        if (below == null) {
          below = list ? json.createArrayNode().add(sound(path)) : sound(path);
          object.set(key, below);
        }
        at = list ? below.get(0) : below;
      }
    }
    return plan;
  }

  /** A section with what it cannot be without. */
  private ObjectNode sound(String path) {
    ObjectNode section = json.createObjectNode();
    if (path.contains("listeners[].tls")) {
      section.put("certificate", "a").put("key", "b");
    } else if (path.contains(".endpoints[].")) {
      section.put("address", "a:1");
    } else if (path.contains(".limit.")) {
      section.put("concurrent", 1);
    } else if (path.contains(".fastcgi.")) {
      section.put("root", "/");
    } else if (path.contains(".redirect.")) {
      section.put("to", "/");
    }
    return section;
  }

  private JsonNode yaml(String text) {
    return json.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
  }
}
