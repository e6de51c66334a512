package dev.goodgate.lab.course;

import static dev.goodgate.lab.course.Course.READ_ALL;
import static dev.goodgate.lab.course.Course.raw;

import dev.goodgate.lab.fastcgi.CgiRecord;
import dev.goodgate.lab.fastcgi.CgiRecord.Status;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.flaw.FastCgiFlaw;
import java.util.List;
import java.util.Optional;

/** What the faults of FastCGI come to, for one request. */
final class FastCgiCourses {
  private static final Finish NEXT = new Finish.Next(Optional.empty());
  private static final Finish CLOSE = new Finish.Close();

  private static final String HEAD = "Content-type: text/html; charset=UTF-8\r\n\r\n";
  private static final String ANSWER = "X-Powered-By: the lab\r\n" + HEAD + "hello\n";

  /** What php-fpm says on stderr, and then on stdout. */
  private static final String SCRIPT_UNKNOWN = "Primary script unknown";

  private static final String NOT_FOUND = "Status: 404 Not Found\r\n" + HEAD + "File not found.\n";

  private static final String WARNING = "PHP message: PHP Warning:  made by the lab in /a.php:1\n";

  private FastCgiCourses() {}

  static Course of(Fault.OnFastCgi fault, int id) {
    return switch (fault) {
      case Fault.MixesUpFastCgi() ->
          new Course(List.of(raw("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")), CLOSE);
      case Fault.EndsRequest(Status status, int exit) ->
          read(CgiRecord.end(id, status, exit).bytes(), NEXT);
      case Fault.NeverEndsRequest(Fault.End by) ->
          read(out(id, ANSWER), by == Fault.End.RESET ? new Finish.Reset() : CLOSE);
      case Fault.BreaksRecord(var flaw) -> read(broken(flaw, id), CLOSE);
      case Fault.IllegalCgiHead(var flaw) -> read(head(flaw, id) + end(id), NEXT);
      case Fault.OddPieces(var pieces) -> read(pieces(pieces, id) + end(id), NEXT);
      case Fault.WritesStderr(long size, var then) -> read(stderr(then, size, id) + end(id), NEXT);
    };
  }

  private static Course read(String bytes, Finish finish) {
    return new Course(List.of(READ_ALL, raw(bytes)), finish);
  }

  private static String broken(FastCgiFlaw.Framing flaw, int id) {
    return switch (flaw) {
      case WRONG_VERSION -> new CgiRecord(9, CgiRecord.STDOUT, id, ANSWER, 0).bytes() + end(id);
      case WRONG_TYPE -> CgiRecord.of(99, id, ANSWER).bytes() + end(id);
      case WRONG_ID -> out(id + 1, ANSWER) + end(id + 1);
      case SHORT -> CgiRecord.of(CgiRecord.STDOUT, id, ANSWER).bytes(2 * ANSWER.length());
      case END_SHORT ->
          out(id, ANSWER) + new CgiRecord(1, CgiRecord.END_REQUEST, id, "\0\0", 0).bytes();
    };
  }

  private static String head(FastCgiFlaw.Head flaw, int id) {
    return switch (flaw) {
      case NO_COLON -> out(id, "Content-type text/html\r\n\r\nhello\n");
      case BAD_STATUS -> out(id, "Status: fine\r\n" + HEAD + "hello\n");
      case NO_END -> out(id, "Content-type: text/html\r\n");
      case EMPTY -> out(id, "\r\n");
      case SPLIT -> out(id, "Status: 404 Not Fo") + out(id, "und\r\n" + HEAD + "hello\n");
    };
  }

  private static String pieces(FastCgiFlaw.Pieces pieces, int id) {
    StringBuilder records = new StringBuilder();
    int size = pieces == FastCgiFlaw.Pieces.ONE_BYTE ? 1 : ANSWER.length();
    int padding = pieces == FastCgiFlaw.Pieces.FULL_PADDING ? CgiRecord.MAX_PADDING : 0;
    for (int at = 0; at < ANSWER.length(); at += size) {
      String piece = ANSWER.substring(at, at + size);
      records.append(new CgiRecord(1, CgiRecord.STDOUT, id, piece, padding).bytes());
    }
    return records.toString();
  }

  private static String stderr(FastCgiFlaw.AfterStderr then, long size, int id) {
    String text = WARNING.repeat((int) (size / WARNING.length() + 1)).substring(0, (int) size);
    return switch (then) {
      case NOT_FOUND -> error(id, SCRIPT_UNKNOWN + "\n" + text) + out(id, NOT_FOUND);
      case NOTHING -> error(id, text);
      case ANSWER -> error(id, text) + out(id, ANSWER);
    };
  }

  private static String error(int id, String text) {
    StringBuilder records = new StringBuilder();
    for (int at = 0; at < text.length(); at += CgiRecord.MAX_CONTENT) {
      String piece = text.substring(at, Math.min(text.length(), at + CgiRecord.MAX_CONTENT));
      records.append(CgiRecord.of(CgiRecord.STDERR, id, piece).bytes());
    }
    return records.toString();
  }

  private static String out(int id, String text) {
    return CgiRecord.of(CgiRecord.STDOUT, id, text).bytes();
  }

  private static String end(int id) {
    return CgiRecord.of(CgiRecord.STDOUT, id, "").bytes()
        + CgiRecord.end(id, Status.REQUEST_COMPLETE, 0).bytes();
  }
}
