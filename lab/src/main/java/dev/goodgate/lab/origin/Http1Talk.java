package dev.goodgate.lab.origin;

import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Script;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Finish;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads requests of HTTP/1 one after the other, and acts the script of each. */
final class Http1Talk implements Talk {
  private final Line line;
  private final RequestInput in;
  private final Heads heads;
  private final BiFunction<Integer, String, Asked> asked;
  private final Chooser chooser;
  private final Stage stage;

  /** Says which fault a request gets, and that it was read. */
  interface Chooser {
    Playlist.Chosen choose(Asked asked);
  }

  /** Reads the next head, as text of HTTP/1 whatever it came as; absent at the end. */
  interface Heads {
    Optional<String> next() throws IOException;
  }

  /** {@code asked} makes a request of its number on this connection and its head. */
  Http1Talk(Stage stage, Heads heads, BiFunction<Integer, String, Asked> asked, Chooser chooser) {
    this.line = stage.line();
    this.in = stage.in();
    this.heads = heads;
    this.stage = stage;
    this.asked = asked;
    this.chooser = chooser;
  }

  @Override
  public String hold() throws IOException, InterruptedException {
    Duration idle = Line.PATIENCE;
    for (int number = 1; ; number++) {
      line.patience(idle);
      Optional<String> head = heads.next();
      if (head.isEmpty()) {
        return "closed by the other side";
      }
      Asked request = asked.apply(number, head.get());
      Script script = chooser.choose(request).script(request);
      line.patience(Line.PATIENCE);
      for (Act act : script.acts()) {
        stage.perform(act, request);
      }
      if (!(script.finish() instanceof Finish.Next(Optional<Duration> limit))) {
        line.leave(script.finish(), in);
        return "done";
      }
      idle = limit.orElse(Line.PATIENCE);
    }
  }
}
