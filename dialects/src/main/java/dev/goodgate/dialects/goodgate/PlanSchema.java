package dev.goodgate.dialects.goodgate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema of a plan, for editors and for checks before ours: grown from the same settings
 * as the reader, so that it refuses nothing that the reader takes. What it cannot say (that a
 * duration is out of range, that an upstream is missing) is left to {@code plan validate}.
 *
 * <p>A schema sees values as YAML types them, the reader as they were written. Where one word is
 * both, such as {@code 1.2} or {@code true}, the schema takes both.
 */
public final class PlanSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private PlanSchema() {}

  /** As JSON, made to be read. */
  public static String text() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", DIALECT);
    root.put("title", "Goodgate plan");
    root.putAll(of(Shape.ofPlan(), ""));
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static Map<String, Object> of(Shape shape, String path) {
    Map<String, Object> schema = new LinkedHashMap<>();
    Settings.SECTIONS.stream()
        .filter(section -> section.path().equals(path))
        .forEach(section -> schema.put("description", section.meaning()));
    schema.putAll(
        switch (shape) {
          case Shape.Leaf(Setting<?> setting) -> leaf(setting);
          case Shape.Items(Shape item) ->
              ordered("type", "array", "minItems", 1, "items", of(item, path + "[]"));
          case Shape.Named(Shape each) -> named(each, path);
          case Shape.Keys keys -> keys(keys, path);
        });
    return schema;
  }

  private static Map<String, Object> named(Shape each, String path) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("minProperties", 1);
    schema.put("propertyNames", matching(UpstreamSettings.NAME));
    schema.put("additionalProperties", of(each, path + ".*"));
    return schema;
  }

  private static Map<String, Object> keys(Shape.Keys keys, String path) {
    Map<String, Object> properties = new LinkedHashMap<>();
    keys.byKey()
        .forEach((key, below) ->
            properties.put(key, of(below, path.isEmpty() ? key : path + "." + key)));
    Map<String, Object> schema = new LinkedHashMap<>();
    // A section without a word below it is one where all is left as it is.
    schema.put("type", keys.required().isEmpty() ? List.of("object", "null") : "object");
    schema.put("properties", properties);
    schema.put("required", List.copyOf(keys.required()));
    schema.put("additionalProperties", false);
    if (path.equals(RouteSettings.PATH)) {
      schema.put(
          "oneOf",
          RouteSettings.ACTIONS.stream()
              .map(action -> Map.of("required", List.of(action)))
              .toList());
    }
    Shape.Leaf word = keys.word();
    return word == null ? schema : Map.of("anyOf", List.of(schema, leaf(word.setting())));
  }

  private static Map<String, Object> leaf(Setting<?> setting) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", setting.meaning() + " Expected: " + setting.form().expected() + ".");
    if (setting.standard().isPresent()) {
      schema.put("default", setting.otherwise());
    }
    schema.putAll(look(setting.form().look()));
    return schema;
  }

  private static Map<String, Object> look(Look look) {
    return switch (look) {
      case Look.Matching(String pattern) -> matching(pattern);
      case Look.Whole(long min, long max) ->
          Map.of(
              "anyOf",
              List.of(
                  ordered("type", "integer", "minimum", min, "maximum", max),
                  matching("-?\\d{1,18}")));
      case Look.OneOf(List<String> words) -> Map.of("enum", asYamlTypesThem(words));
      case Look.Either(Look one, Look other) -> Map.of("anyOf", List.of(look(one), look(other)));
    };
  }

  private static Map<String, Object> matching(String pattern) {
    return ordered("type", "string", "pattern", "^(?:" + pattern + ")$");
  }

  private static List<Object> asYamlTypesThem(List<String> words) {
    List<Object> all = new ArrayList<>(words);
    for (String word : words) {
      if (word.equals("true") || word.equals("false")) {
        all.add(Boolean.valueOf(word));
      } else if (word.matches("\\d{1,9}")) {
        all.add(Integer.valueOf(word));
      } else if (word.matches("\\d+\\.\\d+")) {
        all.add(Double.valueOf(word));
      }
    }
    return all;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
