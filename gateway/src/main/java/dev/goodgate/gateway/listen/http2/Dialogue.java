package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.http2.flow.Outflow;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.vocabulary.traffic.Detail;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;

/**
 * What is said on one connection: acts on one frame after the other as RFC 9113 5 and 6 have it.
 * What is wrong with one stream ends that stream; what is wrong with the connection is returned,
 * and ends all.
 */
final class Dialogue {
  private final Carrier carrier;
  private final Desk desk;
  private final Outflow output;
  private final Patience patience;
  private final OpenStreams streams;
  private final Turns turns;
  private final Bodies bodies;
  private final Heads heads;
  private final FieldEncoder encoder = new FieldEncoder(Frame.DEFAULT_TABLE);
  private boolean settled;
  private int initialWindow = Frame.DEFAULT_WINDOW;
  private boolean pinged;
  private long carried;

  Dialogue(Carrier carrier, Desk desk, Outflow output) {
    this.carrier = carrier;
    this.desk = desk;
    this.output = output;
    this.patience = new Patience(desk.loop().now());
    this.streams = new OpenStreams(carrier.bench().limits().streams());
    this.turns = new Turns(output);
    this.bodies = new Bodies(this, streams, output);
    this.heads = new Heads(this, carrier, desk, streams, output);
  }

  /** The server's part of the preface. */
  void open() {
    output.settings(
        Frame.MAX_CONCURRENT_STREAMS,
        streams.max(),
        Frame.INITIAL_WINDOW_SIZE,
        Bodies.STREAM_WINDOW,
        Frame.MAX_HEADER_LIST_SIZE,
        heads.max(),
        Frame.ENABLE_CONNECT_PROTOCOL,
        1);
    output.windowUpdate(0, Bodies.WINDOW - Frame.DEFAULT_WINDOW);
  }

  /** Acts on one frame; returns NO_ERROR, or why the connection cannot go on. */
  Code act(FrameReader frame, MemorySegment memory) {
    if (!settled && (frame.type() != Frame.SETTINGS || frame.has(Frame.ACK))) {
      return Code.PROTOCOL_ERROR; // RFC 9113 3.4
    }
    return switch (frame.type()) {
      case Frame.DATA -> bodies.take(frame, memory);
      case Frame.HEADERS -> heads.begin(frame, memory);
      case Frame.PRIORITY -> priority(frame, memory);
      case Frame.RST_STREAM -> rstStream(frame);
      case Frame.SETTINGS -> settings(frame, memory);
      case Frame.PUSH_PROMISE -> Code.PROTOCOL_ERROR; // RFC 9113 8.4
      case Frame.PING -> ping(frame, memory);
      case Frame.WINDOW_UPDATE -> windowUpdate(frame, memory);
      case Frame.CONTINUATION -> heads.goOn(frame, memory);
      default -> bears(Patience.IDLE_FRAME); // GOAWAY: it will send no more requests, or says why
    };
  }

  /** Counts what leads nowhere: see {@link Patience}. */
  Code bears(int cost) {
    return patience.bears(cost, desk.loop().now()) ? Code.NO_ERROR : Code.ENHANCE_YOUR_CALM;
  }

  // ---- the other frames

  /** RFC 9113 5.3 has done away with priorities, but not with what is wrong about them. */
  private Code priority(FrameReader frame, MemorySegment memory) {
    if (frame.waitsForItself(memory)) {
      ClientStream stream = streams.find(frame.stream());
      if (stream != null) {
        return reset(stream, Code.PROTOCOL_ERROR);
      }
      if (streams.fate(frame.stream()) == OpenStreams.Fate.IDLE) {
        return Code.PROTOCOL_ERROR; // what is idle must not be reset: RFC 9113 5.1
      }
    }
    return bears(Patience.IDLE_FRAME);
  }

  private Code rstStream(FrameReader frame) {
    ClientStream stream = streams.find(frame.stream());
    if (stream == null) {
      boolean idle = streams.fate(frame.stream()) == OpenStreams.Fate.IDLE;
      return idle ? Code.PROTOCOL_ERROR : bears(Patience.IDLE_FRAME);
    }
    giveUp(stream);
    return bears(Patience.TAKEN_BACK);
  }

  private Code settings(FrameReader frame, MemorySegment memory) {
    settled = true;
    if (frame.has(Frame.ACK)) {
      return bears(Patience.IDLE_FRAME);
    }
    for (int i = 0; i < frame.settings(); i++) {
      int id = frame.settingId(memory, i);
      long value = frame.settingValue(memory, i);
      Code wrong = FrameReader.judgeSetting(id, value);
      if (wrong == Code.NO_ERROR && id == Frame.INITIAL_WINDOW_SIZE) {
        wrong = resizeWindows((int) value);
      } else if (id == Frame.HEADER_TABLE_SIZE) {
        encoder.resize(value);
      }
      if (wrong != Code.NO_ERROR) {
        return wrong;
      }
    }
    output.settingsAck();
    return bears(Patience.IDLE_FRAME);
  }

  /** It changes the windows of all that are open, perhaps to less than nothing: RFC 9113 6.9.2. */
  private Code resizeWindows(int value) {
    int change = value - initialWindow;
    initialWindow = value;
    for (int i = 0; i < streams.count(); i++) {
      ClientStream stream = streams.get(i);
      stream.sendWindow += change;
      if (stream.sendWindow > Frame.MAX_WINDOW) {
        return Code.FLOW_CONTROL_ERROR;
      }
      turns.fed(stream);
    }
    return Code.NO_ERROR;
  }

