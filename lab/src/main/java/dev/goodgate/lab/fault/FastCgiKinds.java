package dev.goodgate.lab.fault;

import dev.goodgate.lab.fastcgi.CgiRecord.Status;
import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.flaw.FastCgiFlaw.AfterStderr;
import dev.goodgate.lab.flaw.FastCgiFlaw.Framing;
import dev.goodgate.lab.flaw.FastCgiFlaw.Head;
import dev.goodgate.lab.flaw.FastCgiFlaw.Pieces;
import dev.goodgate.lab.menu.Menu.Kind;
import java.util.List;

/** Faults of FastCGI, as php-fpm and its like have them. */
final class FastCgiKinds {
  private FastCgiKinds() {}

  static List<Kind<Fault>> all() {
    String group = "FastCGI";
    return List.of(
        new Kind<>(
            group,
            "fastcgi-vs-http",
            "speaks HTTP to FastCGI; leaves as php-fpm does when it is spoken to in HTTP",
            with -> new Fault.MixesUpFastCgi()),
        stderr(
            "fastcgi-script-unknown",
            "finds no such script, as php-fpm says it",
            "0",
            AfterStderr.NOT_FOUND),
        stderr("fastcgi-stderr", "writes on stderr, then ends", "100", AfterStderr.NOTHING),
        stderr(
            "stderr-fills-fastcgi-header-buffer",
            "writes very much on stderr, then answers",
            "64KiB",
            AfterStderr.ANSWER),
        new Kind<>(
            group,
            "fastcgi-end-request",
            "ends the request at once",
            with ->
                new Fault.EndsRequest(
                    with.choice("status", Status.OVERLOADED), with.number("exit", 0))),
        new Kind<>(
            group,
            "fastcgi-end-missing",
            "answers, and leaves without END_REQUEST",
            with -> new Fault.NeverEndsRequest(with.choice("by", End.CLOSE))),
        new Kind<>(
            group,
            "fastcgi-protocol-error",
            "breaks the rules of records",
            with -> new Fault.BreaksRecord(with.choice("flaw", Framing.WRONG_VERSION))),
        new Kind<>(
            group,
            "fastcgi-illegal-header",
            "writes a CGI head that is none",
            with -> new Fault.IllegalCgiHead(with.choice("flaw", Head.NO_COLON))),
        new Kind<>(
            group,
            "fastcgi-odd-records",
            "answers well, cut into unusual records",
            with -> new Fault.OddPieces(with.choice("pieces", Pieces.ONE_BYTE))));
  }

  private static Kind<Fault> stderr(
      String name, String description, String size, AfterStderr then) {
    return new Kind<>(
        "FastCGI",
        name,
        description,
        with -> new Fault.WritesStderr(with.size("size", size), then));
  }
}
