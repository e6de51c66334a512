package dev.goodgate.app.explain;

import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides what a person meant: a status, a cause, or a search. */
final class Lookup {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final int MOST_SUGGESTIONS = 4;

  private final Catalogue catalogue;

  Lookup(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Answer answer(String words) {
    String query = words.strip().toLowerCase(Locale.ROOT);
    if (query.isEmpty()) {
      return new Answer.Everything(catalogue.all());
    }
    Optional<Cause> exact =
        catalogue.all().stream().filter(cause -> cause.id().value().equals(query)).findFirst();
    return exact.map(this::one).orElseGet(() -> statusOrSearch(query));
  }

  private Answer statusOrSearch(String query) {
    StatusNotes notes = StatusNotes.load();
    Optional<StatusNote> note = notes.find(query);
    if (note.isPresent()) {
      return new Answer.Status(note.get());
    }
    return NUMBER.matcher(query).matches()
        ? new Answer.Nothing(query, List.of(), notes.codes())
        : search(query);
  }

  private Answer search(String query) {
    List<Cause> found = catalogue.search(query);
    return switch (found.size()) {
      case 0 -> {
        List<CauseId> nearest = catalogue.nearest(query, MOST_SUGGESTIONS);
        yield new Answer.Nothing(query, nearest, List.of());
      }
      case 1 -> one(found.getFirst());
      default -> new Answer.Several(query, found);
    };
  }

  private Answer one(Cause cause) {
    return new Answer.One(cause, catalogue);
  }
}
