package dev.goodgate.lab.course;

import static dev.goodgate.lab.course.Course.raw;
import static dev.goodgate.lab.course.Http2Courses.BODY;
import static dev.goodgate.lab.course.Http2Courses.STATUS;
import static dev.goodgate.lab.course.Http2Courses.TYPE;
import static dev.goodgate.lab.course.Http2Courses.answer;
import static dev.goodgate.lab.course.Http2Courses.head;
import static dev.goodgate.lab.course.Http2Courses.join;

import dev.goodgate.lab.course.Course.Move;
import dev.goodgate.lab.flaw.Http2Flaw;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Hpack;
import java.util.ArrayList;
import java.util.List;

/** Frames that RFC 9113 forbids, each within an answer that is good but for it. */
final class FramingMoves {
  private static final String HEAD = Hpack.literal(List.of(STATUS, TYPE));
  private static final int BEYOND_FRAME = 128 * 1024;
  private static final int BEYOND_WINDOW = 16 << 20;
  private static final int PIECE = 16 * 1024;

  /** The other side has opened no stream of these numbers, and we have not either. */
  private static final int IDLE_EVEN = 2;

  private static final int IDLE_ODD = 0x7fff_fff1;

  private FramingMoves() {}

  static List<Move> of(Http2Flaw.Framing flaw, int stream) {
    return switch (flaw) {
      case FRAME_TOO_LARGE -> inBody(frame(Frame.DATA, stream, "x".repeat(BEYOND_FRAME)));
      case WINDOW_EXCEEDED ->
          List.of(
              head(),
              new Move.Raw(
                  new Frame(Frame.DATA, 0, stream, "x".repeat(PIECE)).bytes(),
                  BEYOND_WINDOW / PIECE),
              new Move.End());
      case DATA_BEFORE_HEADERS -> before(frame(Frame.DATA, stream, BODY));
      case DATA_AFTER_END -> afterEnd(frame(Frame.DATA, stream, BODY));
      case HEADERS_AFTER_END ->
          afterEnd(new Frame(Frame.HEADERS, Frame.END_HEADERS, stream, HEAD).bytes());
      case DATA_ON_STREAM_ZERO -> before(frame(Frame.DATA, 0, BODY));
      case HEADERS_ON_STREAM_ZERO -> before(frame(Frame.HEADERS, 0, HEAD));
      case HEADERS_ON_EVEN_STREAM -> before(frame(Frame.HEADERS, IDLE_EVEN, HEAD));
      case CONTINUATION_ALONE -> before(frame(Frame.CONTINUATION, stream, HEAD));
      case CONTINUATION_MISSING -> unfinished(stream, frame(Frame.DATA, stream, BODY));
      case CONTINUATION_INTERLEAVED ->
          unfinished(
              stream,
              frame(Frame.PING, 0, "goodgate")
                  + new Frame(Frame.CONTINUATION, Frame.END_HEADERS, stream, "").bytes());
      case WINDOW_UPDATE_ZERO -> before(Frame.windowUpdate(stream, 0).bytes());
      case WINDOW_UPDATE_OVERFLOW -> before(Frame.windowUpdate(0, Integer.MAX_VALUE).bytes());
      case WINDOW_UPDATE_SHORT -> before(frame(Frame.WINDOW_UPDATE, 0, "\0\0\u0001"));
      case PUSH_PROMISE -> before(frame(Frame.PUSH_PROMISE, stream, Frame.word(IDLE_EVEN) + HEAD));
      case PADDING_TOO_LONG ->
          inBody(new Frame(Frame.DATA, Frame.PADDED, stream, "\u00ff" + BODY).bytes());
      case PING_SHORT -> before(frame(Frame.PING, 0, "short"));
      case PING_ON_STREAM -> before(frame(Frame.PING, stream, "goodgate"));
      case RST_STREAM_SHORT -> before(frame(Frame.RST_STREAM, stream, "\0"));
      case RST_STREAM_IDLE -> before(Frame.rstStream(IDLE_ODD, Frame.Code.CANCEL).bytes());
      case LENGTH_TOO_LONG -> declared(BODY.length() + 10);
      case LENGTH_TOO_SHORT -> declared(BODY.length() - 3);
      case TRAILERS_WITHOUT_END ->
          inBody(frame(Frame.HEADERS, stream, Hpack.literal(List.of(new Field("x-note", "x")))));
      case UNKNOWN_TYPE -> before(frame(0xf0, stream, "whatever"));
    };
  }

  private static List<Move> before(String bytes) {
    return join(raw(bytes), answer());
  }

  private static List<Move> inBody(String bytes) {
    return List.of(head(), new Move.Body(BODY), raw(bytes), new Move.End());
  }

  private static List<Move> afterEnd(String bytes) {
    List<Move> moves = new ArrayList<>(answer());
    moves.add(raw(bytes));
    return moves;
  }

  /** A head without END_HEADERS, then other bytes. */
  private static List<Move> unfinished(int stream, String bytes) {
    return List.of(
        raw(new Frame(Frame.HEADERS, 0, stream, HEAD).bytes() + bytes),
        new Move.Body(BODY),
        new Move.End());
  }

  private static List<Move> declared(int length) {
    return List.of(
        head(new Field("content-length", String.valueOf(length))),
        new Move.Body(BODY),
        new Move.End());
  }

  /** Heads are whole where they are heads; PUSH_PROMISE shares the flag. */
  private static String frame(int type, int stream, String payload) {
    boolean head =
        type == Frame.HEADERS || type == Frame.CONTINUATION || type == Frame.PUSH_PROMISE;
    return new Frame(type, head ? Frame.END_HEADERS : 0, stream, payload).bytes();
  }
}
