package dev.goodgate.app.explain;

import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells an answer to a program: exactly one JSON object. */
final class AnswerJson {
  private final PrintWriter out;

  AnswerJson(PrintWriter out) {
    this.out = out;
  }

  void tell(Answer answer) {
    Map<String, @Nullable Object> told =
        switch (answer) {
          case Answer.Everything(List<Cause> causes) -> object("causes", causes(causes));
          case Answer.One one -> object("cause", full(one.cause()));
          case Answer.Status(StatusNote note) -> object("status", full(note));
          case Answer.Several several ->
              object("query", several.query(), "causes", causes(several.causes()));
          case Answer.Nothing nothing ->
              object(
                  "query", nothing.query(),
                  "causes", List.of(),
                  "nearest", ids(nothing.nearest()),
                  "statuses", nothing.statuses());
        };
    out.println(
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(told));
  }

  private static List<Map<String, @Nullable Object>> causes(List<Cause> causes) {
    return causes.stream()
        .map(cause ->
            object(
                "id", cause.id().value(),
                "title", cause.title(),
                "section", cause.section(),
                "domain", cause.domain().id(),
                "phase", cause.phase().id()))
        .toList();
  }

  private static Map<String, @Nullable Object> full(Cause cause) {
    return object(
        "id", cause.id().value(),
        "title", cause.title(),
        "section", cause.section(),
        "domain", cause.domain().id(),
        "phase", cause.phase().id(),
        "status", cause.answer().id(),
        "rfc9209", cause.rfc9209().orElse(null),
        "trace", cause.trace().orElse(null),
        "manifestation", cause.manifestation(),
        "looksLike", cause.looksLike(),
        "toldApartBy", cause.toldApartBy(),
        "neighbours", ids(cause.neighbours()),
        "remedies", cause.remedies().stream().map(AnswerJson::full).toList());
  }

  private static Map<String, @Nullable Object> full(Remedy remedy) {
    return object(
        "effort", remedy.effort().id(),
        "who", remedy.who(),
        "action", remedy.action(),
        "verify", remedy.verify());
  }

  private static Map<String, @Nullable Object> full(StatusNote note) {
    return object(
        "code", note.code(),
        "name", note.name(),
        "from", note.from(),
        "short", note.shortly(),
        "means", note.means(),
        "doesNotMean", note.not(),
        "relatives", note.relatives(),
        "causes",
            note.causes().stream()
                .map(each -> object("cause", each.cause().value(), "clause", each.clause()))
                .toList(),
        "visitor", note.first().visitor(),
        "developer", note.first().developer(),
        "operator", note.first().operator(),
        "searchEngines", note.search());
  }

  private static List<String> ids(List<CauseId> ids) {
    return ids.stream().map(CauseId::value).toList();
  }

  /** Keys and values in turn, kept in order. */
  private static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return object;
  }
}
