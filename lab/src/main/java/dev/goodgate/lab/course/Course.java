package dev.goodgate.lab.course;

import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.http2.Field;
import java.time.Duration;
import java.util.List;

/**
 * What an endpoint does with one request, in a language other than HTTP/1, where heads and bodies
 * are told apart by the language itself. Pure: whoever acts it decides nothing.
 */
public record Course(List<Move> moves, Finish finish) {
  /** One thing done. Bytes are text, one character a byte. */
  public sealed interface Move {
    /** Exactly these bytes, so many times, whatever the language and its windows allow. */
    record Raw(String bytes, int times) implements Move {}

    record Wait(Duration span) implements Move {}

    /** Done by the origin rather than said. */
    record Does(Antic antic) implements Move {}

    /** Reads what is left of the request's body, at most this much. */
    record ReadBody(long limit) implements Move {}

    /** An interim reply. */
    record Interim(String status, List<Field> fields) implements Move {}

    /** {@code last}: nothing follows. */
    record Head(String status, List<Field> fields, boolean last) implements Move {}

    /** A head that is begun and not ended. */
    record HeadPart(String status, List<Field> fields) implements Move {}

    record Body(String bytes) implements Move {}

    /** They end the answer. */
    record Trailers(List<Field> fields) implements Move {}

    /** The answer is whole. */
    record End() implements Move {}
  }

  static final Move READ_ALL = new Move.ReadBody(Long.MAX_VALUE);

  public Course {
    moves = List.copyOf(moves);
  }

  static Move raw(String bytes) {
    return new Move.Raw(bytes, 1);
  }

  /** Whether the answer comes to its end. */
  public boolean whole() {
    return moves.stream()
        .anyMatch(move ->
            move instanceof Move.End
                || move instanceof Move.Trailers
                || (move instanceof Move.Head(_, _, boolean last) && last));
  }
}
