package dev.goodgate.lab.fault;

import static dev.goodgate.lab.fault.Wording.END;
import static dev.goodgate.lab.fault.Wording.TYPE;
import static dev.goodgate.lab.fault.Wording.head;
import static dev.goodgate.lab.fault.Wording.length;
import static dev.goodgate.lab.fault.Wording.send;

import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Script.Finish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Scripts whose answer goes wrong in its head. */
final class HeadScripts {
  private static final String BODY = "hello\n";

  private HeadScripts() {}

  static Script of(Fault.BrokenHead fault) {
    return switch (fault) {
      case Fault.StallsInHead() -> partHead(new Finish.Stall(true));
      case Fault.EndsInHead(End by) -> partHead(Script.finish(by));
    };
  }

  static Script of(Fault.WrongHead fault, Asked asked) {
    return switch (fault) {
      case Fault.HugeHead(long size) ->
          closing(head(200, "X-Huge: " + "h".repeat((int) size), length(BODY.length())) + BODY);
      case Fault.ManyFields(int count) -> closing(head("HTTP/1.1", 200, fields(count)) + BODY);
      case Fault.EndlessInterim(int count) -> {
        Script plain = SoundScripts.answer(Fault.Healthy.PLAIN, asked);
        yield new Script(
            List.of(
                Wording.READ_ALL,
                send(SoundScripts.interim(103).repeat(count)),
                plain.acts().getLast()),
            new Finish.Next(Optional.empty()));
      }
    };
  }

  private static Script partHead(Finish finish) {
    String part = "HTTP/1.1 200 OK" + END + TYPE + END + "X-Cut: he";
    return new Script(List.of(Wording.READ_ALL, send(part)), finish);
  }

  private static Script closing(String bytes) {
    return new Script(List.of(Wording.READ_ALL, send(bytes)), new Finish.Close());
  }

  private static List<String> fields(int count) {
    List<String> fields = new ArrayList<>(Collections.nCopies(count, "X-F: v"));
    fields.add(length(BODY.length()));
    return fields;
  }
}
