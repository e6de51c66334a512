package dev.goodgate.gateway.connect.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.http2.flow.Outflow;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Acts on the frames of one endpoint as RFC 9113 has it. What is wrong with one stream ends that
 * stream; what is wrong with the connection ends it, and every stream on it is told why.
 */
final class Acts {
  /** Before the endpoint has said how many it takes: RFC 9113 6.5.2 wants at least so many. */
  private static final int USUAL_STREAMS = 100;

  private static final int SAMPLE = 32;
  private static final byte[] HTTP1 = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

  private final Http2Connection connection;
  private final Outflow out;
  private final Streams streams;
  private final Http2Connection.Terms terms;
  private final Patience patience;
  private final Heads heads;
  private final Bodies bodies;
  private int initialWindow = Frame.DEFAULT_WINDOW;
  private long window = Frame.DEFAULT_WINDOW;
  private long limit = USUAL_STREAMS;
  private int goneWith = -1;
  private Failure unspoken = Failure.of(Phase.CONNECT, Actor.ENDPOINT, Symptom.CLOSED_EARLY);
  private boolean unwanted;
  private boolean settled;

  Acts(Http2Connection connection, Http2Connection.Terms terms) {
    this.connection = connection;
    this.terms = terms;
    this.out = connection.out();
    this.streams = connection.streams();
    this.patience = new Patience(connection.loop());
    this.heads = new Heads(this, connection);
    this.bodies = new Bodies(this, connection);
  }

  // ---- before the first frame

  /** Whether the endpoint answers in HTTP/1, and so ends the connection. */
  boolean isHttp1(MemorySegment memory, int from, int to) {
    if (settled || to - from < HTTP1.length) {
      return false;
    }
    for (int i = 0; i < HTTP1.length; i++) {
      if (memory.get(JAVA_BYTE, from + i) != HTTP1[i]) {
        return false;
      }
    }
    byte[] sample = new byte[Math.min(SAMPLE, to - from)];
    MemorySegment.copy(memory, JAVA_BYTE, from, sample, 0, sample.length);
    breakOff(Code.PROTOCOL_ERROR, Defect.HTTP1_BYTES, HexFormat.ofDelimiter(" ").formatHex(sample));
    return true;
  }

  /** The reader has refused a frame. */
  void refused(FrameReader frame) {
    boolean size = frame.code() == Code.FRAME_SIZE_ERROR;
    breakOff(frame.code(), size ? Defect.FRAME_SIZE : Defect.FRAME_OUT_OF_PLACE);
  }

  void on(FrameReader frame, MemorySegment memory) {
    if (!settled && (frame.type() != Frame.SETTINGS || frame.has(Frame.ACK))) {
      breakOff(Code.PROTOCOL_ERROR, Defect.FRAME_OUT_OF_PLACE); // RFC 9113 3.4
      return;
    }
    switch (frame.type()) {
      case Frame.DATA -> bodies.take(frame, memory);
      case Frame.HEADERS -> heads.begin(frame, memory);
      case Frame.CONTINUATION -> heads.fragment(frame, memory);
      case Frame.RST_STREAM -> rstStream(frame, memory);
      case Frame.SETTINGS -> settings(frame, memory);
      case Frame.PUSH_PROMISE -> breakOff(Code.PROTOCOL_ERROR, Defect.UNASKED_PUSH);
      case Frame.PING -> ping(frame, memory);
      case Frame.GOAWAY -> goAway(frame, memory);
      case Frame.WINDOW_UPDATE -> windowUpdate(frame, memory);
      default -> bear(); // RFC 9113 5.3.2, 5.5: priorities and what is not known are ignored
    }
  }

  void bear() {
    if (!patience.bears()) {
      breakOff(Code.ENHANCE_YOUR_CALM, Defect.FRAME_FLOOD);
    }
  }

  // ---- the other frames

  private void rstStream(FrameReader frame, MemorySegment memory) {
    if (streams.isIdle(frame.stream())) {
      breakOff(Code.PROTOCOL_ERROR, Defect.FRAME_OUT_OF_PLACE);
      return;
    }
    bear();
    Http2Stream stream = streams.find(frame.stream());
    if (stream == null || stream.hasFailed()) {
      return;
    }
    int code = frame.number(memory, 0);
    if (Code.of(code) == Code.REFUSED_STREAM) {
      limit = Math.min(limit, streams.count() - 1); // what it bears, it seems
    }
    boolean turnedAway = wantsHttp1(code);
    unwanted |= turnedAway;
    stream.fail(Http2Stream.GONE, Http2Failures.reset(stream, code, turnedAway));
    if (stream.isDrained()) {
      connection.forget(stream);
    } else {
      connection.news(stream);
    }
  }

  /** Whether this can be had in HTTP/1.1, and only so. */
  private boolean wantsHttp1(int code) {
    return terms.chosen() && Code.of(code) == Code.HTTP_1_1_REQUIRED;
  }

  private void settings(FrameReader frame, MemorySegment memory) {
    boolean first = !settled;
    settled = true;
    if (!first) {
      bear();
    }
    if (frame.has(Frame.ACK)) {
      return;
    }
    for (int i = 0; i < frame.settings(); i++) {
      Code wrong = setting(frame.settingId(memory, i), frame.settingValue(memory, i));
      if (wrong != Code.NO_ERROR) {
        breakOff(wrong, Defect.BAD_SETTING);
        return;
      }
    }
    out.settingsAck();
    connection.feed();
  }

