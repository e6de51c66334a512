package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.End;
import java.util.List;
import java.util.stream.Stream;

/** Faults without a byte of an answer. */
final class SilentKinds {
  private SilentKinds() {}

  static List<Kind> all() {
    return Stream.of(onConnection(), noAnswer()).flatMap(List::stream).toList();
  }

  private static List<Kind> onConnection() {
    String group = "the connection";
    return List.of(
        new Kind(group, "conn-refused", "nothing listens on the port", with -> new Fault.Refuses()),
        new Kind(
            group,
            "accept-backlog-full",
            "listens, and its queue of new connections is full",
            with -> new Fault.NeverAccepts()),
        new Kind(
            group,
            "accepts-and-closes",
            "closes each connection as soon as it is there",
            with -> new Fault.EndsOnAccept(End.CLOSE)),
        new Kind(
            group,
            "reset-on-accept",
            "resets each connection as soon as it is there",
            with -> new Fault.EndsOnAccept(End.RESET)));
  }

  private static List<Kind> noAnswer() {
    String group = "no answer";
    return List.of(
        new Kind(
            group,
            "reset-before-response",
            "reads the request, then resets",
            with -> new Fault.EndsBeforeResponse(End.RESET)),
        new Kind(
            group,
            "eof-before-response",
            "reads the request, then closes",
            with -> new Fault.EndsBeforeResponse(End.CLOSE)),
        new Kind(
            group,
            "first-byte-timeout",
            "reads the request, then says nothing",
            with -> new Fault.StallsBeforeHead()),
        new Kind(
            group,
            "keepalive-race",
            "ends the connection just as it is used again",
            with ->
                new Fault.KeepAliveRace(with.number("answered", 1), with.choice("by", End.CLOSE))),
        new Kind(
            group,
            "request-write-timeout",
            "never reads the body of a request",
            with -> new Fault.NeverReadsBody()),
        new Kind(
            group,
            "early-close-during-body",
            "leaves while the request is being sent",
            with ->
                new Fault.EndsDuringRequest(with.size("after", "1"), with.choice("by", End.RESET))),
        new Kind(
            group,
            "request-too-large-upstream",
            "answers 413 while the request is being sent, then closes",
            with ->
                new Fault.AnswersEarly(with.number("status", 413), with.flag("patient", true))));
  }
}
