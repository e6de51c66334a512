package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.FieldEdits;
import dev.goodgate.vocabulary.plan.HeaderEdits;
import dev.goodgate.vocabulary.plan.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The settings that change header fields: for the whole plan, and for one route. */
record EditSettings(String path, String where, Way request, Way reply) {
  /** One direction. */
  record Way(String path, Setting<Template> set, Setting<Template> add, Setting<String> remove) {
    private static Way under(String path, String where) {
      return new Way(
          path,
          Setting.optional(
              path + ".set.*",
              Templates.value(),
              "none",
              "What the field of this name says " + where + ", in place of what is there."),
          Setting.optional(
              path + ".add.*",
              Templates.value(),
              "none",
              "What one more field of this name says " + where + "."),
          Setting.optional(
              path + ".remove[]",
              Texts.matching("the name of a field such as `Server`", UpstreamSettings.NAME),
              "none",
              "A field that is not passed on " + where + "."));
    }

    private FieldEdits read(Values.Scope scope) {
      return new FieldEdits(
          templates(scope, "set", set),
          templates(scope, "add", add),
          scope.all(remove).stream().map(Values.Found::value).toList());
    }

    private Map<String, Template> templates(
        Values.Scope scope, String key, Setting<Template> setting) {
      Map<String, Template> found = new LinkedHashMap<>();
      scope.named(below(key)).forEach((name, each) -> found.put(name, each.get(setting)));
      return found;
    }

    /** The key of a list or mapping of names, as seen from the plan or its route. */
    String below(String key) {
      return path.replaceFirst("^routes\\[]\\.", "") + "." + key;
    }
  }

  static EditSettings under(String path, String where) {
    return new EditSettings(
        path,
        where,
        Way.under(path + ".request", "in requests " + where),
        Way.under(path + ".reply", "in replies " + where));
  }

  List<Section> sections() {
    return List.of(
        new Section(path, false, "Header fields that are changed " + where + "."),
        new Section(request.path, false, "On the way to an endpoint."),
        new Section(request.path + ".set", false, "By the names of fields."),
        new Section(request.path + ".add", false, "By the names of fields."),
        new Section(
            reply.path,
            false,
            "On the way to the client. What is set or added comes into the gateway's own replies"
                + " too, unless they say that field themselves."),
        new Section(reply.path + ".set", false, "By the names of fields."),
        new Section(reply.path + ".add", false, "By the names of fields."));
  }

  List<Setting<?>> all() {
    return Stream.of(request, reply)
        .<Setting<?>>flatMap(way -> Stream.of(way.set, way.add, way.remove))
        .toList();
  }

  /** What was written in the plan or in a route. */
  HeaderEdits read(Values.Scope scope) {
    return new HeaderEdits(request.read(scope), reply.read(scope));
  }
}
