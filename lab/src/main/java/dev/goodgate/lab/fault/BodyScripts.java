package dev.goodgate.lab.fault;

import static dev.goodgate.lab.fault.Wording.CHUNKED;
import static dev.goodgate.lab.fault.Wording.END;
import static dev.goodgate.lab.fault.Wording.TYPE;
import static dev.goodgate.lab.fault.Wording.head;
import static dev.goodgate.lab.fault.Wording.length;
import static dev.goodgate.lab.fault.Wording.send;

import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Framing;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Finish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Scripts whose answer goes wrong in its body. */
final class BodyScripts {
  /** Long enough for a gateway to have passed on what came before. */
  private static final Act BREATH = new Act.Wait(Duration.ofMillis(50));

  private static final String BODY = "hello\n";

  private BodyScripts() {}

  static Script of(Fault.WrongBody fault, Asked asked) {
    return switch (fault) {
      case Fault.CutsBody(Framing framing, long sent, End by) ->
          new Script(
              List.of(Wording.READ_ALL, send(part(framing, sent)), BREATH), Script.finish(by));
      case Fault.StallsInBody(Framing framing, long sent) ->
          new Script(List.of(Wording.READ_ALL, send(part(framing, sent))), new Finish.Stall(true));
      case Fault.BadChunk(String bytes, long sent) -> badChunk(bytes, sent);
      case Fault.ExcessBody(long extra) ->
          new Script(
              List.of(
                  Wording.READ_ALL,
                  send(
                      head(200, "X-Origin: " + asked.origin(), TYPE, length(BODY.length()))
                          + BODY
                          + "x".repeat((int) extra))),
              new Finish.Next(Optional.empty()));
      case Fault.BodyOnBodyless(int status, long size) ->
          new Script(
              List.of(Wording.READ_ALL, send(head(status) + Wording.filler(size))),
              new Finish.Next(Optional.empty()));
      case Fault.HugeTrailers(long size) ->
          new Script(
              List.of(
                  Wording.READ_ALL,
                  send(head(200, TYPE, CHUNKED) + Wording.chunk(BODY) + "0" + END),
                  send("X-Huge: " + "h".repeat((int) size) + END + END)),
              new Finish.Close());
    };
  }

  /** Twice as much is promised as is sent, and one byte more. */
  private static String part(Framing framing, long sent) {
    String body = Wording.filler(sent);
    return switch (framing) {
      case LENGTH -> head(200, TYPE, length(2 * sent + 1)) + body;
      case CHUNKED -> head(200, TYPE, CHUNKED) + (sent == 0 ? "" : Wording.chunk(body));
      case CLOSE -> head(200, TYPE, "Connection: close") + body;
    };
  }

  private static Script badChunk(String bad, long sent) {
    String head = head(200, TYPE, CHUNKED);
    List<Act> acts =
        sent == 0
            ? List.of(Wording.READ_ALL, send(head + bad))
            : List.of(
                Wording.READ_ALL,
                send(head + Wording.chunk(Wording.filler(sent))),
                BREATH,
                send(bad));
    return new Script(acts, new Finish.Close());
  }
}
