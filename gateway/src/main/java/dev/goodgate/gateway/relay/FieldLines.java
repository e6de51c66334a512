package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Field;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.report.Slip;
import dev.goodgate.vocabulary.plan.FieldEdits;
import dev.goodgate.vocabulary.plan.Template;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is changed in the fields of heads: which are dropped while the others are copied, and which
 * lines come behind them. Made once for a loop; using it allocates nothing.
 */
final class FieldLines {
  private final byte[][] dropped;
  private final long lengths;
  private final boolean ofDate;
  private final List<Line> lines;

  /** One field more. */
  private record Line(String name, Phrase phrase) {}

  private FieldLines(FieldEdits edits) {
    dropped =
        Stream.concat(edits.set().keySet().stream(), edits.remove().stream())
            .map(name -> name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    long seen = 0;
    for (byte[] name : dropped) {
      seen |= 1L << name.length;
    }
    lengths = seen;
    ofDate =
        Stream.of(edits.set().keySet(), edits.add().keySet(), edits.remove())
            .flatMap(Collection::stream)
            .anyMatch("date"::equalsIgnoreCase);
    List<Line> all = new ArrayList<>();
    Stream.of(edits.set(), edits.add())
        .flatMap(each -> each.entrySet().stream())
        .forEach(each -> all.add(line(each)));
    lines = List.copyOf(all);
  }

  /** Null where nothing is changed. */
  static @Nullable FieldLines of(FieldEdits edits) {
    return edits.isNone() ? null : new FieldLines(edits);
  }

  private static Line line(Map.Entry<String, Template> field) {
    return new Line(field.getKey(), new Phrase(field.getKey() + ": ", field.getValue(), "\r\n"));
  }

  /** Whether the plan has its own mind about the Date of replies. */
  boolean areOfDate() {
    return ofDate;
  }

  /** Lookalikes too: what a plan says in a field, nobody else is to say. */
  boolean drops(Head head, int index) {
    Fields fields = head.fields();
    int length = fields.nameEnd(index) - fields.lineStart(index);
    if ((lengths & 1L << length) == 0) { // a shift counts modulo 64: a long name is looked at too
      return false;
    }
    for (byte[] name : dropped) {
      if (Field.areAlike(head.bytes(), fields.lineStart(index), fields.nameEnd(index), name)) {
        return true;
      }
    }
    return false;
  }

  /** Each line with its end. */
  void write(HeadWriter to, @Nullable MemorySegment texts, Slip slip) {
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).phrase().write(to, texts, slip);
    }
  }

  /** The same for a head that the gateway words itself: what it has said stands. */
  void writeBeside(String head, HeadWriter to, @Nullable MemorySegment texts, Slip slip) {
    String said = head.toLowerCase(Locale.ROOT);
    for (Line line : lines) {
      if (!said.contains("\r\n" + line.name().toLowerCase(Locale.ROOT) + ":")) {
        line.phrase().write(to, texts, slip);
      }
    }
  }
}
