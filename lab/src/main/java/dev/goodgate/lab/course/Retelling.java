package dev.goodgate.lab.course;

import dev.goodgate.lab.course.Course.Move;
import dev.goodgate.lab.fault.Script;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.fault.Script.Finish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a script of HTTP/1 in moves, so that every fault written for HTTP/1 can be acted in other
 * languages. Used for one script.
 *
 * <p>How it works: what the script sends is read as a lenient client would read it. Framing and
 * hop-by-hop fields fall away, for the other language has its own; all else is kept, right or
 * wrong. What only HTTP/1 can get wrong has no move, and is told as an answer that says so. Bytes
 * that do not begin like HTTP stay as they are.
 */
final class Retelling {
  private static final String END = "\r\n";

  /** So often is repeated what has no end. */
  private static final int ENDLESS = 10_000;

  private enum Place {
    HEAD,
    BODY,
    CHUNK,
    TRAILERS,
    OVER,
    OTHER_LANGUAGE
  }

  private final boolean bodyless;
  private final List<Move> moves = new ArrayList<>();
  private final StringBuilder pending = new StringBuilder();
  private Place place = Place.HEAD;
  private Optional<Long> left = Optional.empty();
  private boolean senseless;

  private Retelling(boolean bodyless) {
    this.bodyless = bodyless;
  }

  /** Absent where the script does what only HTTP/1 can do. */
  static Optional<Course> of(Script script, boolean toHead) {
    Retelling retelling = new Retelling(toHead);
    for (Act act : script.acts()) {
      switch (act) {
        case Act.Send(String bytes) -> retelling.read(bytes);
        case Act.Wait(var span) -> retelling.moves.add(new Move.Wait(span));
        case Act.ReadBody(long limit) -> retelling.moves.add(new Move.ReadBody(limit));
        case Antic antic -> retelling.retell(antic);
      }
    }
    retelling.finish(script.finish());
    return retelling.senseless
        ? Optional.empty()
        : Optional.of(new Course(retelling.moves, script.finish()));
  }

  private void retell(Antic antic) {
    switch (antic) {
      case Antic.Drip(String bytes, int piece, Duration pause) -> {
        for (int at = 0; at < bytes.length(); at += piece) {
          pause(at == 0 ? Duration.ZERO : pause);
          read(bytes.substring(at, Math.min(bytes.length(), at + piece)));
        }
      }
      case Antic.Repeat(String piece, int times, Duration pause) -> {
        for (int count = 0; count < (times == 0 ? ENDLESS : Math.min(times, ENDLESS)); count++) {
          pause(pause);
          read(piece);
        }
      }
      case Antic.ReadSlowly(_, Duration pause) -> {
        pause(pause);
        moves.add(Course.READ_ALL);
      }
      case Antic.Work _, Antic.AwaitRunning _, Antic.HalfClose _, Antic.Urge _, Antic.Die _ -> {
        endWhere(place == Place.OVER);
        moves.add(new Move.Does(antic));
      }
      case Antic.Forward _ -> senseless = true;
    }
  }

  private void pause(Duration span) {
    if (span.isPositive()) {
      moves.add(new Move.Wait(span));
    }
  }

  private void read(String bytes) {
    pending.append(bytes);
    boolean more = !pending.isEmpty();
    while (more && !senseless) {
      more =
          switch (place) {
            case HEAD -> head();
            case BODY, OVER -> body();
            case CHUNK -> chunk();
            case TRAILERS -> trailers();
            case OTHER_LANGUAGE -> other();
          };
    }
  }

  private boolean other() {
    moves.add(new Move.Raw(take(pending.length()), 1));
    return false;
  }

  private boolean head() {
    String begin = "HTTP/1.";
    if (!pending.substring(0, Math.min(begin.length(), pending.length())).equals(begin)) {
      place = Place.OTHER_LANGUAGE;
      return true;
    }
    int end = pending.indexOf(END + END);
    if (end < 0) {
      return false;
    }
    Told told = Told.of(take(end + 4));
    if (told.status().matches("1\\d\\d") && !told.status().equals("101")) {
      moves.add(new Move.Interim(told.status(), told.fields()));
      return !pending.isEmpty();
    }
    moves.add(new Move.Head(told.status(), told.fields(), false));
    frame(told);
    return !pending.isEmpty();
  }

  private void frame(Told told) {
    boolean noBody = bodyless || told.status().matches("204|304");
    if (noBody || told.length().filter(length -> length == 0).isPresent()) {
      place = Place.OVER;
    } else if (told.chunked()) {
      place = Place.CHUNK;
    } else {
      place = Place.BODY;
      left = told.length();
    }
  }

  /** Also of what is sent although the body is over. */
  private boolean body() {
    String bytes = take(pending.length());
    moves.add(new Move.Body(bytes));
    left = left.map(length -> length - bytes.length());
    if (left.filter(length -> length <= 0).isPresent()) {
      place = Place.OVER;
    }
    return false;
  }

  private boolean chunk() {
    int line = pending.indexOf(END);
    if (line < 0) {
      return false;
    }
    if (!pending.substring(0, line).matches("[0-9a-f]{1,7}")) {
      senseless = true;
      return false;
    }
    int size = Integer.parseInt(pending.substring(0, line), 16);
    if (size == 0) {
      take(line + END.length());
      place = Place.TRAILERS;
      return true;
    }
    if (pending.length() < line + size + 2 * END.length()) {
      return false;
    }
    take(line + END.length());
    moves.add(new Move.Body(take(size)));
    take(END.length());
    return !pending.isEmpty();
  }

  private boolean trailers() {
    if (pending.indexOf(END) == 0) {
      take(END.length());
      place = Place.OVER;
      return !pending.isEmpty();
    }
    int end = pending.indexOf(END + END);
    if (end < 0) {
      return false;
    }
    moves.add(new Move.Trailers(Told.fields(take(end + 4)).toList()));
    place = Place.OVER;
    return !pending.isEmpty();
  }

  private void finish(Finish finish) {
    boolean inOrder = finish instanceof Finish.Next || finish instanceof Finish.Close;
    if (place == Place.HEAD && !pending.isEmpty()) {
      Told told = Told.of(pending.substring(0, pending.lastIndexOf(END) + END.length()));
      moves.add(new Move.HeadPart(told.status(), told.fields()));
    }
    endWhere(place == Place.OVER || (place == Place.BODY && left.isEmpty() && inOrder));
  }

  /** Trailers are an end themselves. */
  private void endWhere(boolean over) {
    boolean ended =
        moves.stream().anyMatch(move -> move instanceof Move.End || move instanceof Move.Trailers);
    if (over && !ended) {
      moves.add(new Move.End());
    }
  }

  private String take(int count) {
    String taken = pending.substring(0, count);
    pending.delete(0, count);
    return taken;
  }
}
