package dev.goodgate.lab.course;

import static dev.goodgate.lab.course.Course.READ_ALL;
import static dev.goodgate.lab.course.Course.raw;

import dev.goodgate.lab.course.Course.Move;
import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.flaw.Http2Flaw;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Hpack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the faults of HTTP/2 come to; for a stream that was just asked for. */
final class Http2Courses {
  static final Field STATUS = new Field(":status", "200");
  static final Field TYPE = new Field("content-type", "text/plain");
  static final String BODY = "hello\n";

  private static final Finish NEXT = new Finish.Next(Optional.empty());
  private static final String VALUE = "v".repeat(4_000);
  private static final int INDEXED_OFTEN = 10_000;

  private Http2Courses() {}

  static Course of(Fault.OnHttp2 fault, Asked asked, int stream) {
    return switch (fault) {
      case Fault.OnPreface _ -> Courses.healthy(asked);
      case Fault.GoesAway(var code, var last) -> goAway(code, last, asked, stream);
      case Fault.ResetsStream(var code, var moment) ->
          new Course(reset(raw(Frame.rstStream(stream, code).bytes()), moment), NEXT);
      case Fault.IllegalField(var flaw) -> after(READ_ALL, IllegalHeads.of(flaw, stream), NEXT);
      case Fault.BreaksFraming(var flaw) -> after(READ_ALL, FramingMoves.of(flaw, stream), NEXT);
      case Fault.BreaksCompression(var flaw) ->
          after(READ_ALL, List.of(raw(compressed(flaw, stream))), NEXT);
      case Fault.Floods(var of, int count) -> after(READ_ALL, flood(of, count, stream), NEXT);
      case Fault.AnswersGrpc(var flaw, int status) ->
          after(READ_ALL, GrpcMoves.of(flaw, status), NEXT);
    };
  }

  /** A whole good answer. */
  static List<Move> answer() {
    return List.of(head(), new Move.Body(BODY), new Move.End());
  }

  static Move head(Field... more) {
    List<Field> fields = new ArrayList<>(List.of(TYPE));
    fields.addAll(Arrays.asList(more));
    return new Move.Head("200", fields, false);
  }

  static List<Move> join(Move first, List<Move> then) {
    List<Move> all = new ArrayList<>(List.of(first));
    all.addAll(then);
    return all;
  }

  private static Course after(Move first, List<Move> then, Finish finish) {
    return new Course(join(first, then), finish);
  }

  private static Course goAway(
      Frame.Code code, Http2Flaw.LastStream last, Asked asked, int stream) {
    return switch (last) {
      case BELOW ->
          after(
              raw(Frame.goAway(Math.max(0, stream - 2), code).bytes()),
              List.of(),
              new Finish.Close());
      case OURS -> after(raw(Frame.goAway(stream, code).bytes()), List.of(), new Finish.Close());
      case ANSWERED ->
          after(
              raw(Frame.goAway(stream, code).bytes()),
              Courses.healthy(asked).moves(),
              new Finish.Close());
    };
  }

  private static List<Move> reset(Move reset, Http2Flaw.Moment moment) {
    return switch (moment) {
      case BEFORE_HEAD -> List.of(reset);
      case AFTER_HEAD -> List.of(READ_ALL, head(), reset);
      case IN_BODY ->
          List.of(READ_ALL, head(new Field("content-length", "12")), new Move.Body(BODY), reset);
      case AFTER_END -> List.of(READ_ALL, head(), new Move.Body(BODY), new Move.End(), reset);
    };
  }

  private static String compressed(Http2Flaw.Compression flaw, int stream) {
    String status = Hpack.literal(List.of(STATUS));
    String block =
        switch (flaw) {
          case BAD_INDEX -> status + Hpack.number(7, 0x80, 126);
          case INDEX_ZERO -> status + '\u0080';
          case BAD_HUFFMAN -> status + "\0\u0001x\u0084\u00ff\u00ff\u00ff\u00ff";
          case CUT -> status + "\0\u0009x-cut";
          case HUGE_NUMBER -> status + "\0\u0001x\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f";
          case TABLE_TOO_LARGE -> Hpack.number(5, 0x20, 1 << 30) + status;
          case LATE_TABLE_SIZE -> status + Hpack.number(5, 0x20, 0);
          case BOMB ->
              status
                  + '@'
                  + Hpack.string("x-bomb")
                  + Hpack.string(VALUE)
                  + Hpack.number(7, 0x80, 62).repeat(INDEXED_OFTEN);
        };
    return new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, stream, block).bytes();
  }

  private static List<Move> flood(Http2Flaw.Flood of, int count, int stream) {
    return switch (of) {
      case PING -> join(many(new Frame(Frame.PING, 0, 0, "goodgate"), count), answer());
      case SETTINGS -> join(many(new Frame(Frame.SETTINGS, 0, 0, ""), count), answer());
      case WINDOW_UPDATE -> join(many(Frame.windowUpdate(0, 1), count), answer());
      case PRIORITY ->
          join(many(new Frame(Frame.PRIORITY, 0, stream, "\0\0\0\0\u0010"), count), answer());
      case EMPTY_DATA ->
          List.of(
              head(),
              many(new Frame(Frame.DATA, 0, stream, ""), count),
              new Move.Body(BODY),
              new Move.End());
      case RST_STREAM -> {
        List<Move> moves = new ArrayList<>(answer());
        moves.add(many(Frame.rstStream(stream, Frame.Code.NO_ERROR), count));
        yield moves;
      }
      case CONTINUATION ->
          List.of(
              raw(new Frame(Frame.HEADERS, 0, stream, Hpack.literal(List.of(STATUS))).bytes()),
              many(
                  new Frame(
                      Frame.CONTINUATION, 0, stream, Hpack.literal(List.of(new Field("x", "y")))),
                  count),
              raw(new Frame(Frame.CONTINUATION, Frame.END_HEADERS, stream, "").bytes()),
              new Move.Body(BODY),
              new Move.End());
    };
  }

  private static Move many(Frame frame, int times) {
    return new Move.Raw(frame.bytes(), times);
  }
}
