package dev.goodgate.lab.course;

import dev.goodgate.lab.course.Course.Move;
import dev.goodgate.lab.flaw.Http2Flaw;
import dev.goodgate.lab.http2.Field;
import java.util.List;

/** Answers of gRPC, whose last word stands in trailers. */
final class GrpcMoves {
  private static final Field TYPE = new Field("content-type", "application/grpc");
  private static final Field HTML = new Field("content-type", "text/html");
  private static final Move HEAD = new Move.Head("200", List.of(TYPE), false);

  /** Not compressed, and empty. */
  private static final Move MESSAGE = new Move.Body("\0\0\0\0\0");

  /** Its length is that of the letter d, a hundred. */
  private static final Move CUT_MESSAGE = new Move.Body("\0\0\0\0dten bytes.");

  private GrpcMoves() {}

  static List<Move> of(Http2Flaw.Grpc flaw, int status) {
    Field told = status(String.valueOf(status));
    Field words = new Field("grpc-message", "made by the lab");
    return switch (flaw) {
      case WHOLE -> List.of(HEAD, MESSAGE, new Move.Trailers(List.of(told, words)));
      case TRAILERS_ONLY -> List.of(new Move.Head("200", List.of(TYPE, told, words), true));
      case STATUS_MISSING -> List.of(HEAD, MESSAGE, new Move.End());
      case STATUS_ODD -> List.of(HEAD, MESSAGE, new Move.Trailers(List.of(status("fine"))));
      case WRONG_TYPE -> page("200");
      case PLAIN_503 -> page("503");
      case MESSAGE_CUT -> List.of(HEAD, CUT_MESSAGE, new Move.Trailers(List.of(told)));
    };
  }

  private static Field status(String value) {
    return new Field("grpc-status", value);
  }

  private static List<Move> page(String status) {
    return List.of(
        new Move.Head(status, List.of(HTML), false),
        new Move.Body("<h1>hello</h1>\n"),
        new Move.End());
  }
}
