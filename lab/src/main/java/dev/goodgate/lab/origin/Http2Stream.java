package dev.goodgate.lab.origin;

import dev.goodgate.lab.course.Course;
import dev.goodgate.lab.course.Course.Move;
import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.FrameInput;
import dev.goodgate.lab.http2.Hpack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One stream: what came on it is told by the thread that reads, its course is acted on a thread of
 * its own.
 */
final class Http2Stream {
  private final int id;
  private final Asked asked;
  private final Http2Flow flow;
  private final Stage stage;
  private final Line line;
  private final AtomicLong received = new AtomicLong();
  private final AtomicInteger owed = new AtomicInteger();
  private final AtomicBoolean taking = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean gone = new AtomicBoolean();

  Http2Stream(int id, Asked asked, Http2Flow flow, Stage stage) {
    this.id = id;
    this.asked = asked;
    this.flow = flow;
    this.stage = stage;
    this.line = stage.line();
  }

  /** So many bytes of the body came; {@code last}: no more will. */
  void receive(int bytes, boolean last) throws IOException {
    owed.addAndGet(bytes);
    if (taking.get()) {
      grant();
    }
    flow.change(() -> {
      received.addAndGet(bytes);
      ended.compareAndSet(false, last);
    });
  }

  /** The other side has reset it. */
  void abandon() {
    flow.change(() -> gone.set(true));
  }

  /** Acts up to where the stream, or the connection, is to be left. */
  void act(Course course) throws IOException, InterruptedException {
    for (Move move : course.moves()) {
      if (gone.get()) {
        return;
      }
      act(move);
    }
  }

  /** Keeps silent for as long as the other side is there. */
  void stall(boolean reading) throws IOException, InterruptedException {
    taking.set(reading);
    if (reading) {
      grant();
    }
    flow.await(Line.PATIENCE, gone::get);
  }

  private void act(Move move) throws IOException, InterruptedException {
    switch (move) {
      case Move.Raw(String bytes, int times) -> {
        for (int count = 0; count < times && !gone.get(); count++) {
          flow.write(bytes);
        }
        line.did("sent " + bytes.length() + " bytes as they are, " + times + " times");
      }
      case Move.Wait(var span) -> {
        flow.await(span, gone::get);
        line.did("waited " + span.toMillis() + " ms");
      }
      case Move.Does(Antic antic) -> stage.perform(antic, asked);
      case Move.ReadBody(long limit) -> read(limit);
      case Move.Interim(String status, List<Field> fields) ->
          head(pseudo(status, fields), Frame.END_HEADERS);
      case Move.Head(String status, List<Field> fields, boolean last) ->
          head(pseudo(status, fields), Frame.END_HEADERS | (last ? Frame.END_STREAM : 0));
      case Move.HeadPart(String status, List<Field> fields) -> head(pseudo(status, fields), 0);
      case Move.Body(String bytes) -> {
        flow.body(id, bytes, gone::get);
        line.did("sent " + bytes.length() + " bytes of a body");
      }
      case Move.Trailers(List<Field> fields) ->
          head(lower(fields), Frame.END_HEADERS | Frame.END_STREAM);
      case Move.End() -> flow.write(new Frame(Frame.DATA, Frame.END_STREAM, id, "").bytes());
    }
  }

  private void read(long limit) throws IOException, InterruptedException {
    if (asked.field("expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
      head(pseudo("100", List.of()), Frame.END_HEADERS);
    }
    taking.set(true);
    grant();
    flow.await(Line.PATIENCE, () -> gone.get() || ended.get() || received.get() >= limit);
    if (received.get() > 0) {
      line.did("read a body of " + received + " bytes");
    }
  }

  private void grant() throws IOException {
    flow.grant(id, owed.getAndSet(0));
  }

  /** In one write, so that nothing comes between HEADERS and CONTINUATION. */
  private void head(List<Field> fields, int flags) throws IOException {
    String block = Hpack.literal(fields);
    StringBuilder frames = new StringBuilder();
    int type = Frame.HEADERS;
    int most = FrameInput.MAX_PAYLOAD;
    int at = 0;
    for (; block.length() - at > most; at += most) {
      int first = at == 0 ? flags & ~Frame.END_HEADERS : 0;
      frames.append(new Frame(type, first, id, block.substring(at, at + most)).bytes());
      type = Frame.CONTINUATION;
    }
    int last = at == 0 ? flags : flags & Frame.END_HEADERS;
    flow.write(frames.append(new Frame(type, last, id, block.substring(at)).bytes()).toString());
    line.did("sent a head of " + fields.size() + " fields");
  }

  private static List<Field> pseudo(String status, List<Field> fields) {
    List<Field> all = new ArrayList<>(List.of(new Field(":status", status)));
    all.addAll(lower(fields));
    return all;
  }

  private static List<Field> lower(List<Field> fields) {
    return fields.stream()
        .map(field -> new Field(field.name().toLowerCase(Locale.ROOT), field.value()))
        .toList();
  }
}
