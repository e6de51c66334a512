package dev.goodgate.app.explain;

import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import java.util.List;

/** What was found for the words a person typed. */
sealed interface Answer {
  /** Nothing was typed: all there is. */
  record Everything(List<Cause> causes) implements Answer {}

  /** One cause; {@code catalogue} knows its neighbours. */
  record One(Cause cause, Catalogue catalogue) implements Answer {}

  record Status(StatusNote note) implements Answer {}

  /** Several causes, best first. */
  record Several(String query, List<Cause> causes) implements Answer {}

  /** Nothing fits; the nearest ids, and the known statuses where a number was typed. */
  record Nothing(String query, List<CauseId> nearest, List<String> statuses) implements Answer {}
}
