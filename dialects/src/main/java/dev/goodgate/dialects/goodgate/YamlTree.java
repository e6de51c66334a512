package dev.goodgate.dialects.goodgate;

import dev.goodgate.dialects.goodgate.Written.Entry;
import dev.goodgate.dialects.goodgate.Written.Mapping;
import dev.goodgate.dialects.goodgate.Written.Sequence;
import dev.goodgate.dialects.goodgate.Written.Word;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Turns YAML into what was written. Built from the parser's events and not from its node graph, so
 * that depth and number are bounded before anything grows with them, and so that anchors, aliases
 * and tags, which a plan does not need and a hostile file would use, never reach anything. The only
 * class that knows the library, and the one place where its exceptions become complaints.
 */
final class YamlTree {
  private static final int DEEPEST = 16;
  private static final int MOST_EVENTS = 100_000;

  private final LoneDash dash;
  private final Complaints complaints;
  private final Iterator<Event> events;

  private YamlTree(List<Event> events, LoneDash dash, Complaints complaints) {
    this.dash = dash;
    this.complaints = complaints;
    this.events = events.iterator();
  }

  /** Empty where nothing was written, or where it could not be understood: then that was told. */
  static Optional<Written> read(SourceText source, String text, Complaints complaints) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(text.length() + 1).build();
    LoneDash dash = new LoneDash(text);
    try {
      List<Event> events = bounded(new Parse(settings).parseString(dash.hide(text)), complaints);
      return complaints.anyError()
          ? Optional.empty()
          : new YamlTree(events, dash, complaints).document();
    } catch (MarkedYamlEngineException refused) {
      Spot spot =
          refused.getProblemMark().or(refused::getContextMark).map(YamlTree::at).orElse(Spot.START);
      String advice = YamlAdvice.on(source.line(spot.line()));
      complaints.error(spot, "this is not YAML: " + said(refused), advice);
    } catch (ReaderException refused) {
      complaints.error(
          source.spotOf(refused.getPosition()),
          Shown.quoted(Character.toString(refused.getCodePoint())) + " cannot stand in YAML",
          "printable text");
    } catch (YamlEngineException refused) {
      String why = Objects.requireNonNullElse(refused.getMessage(), "unreadable");
      complaints.error(Spot.START, "this is not YAML: " + Shown.all(why), "YAML 1.2");
    }
    return Optional.empty();
  }

  private static List<Event> bounded(Iterable<Event> parsed, Complaints complaints) {
    List<Event> events = new ArrayList<>();
    int depth = 0;
    int documents = 0;
    for (Event event : parsed) {
      events.add(event);
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        case DocumentStart -> documents++;
        default -> {}
      }
      if (depth > DEEPEST) {
        complaints.error(spot(event), "nested too deeply", "at most " + DEEPEST + " levels");
        return events;
      }
      if (events.size() > MOST_EVENTS) {
        complaints.error(spot(event), "too much for one plan", MOST_EVENTS + " words at most");
        return events;
      }
      if (documents > 1) {
        complaints.error(spot(event), "a second document begins", "one plan in one file");
        return events;
      }
    }
    return events;
  }

  private Optional<Written> document() {
    while (events.hasNext()) {
      if (events.next().getEventId() == Event.ID.DocumentStart) {
        return Optional.of(written(events.next()));
      }
    }
    return Optional.empty();
  }

  private Written written(Event event) {
    refuseTricks(event);
    return switch (event) {
      case SequenceStartEvent start -> sequence(spot(start));
      case MappingStartEvent start -> mapping(spot(start));
      case ScalarEvent scalar ->
          new Word(dash.show(scalar.getValue()), scalar.isPlain(), spot(scalar));
      // an alias: told about above, and nothing else stands where a value stands
      default -> new Word("", true, spot(event));
    };
  }

  private Written sequence(Spot start) {
    List<Written> items = new ArrayList<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
      items.add(written(e));
    }
    return new Sequence(items, start);
  }

  private Written mapping(Spot start) {
    List<Entry> entries = new ArrayList<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
      Written key = written(e);
      Written value = written(events.next());
      if (key instanceof Word word) {
        entries.add(new Entry(word, value));
      } else {
        complaints.error(key.spot(), key.kind() + " stands where a key should", "a word");
      }
    }
    return new Mapping(entries, start);
  }

  private void refuseTricks(Event event) {
    if (event instanceof AliasEvent alias) {
      String name = Shown.quoted("*" + alias.getAlias());
      complaints.error(
          spot(event),
          name + " without quotes is a YAML alias, which a plan does not use",
          "it in quotes, or the value itself");
    } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      complaints.error(spot(event), "a YAML anchor, which a plan does not use", "only the value");
    }
    if (tag(event).isPresent()) {
      complaints.error(
          spot(event),
          "the YAML tag " + Shown.quoted(tag(event).get()) + ", which a plan does not use",
          "only the value; a text that begins with ! stands in quotes");
    }
  }

  private static Optional<String> tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent start -> start.getTag();
      default -> Optional.empty();
    };
  }

  private static String said(MarkedYamlEngineException refused) {
    String context = refused.getContext() == null ? "" : refused.getContext() + ": ";
    return Shown.all(context + refused.getProblem()).replaceAll("\\s+", " ").strip();
  }

  private static Spot spot(Event event) {
    Spot start = event.getStartMark().map(YamlTree::at).orElse(Spot.START);
    return event
        .getEndMark()
        .filter(end -> end.getLine() + 1 == start.line())
        .map(end -> new Spot(start.line(), start.column(), end.getColumn() + 1 - start.column()))
        .orElse(start);
  }

  private static Spot at(Mark mark) {
    return new Spot(mark.getLine() + 1, mark.getColumn() + 1, 1);
  }
}