  private Code setting(int id, long value) {
    Code wrong = FrameReader.judgeSetting(id, value);
    if (wrong != Code.NO_ERROR) {
      return wrong;
    }
    switch (id) {
      case Frame.ENABLE_PUSH -> {
        return value == 0 ? Code.NO_ERROR : Code.PROTOCOL_ERROR; // RFC 9113 6.5.2
      }
      case Frame.HEADER_TABLE_SIZE -> connection.encoder().resize(value);
      case Frame.MAX_CONCURRENT_STREAMS -> limit = Math.min(value, Http2Connection.MOST_STREAMS);
      case Frame.INITIAL_WINDOW_SIZE -> {
        return initialWindow((int) value);
      }
      default -> {} // our frames are never larger than all must take
    }
    return Code.NO_ERROR;
  }

  /** It changes the windows of all that are open, perhaps to less than nothing: RFC 9113 6.9.2. */
  private Code initialWindow(int value) {
    int change = value - initialWindow;
    initialWindow = value;
    for (int i = 0; i < streams.count(); i++) {
      Http2Stream stream = streams.get(i);
      stream.sendWindow += change;
      if (stream.sendWindow > Frame.MAX_WINDOW) {
        return Code.FLOW_CONTROL_ERROR;
      }
    }
    return Code.NO_ERROR;
  }

  private void ping(FrameReader frame, MemorySegment memory) {
    if (!frame.has(Frame.ACK)) {
      out.pingAck(memory, frame.start());
    }
    bear();
  }

  /** RFC 9113 6.8: what it has not begun with, it never will. */
  private void goAway(FrameReader frame, MemorySegment memory) {
    int last = frame.number(memory, 0);
    goneWith = frame.number(memory, 4);
    unwanted |= wantsHttp1(goneWith);
    for (int i = 0; i < streams.count(); i++) {
      Http2Stream stream = streams.get(i);
      if (stream.number == 0 || stream.number > last) {
        stream.fail(Http2Stream.GONE, Http2Failures.goneAway(stream, goneWith, true));
        connection.news(stream);
      }
    }
    bear();
  }

  private void windowUpdate(FrameReader frame, MemorySegment memory) {
    int increment = frame.number(memory, 0);
    bear();
    if (frame.stream() == 0) {
      window += increment;
      if (increment == 0 || window > Frame.MAX_WINDOW) {
        Code code = increment == 0 ? Code.PROTOCOL_ERROR : Code.FLOW_CONTROL_ERROR;
        breakOff(code, Defect.BAD_WINDOW);
        return;
      }
      connection.feed();
      return;
    }
    if (streams.isIdle(frame.stream())) {
      breakOff(Code.PROTOCOL_ERROR, Defect.FRAME_OUT_OF_PLACE);
      return;
    }
    Http2Stream stream = streams.find(frame.stream());
    if (stream == null) {
      return;
    }
    stream.sendWindow += increment;
    if (increment == 0 || stream.sendWindow > Frame.MAX_WINDOW) {
      Code code = increment == 0 ? Code.PROTOCOL_ERROR : Code.FLOW_CONTROL_ERROR;
      reset(stream, code, Http2Failures.malformed(stream, Defect.BAD_WINDOW, ""));
      return;
    }
    connection.feed();
  }

  // ---- how streams end

  /** The end of a stream has come. */
  void ended(Http2Stream stream) {
    patience.earn();
    if (stream.isDrained()) {
      connection.forget(stream);
    }
  }

  /** The endpoint has done something wrong with one stream: only that ends. */
  void reset(Http2Stream stream, Code code, Failure failure) {
    out.rstStream(stream.number, code);
    stream.fail(Http2Stream.GONE, failure);
    if (stream.isDrained()) {
      connection.forget(stream);
    } else {
      connection.news(stream);
    }
    bear();
  }

  void breakOff(Code code, Defect defect) {
    breakOff(code, defect, "");
  }

  private void breakOff(Code code, Defect defect, String sample) {
    unspoken = Http2Failures.malformed(Phase.CONNECT, defect, sample);
    for (int i = 0; i < streams.count(); i++) {
      Http2Stream stream = streams.get(i);
      stream.fail(Http2Stream.GONE, Http2Failures.malformed(stream, defect, sample));
      connection.news(stream);
    }
    connection.breakOff(code);
  }

  /** The connection has ended: with a goodbye that says why, or with trouble, if there was any. */
  void ended(int result, @Nullable Failure trouble) {
    unspoken = trouble == null ? unspoken : trouble;
    for (int i = 0; i < streams.count(); i++) {
      Http2Stream stream = streams.get(i);
      Failure why = goneWith < 0 ? trouble : Http2Failures.goneAway(stream, goneWith, false);
      stream.fail(result, why);
      connection.news(stream);
    }
  }

  // ---- what the connection asks

  void sent(Http2Stream stream, int length) {
    stream.sendWindow -= length;
    window -= length;
    patience.earn();
  }

  boolean mayFeed(Http2Stream stream) {
    return out.room() > Frame.MAX_PAYLOAD
        && (stream.number == 0 || Math.min(stream.sendWindow, window) > 0);
  }

  long window() {
    return window;
  }

  int initialWindow() {
    return initialWindow;
  }

  long limit() {
    return limit;
  }

  boolean isSettled() {
    return settled;
  }

  boolean isUnwanted() {
    return unwanted;
  }

  boolean isLeaving() {
    return goneWith >= 0;
  }

  /** What it means to those who have no stream that it has ended. */
  Failure unspoken() {
    return goneWith < 0 ? unspoken : Http2Failures.goneAway(goneWith);
  }

  Http2Connection.Terms terms() {
    return terms;
  }

  Bodies bodies() {
    return bodies;
  }

  Patience patience() {
    return patience;
  }
}
