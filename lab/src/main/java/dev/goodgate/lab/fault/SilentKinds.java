package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Stance;
import dev.goodgate.lab.menu.Menu.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Faults without a byte of an answer, be it that nobody is there. */
final class SilentKinds {
  private SilentKinds() {}

  static List<Kind<Fault>> unreachable() {
    return Stream.of(onConnection(), onPath()).flatMap(List::stream).toList();
  }

  private static List<Kind<Fault>> onConnection() {
    String group = "the connection";
    return List.of(
        standing("conn-refused", "nothing listens", Stance.REFUSING),
        standing(
            "accept-backlog-full",
            "listens, and its queue of new connections is full",
            Stance.FULL),
        standing(
            "upstream-fd-exhausted",
            "listens, and takes no connection from its queue",
            Stance.UNTAKEN),
        new Kind<>(
            group,
            "accepts-and-closes",
            "closes each connection as soon as it is there",
            with -> new Fault.EndsOnAccept(End.CLOSE)),
        new Kind<>(
            group,
            "reset-on-accept",
            "resets each connection as soon as it is there",
            with -> new Fault.EndsOnAccept(End.RESET)));
  }

  private static List<Kind<Fault>> onPath() {
    return List.of(
        standing("unix-socket-missing", "no such path", Stance.MISSING),
        standing("unix-socket-is-file", "the path is that of a plain file", Stance.PLAIN_FILE),
        standing("unix-socket-is-folder", "the path is that of a folder", Stance.FOLDER),
        standing("unix-socket-stale", "the socket is there, nobody listens", Stance.STALE),
        standing(
            "unix-socket-permission",
            "the socket may not be written to, except by root",
            Stance.FILE_FORBIDDEN),
        standing(
            "unix-folder-permission",
            "the folder of the socket may not be entered, except by root",
            Stance.FOLDER_FORBIDDEN),
        standing(
            "unix-socket-backlog-full",
            "its queue of new connections is full, which is told at once",
            Stance.FULL));
  }

  private static Kind<Fault> standing(String name, String description, Stance stance) {
    String group = name.startsWith("unix") ? "the unix-domain socket" : "the connection";
    return new Kind<>(group, name, description, with -> new Fault.Stands(stance));
  }

  static List<Kind<Fault>> noAnswer() {
    String group = "no answer";
    return List.of(
        new Kind<>(
            group,
            "reset-before-response",
            "reads the request, then resets",
            with -> new Fault.EndsBeforeResponse(End.RESET)),
        new Kind<>(
            group,
            "eof-before-response",
            "reads the request, then closes",
            with -> new Fault.EndsBeforeResponse(End.CLOSE)),
        new Kind<>(
            group,
            "first-byte-timeout",
            "reads the request, then says nothing",
            with -> new Fault.StallsBeforeHead()),
        new Kind<>(
            group,
            "keepalive-race",
            "ends the connection just as it is used again",
            with ->
                new Fault.KeepAliveRace(with.number("answered", 1), with.choice("by", End.CLOSE))),
        new Kind<>(
            group,
            "request-write-timeout",
            "never reads the body of a request",
            with -> new Fault.NeverReadsBody()),
        new Kind<>(
            group,
            "early-close-during-body",
            "leaves while the request is being sent",
            with ->
                new Fault.EndsDuringRequest(with.size("after", "1"), with.choice("by", End.RESET))),
        new Kind<>(
            group,
            "request-too-large-upstream",
            "answers 413 while the request is being sent, then closes",
            with ->
                new Fault.AnswersEarly(with.number("status", 413), with.flag("patient", true))));
  }
}
