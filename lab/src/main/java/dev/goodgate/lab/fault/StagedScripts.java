package dev.goodgate.lab.fault;

import static dev.goodgate.lab.fault.Wording.READ_ALL;
import static dev.goodgate.lab.fault.Wording.TYPE;
import static dev.goodgate.lab.fault.Wording.head;
import static dev.goodgate.lab.fault.Wording.length;
import static dev.goodgate.lab.fault.Wording.send;

import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Healthy;
import dev.goodgate.lab.fault.Fault.Then;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.fault.Script.Finish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Scripts in which more is done than bytes sent. */
final class StagedScripts {
  private static final String PREFACE = "PROXY ";

  private StagedScripts() {}

  static Script of(Fault.Staged fault, Asked asked) {
    return switch (fault) {
      case Fault.AcceptsLate _ -> well(asked);
      case Fault.EndsLate(Duration after, End by) ->
          new Script(List.of(READ_ALL, new Act.Wait(after)), Script.finish(by));
      case Fault.Crashes(int answered, Duration refusing, Duration closing) ->
          asked.turn() != answered + 1L
              ? well(asked)
              : new Script(List.of(READ_ALL, new Antic.Die(refusing, closing)), new Finish.Drop());
      case Fault.Busy(int workers, Duration work) ->
          well(asked, READ_ALL, new Antic.Work(workers, work));
      case Fault.Pauses(Duration every, Duration pause) ->
          well(asked, READ_ALL, new Antic.AwaitRunning(every, pause));
      case Fault.ReadsSlowly(int piece, Duration pause) ->
          well(asked, new Antic.ReadSlowly(piece, pause));
      case Fault.AnswersExpectation(int status, Then then) -> expectation(asked, status, then);
      case Fault.Forwards(int port) ->
          new Script(List.of(new Antic.Forward("127.0.0.1", port)), new Finish.Drop());
      case Fault.Redirects(int status) -> redirect(asked, status);
      case Fault.ClosesAfter(int requests, boolean announced) ->
          asked.number() < requests ? well(asked) : lastOf(asked, announced);
      case Fault.WantsPreface(Then otherwise) -> preface(asked, otherwise);
      case Fault.SendsUrgently() -> well(asked, READ_ALL, new Antic.Urge('!'));
      case Fault.Upgrades(boolean rightly, String bytes, Then then) ->
          upgrade(asked, rightly, bytes, then);
      case Fault.Repeats(String first, String piece, int times, Duration pause, String last) ->
          new Script(
              List.of(READ_ALL, send(first), new Antic.Repeat(piece, times, pause), send(last)),
              new Finish.Close());
      case Fault.Says(String bytes, Then then) -> then.after(List.of(READ_ALL, send(bytes)));
    };
  }

  /** The usual answer, after other acts than the usual reading. */
  private static Script well(Asked asked, Act... before) {
    Script plain = SoundScripts.answer(Healthy.PLAIN, asked);
    if (before.length == 0) {
      return plain;
    }
    List<Act> acts = new ArrayList<>(Arrays.asList(before));
    acts.addAll(plain.acts().subList(1, plain.acts().size()));
    return new Script(acts, plain.finish());
  }

  /** Status 0: not a word to one who waits for 100, who has to go on unasked. */
  private static Script expectation(Asked asked, int status, Then then) {
    if (asked.field("expect").isEmpty()) {
      return well(asked);
    }
    return status == 0
        ? then.after(List.of())
        : then.after(List.of(send(head(status, length(0), "Connection: close"))));
  }

  private static Script redirect(Asked asked, int status) {
    String host = asked.field("host").orElse("localhost");
    String answer = head(status, "Location: http://" + host + asked.target(), length(0));
    return new Script(List.of(READ_ALL, send(answer)), new Finish.Next(Optional.empty()));
  }

  private static Script lastOf(Asked asked, boolean announced) {
    if (!announced) {
      return new Script(well(asked).acts(), new Finish.Drop());
    }
    String body = "The last on this connection.\n";
    String answer = head(200, TYPE, length(body.length()), "Connection: close") + body;
    return new Script(List.of(READ_ALL, send(answer)), new Finish.Close());
  }

  private static Script preface(Asked asked, Then otherwise) {
    String head = asked.head();
    if (head.toUpperCase(Locale.ROOT).startsWith(PREFACE) || asked.number() > 1) {
      String request = asked.number() > 1 ? head : head.substring(head.indexOf('\n') + 1);
      return well(
          new Asked(asked.origin(), asked.connection(), asked.number(), request, asked.turn()));
    }
    return otherwise.after(List.of());
  }

  /** One who did not ask for another protocol is answered well. */
  private static Script upgrade(Asked asked, boolean rightly, String bytes, Then then) {
    Optional<String> to = asked.field("upgrade");
    if (to.isEmpty()) {
      return well(asked);
    }
    String key = asked.field("sec-websocket-key").orElse("");
    String accept = rightly ? WebSocket.accept(key) : "d3Jvbmc=";
    return then.after(
        List.of(
            READ_ALL,
            send(
                head(
                        101,
                        "Connection: Upgrade",
                        "Upgrade: " + to.get(),
                        "Sec-WebSocket-Accept: " + accept)
                    + bytes)));
  }
}
