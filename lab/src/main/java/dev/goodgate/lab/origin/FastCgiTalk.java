package dev.goodgate.lab.origin;

import dev.goodgate.lab.course.Course;
import dev.goodgate.lab.course.Course.Move;
import dev.goodgate.lab.course.Courses;
import dev.goodgate.lab.fastcgi.CgiRecord;
import dev.goodgate.lab.fastcgi.CgiRecord.Status;
import dev.goodgate.lab.fastcgi.Params;
import dev.goodgate.lab.fastcgi.RecordInput;
import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.http2.Field;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Answers requests of FastCGI one after the other, as php-fpm does. */
final class FastCgiTalk implements Talk {
  private static final int MAX_PARAMS = 128 * 1024;

  private final Stage stage;
  private final Line line;
  private final RequestInput bytes;
  private final RecordInput in;
  private final BiFunction<Integer, String, Asked> asked;
  private final Http1Talk.Chooser chooser;

  /** Of the request that is being answered. */
  private int id;

  private boolean kept;
  private boolean read;

  FastCgiTalk(Stage stage, BiFunction<Integer, String, Asked> asked, Http1Talk.Chooser chooser) {
    this.stage = stage;
    this.line = stage.line();
    this.bytes = stage.in();
    this.in = new RecordInput(bytes.rest());
    this.asked = asked;
    this.chooser = chooser;
  }

  @Override
  public String hold() throws IOException, InterruptedException {
    Duration idle = Line.PATIENCE;
    for (int number = 1; ; number++) {
      line.patience(idle);
      Optional<String> head = head();
      if (head.isEmpty()) {
        return "closed by the other side";
      }
      line.patience(Line.PATIENCE);
      Asked request = asked.apply(number, head.get());
      Course course = Courses.inFastCgi(chooser.choose(request).fault(), request, id);
      for (Move move : course.moves()) {
        act(move, request);
      }
      Optional<Duration> next = next(course);
      if (next.isEmpty()) {
        return "done";
      }
      idle = next.get();
    }
  }

  /** How long to wait for a next request; absent where the connection was left instead. */
  private Optional<Duration> next(Course course) throws IOException, InterruptedException {
    boolean over = course.finish() instanceof Finish.Next || course.whole();
    if (over && kept) {
      rest();
      return Optional.of(
          course.finish() instanceof Finish.Next(Optional<Duration> idle)
              ? idle.orElse(Line.PATIENCE)
              : Line.PATIENCE);
    }
    if (!(course.finish() instanceof Finish.Reset)) {
      in.settle();
    }
    line.leave(over ? new Finish.Close() : course.finish(), bytes);
    return Optional.empty();
  }

  private Optional<String> head() throws IOException {
    StringBuilder params = new StringBuilder();
    read = false;
    for (Optional<CgiRecord> next = in.next(); next.isPresent(); next = in.next()) {
      CgiRecord record = next.get();
      switch (record.type()) {
        case CgiRecord.BEGIN_REQUEST -> {
          id = record.id();
          kept = record.content().startsWith("\u0001", 2);
        }
        case CgiRecord.PARAMS -> {
          if (record.content().isEmpty()) {
            return Params.read(params.toString()).map(CgiHead::of);
          }
          params.append(record.content());
        }
        case CgiRecord.GET_VALUES -> write(CgiRecord.of(CgiRecord.GET_VALUES_RESULT, 0, values()));
        default -> line.did("was sent a record of type " + record.type());
      }
      if (params.length() > MAX_PARAMS) {
        throw new ProtocolException("params over their bounds");
      }
    }
    return Optional.empty();
  }

  private void act(Move move, Asked request) throws IOException, InterruptedException {
    switch (move) {
      case Move.Raw(String raw, int times) -> {
        for (int count = 0; count < times; count++) {
          line.write(raw);
        }
        line.did("sent " + raw.length() + " bytes as they are, " + times + " times");
      }
      case Move.Wait(Duration span) -> {
        line.rest(span);
        line.did("waited " + span.toMillis() + " ms");
      }
      case Move.Does(Antic antic) -> stage.perform(antic, request);
      case Move.ReadBody(long limit) -> body(limit);
      case Move.Head(String status, List<Field> fields, boolean last) -> {
        stdout(head(status, fields) + "\r\n");
        if (last) {
          act(new Move.End(), request);
        }
      }
      case Move.HeadPart(String status, List<Field> fields) -> stdout(head(status, fields));
      case Move.Body(String body) -> stdout(body);
      case Move.End() -> {
        write(CgiRecord.of(CgiRecord.STDOUT, id, ""));
        write(CgiRecord.end(id, Status.REQUEST_COMPLETE, 0));
      }
      case Move.Interim _, Move.Trailers _ ->
          throw new IllegalStateException("FastCGI has no such thing: " + move);
    }
  }

  /** What is left of stdin has to go before the next request can come. */
  private void rest() throws IOException {
    if (!read) {
      body(Long.MAX_VALUE);
    }
  }

  private void body(long limit) throws IOException {
    long taken = 0;
    while (!read && taken < limit) {
      Optional<CgiRecord> record = in.next();
      if (record.isEmpty()) {
        throw new IOException("closed within a request");
      }
      taken += record.get().content().length();
      boolean stdin = record.get().type() == CgiRecord.STDIN;
      read =
          (stdin && record.get().content().isEmpty())
              || record.get().type() == CgiRecord.ABORT_REQUEST;
    }
    if (taken > 0) {
      line.did("read a body of " + taken + " bytes");
    }
  }

  private void stdout(String text) throws IOException {
    for (int at = 0; at < text.length(); at += CgiRecord.MAX_CONTENT) {
      String piece = text.substring(at, Math.min(text.length(), at + CgiRecord.MAX_CONTENT));
      write(CgiRecord.of(CgiRecord.STDOUT, id, piece));
    }
    line.did("sent " + text.length() + " bytes on stdout");
  }

  private void write(CgiRecord record) throws IOException {
    line.write(record.bytes());
  }

  /** As php-fpm has it: a status is only said where it is not 200. */
  private static String head(String status, List<Field> fields) {
    String lines =
        fields.stream()
            .map(field -> field.name() + ": " + field.value() + "\r\n")
            .collect(Collectors.joining());
    return status.equals("200") ? lines : "Status: " + status + "\r\n" + lines;
  }

  private static String values() {
    return Params.write(
        Map.of("FCGI_MAX_CONNS", "100", "FCGI_MAX_REQS", "100", "FCGI_MPXS_CONNS", "0"));
  }
}
