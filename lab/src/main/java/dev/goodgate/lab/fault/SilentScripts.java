package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Stance;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Finish;
import java.util.List;

/** Scripts without an answer, or with one that comes too early. */
final class SilentScripts {
  private SilentScripts() {}

  /** A stance is acted by listening or not; a connection that comes all the same is dropped. */
  static Script of(Fault.OnConnection fault) {
    return switch (fault) {
      case Fault.Stands(Stance stance) ->
          new Script(List.of(), stance.listens() ? new Finish.Stall(false) : new Finish.Drop());
      case Fault.SpeaksFirst(String bytes) -> after(Wording.send(bytes), new Finish.Close());
      case Fault.ComesUpLate _ -> new Script(List.of(), new Finish.Drop());
      case Fault.EndsOnAccept(End by) -> new Script(List.of(), Script.finish(by));
    };
  }

  static Script of(Fault.NoAnswer fault, Asked asked) {
    return switch (fault) {
      case Fault.EndsBeforeResponse(End by) -> after(Wording.READ_ALL, Script.finish(by));
      case Fault.StallsBeforeHead() -> after(Wording.READ_ALL, new Finish.Stall(true));
      case Fault.KeepAliveRace(int answered, End by) ->
          asked.number() <= answered
              ? SoundScripts.answer(Fault.Healthy.PLAIN, asked)
              : new Script(List.of(), Script.finish(by));
      case Fault.NeverReadsBody() -> new Script(List.of(), new Finish.Stall(false));
      case Fault.EndsDuringRequest(long bytes, End by) ->
          after(new Act.ReadBody(bytes), by == End.RESET ? new Finish.Reset() : new Finish.Drop());
      case Fault.AnswersEarly(int status, boolean patient) ->
          after(
              Wording.send(Wording.head(status, Wording.length(0), "Connection: close")),
              patient ? new Finish.Close() : new Finish.Drop());
    };
  }

  private static Script after(Act act, Finish finish) {
    return new Script(List.of(act), finish);
  }
}
