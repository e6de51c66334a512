package dev.goodgate.lab.origin;

import dev.goodgate.lab.course.Course;
import dev.goodgate.lab.course.Courses;
import dev.goodgate.lab.course.Opening;
import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.FrameInput;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/**
 * Speaks HTTP/2 from its preface on. One thread reads frames; each stream acts its course on a
 * thread of its own, so that one that stalls does not stop the others.
 */
final class Http2Talk implements Talk {
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Stage stage;
  private final Line line;
  private final FrameInput in;
  private final Fault first;
  private final Opening opening;
  private final BiFunction<Integer, String, Asked> asked;
  private final Http1Talk.Chooser chooser;
  private final Http2Flow flow;
  private final Http2Heads heads = new Http2Heads();
  private final Map<Integer, Http2Stream> streams = new ConcurrentHashMap<>();
  private final AtomicBoolean left = new AtomicBoolean();
  private final ExecutorService acting = Executors.newVirtualThreadPerTaskExecutor();
  private int requests;
  private volatile int lastStream;

  /** {@code first} is the fault that is played as the connection begins. */
  Http2Talk(
      Stage stage,
      Fault first,
      BiFunction<Integer, String, Asked> asked,
      Http1Talk.Chooser chooser) {
    this.stage = stage;
    this.line = stage.line();
    this.in = new FrameInput(stage.in().rest());
    this.first = first;
    this.opening = Opening.of(first);
    this.asked = asked;
    this.chooser = chooser;
    this.flow = new Http2Flow(line, opening.grants());
  }

  @Override
  public String hold() throws IOException, InterruptedException {
    line.patience(Line.PATIENCE);
    try {
      return in.preface() ? talk() : "closed by the other side";
    } catch (ProtocolException wrong) {
      flow.write(Frame.goAway(lastStream, Frame.Code.PROTOCOL_ERROR).bytes());
      return "no HTTP/2: " + wrong.getMessage();
    } catch (IOException ended) {
      if (left.get()) {
        return "done";
      }
      throw ended;
    } finally {
      flow.end();
      acting.shutdown();
      if (!acting.awaitTermination(GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
        line.end();
      }
      acting.close();
    }
  }

  private String talk() throws IOException {
    flow.write(opening.bytes());
    opening.finish().ifPresent(finish -> acting.execute(() -> leave(finish)));
    for (Optional<Frame> next = in.next(); next.isPresent(); next = in.next()) {
      take(next.get());
    }
    return left.get() ? "done" : "closed by the other side";
  }

  private void take(Frame frame) throws IOException {
    Optional<Http2Heads.Head> head = heads.take(frame);
    if (head.isPresent()) {
      head(frame.stream(), head.get());
      return;
    }
    Http2Stream stream = streams.get(frame.stream());
    switch (frame.type()) {
      case Frame.DATA -> {
        if (stream == null) {
          flow.grant(0, frame.payload().length());
        } else {
          stream.receive(frame.payload().length(), frame.has(Frame.END_STREAM));
        }
      }
      case Frame.SETTINGS -> settings(frame);
      case Frame.PING -> {
        if (!frame.has(Frame.ACK)) {
          flow.write(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()).bytes());
        }
      }
      case Frame.WINDOW_UPDATE -> flow.widen(frame.stream(), Math.max(0, frame.number(0)));
      case Frame.RST_STREAM -> {
        line.did("was reset on stream " + frame.stream() + " with code " + frame.number(0));
        if (stream != null) {
          stream.abandon();
        }
      }
      case Frame.GOAWAY -> line.did("was told GOAWAY with code " + frame.number(4));
      default -> {
        // Heads are dealt with; RFC 9113 5.5 has the rest ignored.
      }
    }
  }

  private void settings(Frame frame) throws IOException {
    if (frame.has(Frame.ACK)) {
      return;
    }
    for (int at = 0; at + 6 <= frame.payload().length(); at += 6) {
      if (frame.payload().startsWith("\0\u0004", at)) {
        flow.begin(frame.number(at + 2));
      }
    }
    if (opening.acknowledges()) {
      flow.write(new Frame(Frame.SETTINGS, Frame.ACK, 0, "").bytes());
    }
  }

  /** A second head of a stream is its trailers. */
  private void head(int id, Http2Heads.Head head) throws IOException {
    Http2Stream open = streams.get(id);
    if (open != null) {
      open.receive(0, true);
    } else if (id > lastStream && streams.size() < Opening.MAX_STREAMS) {
      lastStream = id;
      requests++;
      Asked request = asked.apply(requests, head.text());
      Http2Stream stream = new Http2Stream(id, request, flow, stage);
      flow.open(id);
      streams.put(id, stream);
      stream.receive(0, head.last());
      acting.execute(() -> serve(id, stream, request));
    } else {
      flow.write(Frame.rstStream(id, Frame.Code.REFUSED_STREAM).bytes());
    }
  }

  private void serve(int id, Http2Stream stream, Asked request) {
    try {
      Fault fault = chooser.choose(request).fault();
      boolean begun = fault instanceof Fault.OnPreface && fault.equals(first);
      Course course = Courses.inHttp2(begun ? Fault.Healthy.PLAIN : fault, request, id);
      stream.act(course);
      finish(course, stream);
    } catch (IOException ended) {
      line.did("stream " + id + " ended: " + ended.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      streams.remove(id);
      flow.close(id);
    }
  }

  private void finish(Course course, Http2Stream stream) throws IOException, InterruptedException {
    switch (course.finish()) {
      case Finish.Next(Optional<Duration> idle) -> {
        if (idle.isPresent()) {
          int asked = lastStream;
          flow.await(idle.get(), () -> lastStream != asked);
          leaveInOrder(lastStream != asked);
        }
      }
      case Finish.Stall(boolean reading) -> stream.stall(reading);
      case Finish.Close _ when course.whole() -> leaveInOrder(false);
      case Finish.Close _, Finish.Reset _, Finish.Drop _ -> leave(course.finish());
    }
  }

  private void leaveInOrder(boolean wanted) throws IOException {
    if (!wanted) {
      flow.write(Frame.goAway(lastStream, Frame.Code.NO_ERROR).bytes());
      leave(new Finish.Close());
    }
  }

  /** The thread that reads learns of it from its read. */
  private void leave(Finish finish) {
    left.set(true);
    try {
      switch (finish) {
        case Finish.Close() -> {
          line.halfClose();
          flow.await(GOODBYE, () -> false);
          line.end();
        }
        case Finish.Reset() -> line.abandon(true);
        case Finish.Drop() -> line.abandon(false);
        case Finish.Next _, Finish.Stall _ ->
            throw new IllegalStateException("does not leave: " + finish);
      }
    } catch (IOException over) {
      line.did("is left by the other side too");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