  private Code ping(FrameReader frame, MemorySegment memory) {
    if (frame.has(Frame.ACK)) {
      pinged = true;
    } else {
      output.pingAck(memory, frame.start());
    }
    return bears(Patience.IDLE_FRAME);
  }

  private Code windowUpdate(FrameReader frame, MemorySegment memory) {
    int increment = frame.number(memory, 0);
    if (frame.stream() == 0) {
      boolean sound = increment > 0 && turns.widen(increment);
      Code wrong = increment == 0 ? Code.PROTOCOL_ERROR : Code.FLOW_CONTROL_ERROR;
      return sound ? bears(Patience.IDLE_FRAME) : wrong;
    }
    ClientStream stream = streams.find(frame.stream());
    if (stream == null) {
      boolean idle = streams.fate(frame.stream()) == OpenStreams.Fate.IDLE;
      return idle ? Code.PROTOCOL_ERROR : bears(Patience.IDLE_FRAME);
    }
    stream.sendWindow += increment;
    if (increment == 0 || stream.sendWindow > Frame.MAX_WINDOW) {
      return reset(stream, increment == 0 ? Code.PROTOCOL_ERROR : Code.FLOW_CONTROL_ERROR);
    }
    turns.fed(stream);
    return bears(Patience.IDLE_FRAME);
  }

  // ---- how streams end

  /** The client has done something wrong with one stream: only that ends. */
  Code reset(ClientStream stream, Code code) {
    int number = stream.number;
    output.rstStream(number, code);
    giveUp(stream);
    streams.giveUp(number);
    return bears(Patience.TAKEN_BACK);
  }

  /** Its exchange is over: whatever the client does not know yet, it is told. */
  void over(ClientStream stream) {
    int number = stream.number;
    if (stream.isOpen()) {
      streams.close(stream);
    }
    if (stream.isAnswered()) {
      patience.answered();
    }
    boolean whole = stream.isAnswered() && stream.body().hasEnded();
    if (!stream.isGone() && !whole) {
      Code code = stream.isAnswered() ? Code.NO_ERROR : stream.ending(); // RFC 9113 8.1
      output.rstStream(number, code);
      streams.giveUp(number);
    }
    bodies.credit(stream.clear());
    if (turns.isFree(stream)) {
      desk.giveBack(stream);
    }
  }

  /** Nothing more is said about it, even where its exchange goes on for a while. */
  private void giveUp(ClientStream stream) {
    stream.giveUp();
    if (stream.isOpen()) {
      streams.close(stream);
      stream.detach();
    }
  }

  /** The connection is lost: so are all its streams. */
  void giveUpAll() {
    while (streams.count() > 0) {
      giveUp(streams.get(streams.count() - 1));
    }
    heads.forget();
  }

  /** As above, where a defect of ours has cost the connection: that is what is told of them. */
  void forsakeAll() {
    while (streams.count() > 0) {
      ClientStream last = streams.get(streams.count() - 1);
      try {
        last.forsake();
      } catch (RuntimeException | Error _) {
        // It is lost all the same, and the first defect has been told.
      }
      if (last.isOpen()) {
        streams.close(last);
        last.detach();
      }
    }
    heads.forget();
  }

  /** No new streams from now on. */
  void leave() {
    heads.leave();
  }

  /** Another needs the client's place: whoever waits for the client alone waits no more. */
  void giveWay(Detail why) {
    for (int i = streams.count() - 1; i >= 0; i = Math.min(i, streams.count()) - 1) {
      streams.get(i).giveWay(why);
    }
  }

  // ---- what others ask

  /** Since when all exchanges wait for the client: for each since then, if not longer. */
  long stuckSince() {
    long since = Long.MIN_VALUE;
    for (int i = 0; i < streams.count(); i++) {
      since = Math.max(since, streams.get(i).waitsForClientSince());
    }
    return since;
  }

  Turns turns() {
    return turns;
  }

  boolean hasStreams() {
    return streams.count() > 0;
  }

  int lastNumber() {
    return streams.last();
  }

  /** Whether a head has begun and is not whole. */
  boolean isInHead() {
    return heads.isUnderWay();
  }

  boolean isSettled() {
    return settled;
  }

  /** Whether the client has answered a ping of ours. */
  boolean hasAnsweredPing() {
    return pinged;
  }

  boolean hasRoom(ClientStream stream, int bytes) {
    return turns.hasRoom(stream, bytes);
  }

  int allowance(ClientStream stream, int wanted) {
    return turns.allowance(stream, wanted);
  }

  void carried(ClientStream stream, int bytes) {
    carried += bytes;
    patience.carried();
    turns.carried(stream, bytes);
  }

  void again(ClientStream stream) {
    turns.news(stream);
    carrier.duplex().again();
  }

  /** So much of a stream's body has been taken: see {@link Bodies#credit}. */
  void credit(ClientStream stream, int bytes) {
    carried += bytes;
    bodies.credit(stream, bytes);
  }

  /** How many bytes of bodies have gone, both ways. */
  long carried() {
    return carried;
  }

  /** The window that a new stream has to send through. */
  int initialWindow() {
    return initialWindow;
  }

  Desk desk() {
    return desk;
  }

  FieldEncoder encoder() {
    return encoder;
  }

  Outflow output() {
    return output;
  }

  byte[] address() {
    return carrier.address();
  }

  int tlsVersion() {
    return carrier.tlsVersion();
  }

  boolean isTrusted() {
    return carrier.isTrusted();
  }

  Ends ends() {
    return carrier.ends();
  }

  SocketAddress localAddress() {
    return carrier.duplex().localAddress();
  }
}
