package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.http2.HeadBlock;
import dev.goodgate.gateway.http2.hpack.FieldDecoder;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one connection: acts on one frame after the other as RFC 9113 5 and 6 have it.
 * What is wrong with one stream ends that stream; what is wrong with the connection is returned,
 * and ends all.
 */
final class Dialogue {
  /** Of one stream's body nobody has to hold more than this. */
  static final int STREAM_WINDOW = 256 * 1_024;

  /** Nor of all bodies of one connection. */
  static final int WINDOW = 1_024 * 1_024;

  private static final int MAX_TRAILER = 8 * 1_024;

  private final Carrier carrier;
  private final Desk desk;
  private final Output output;
  private final Patience patience;
  private final OpenStreams streams;
  private final Turns turns;
  private final FieldDecoder decoder = new FieldDecoder(Frame.DEFAULT_TABLE);
  private final FieldEncoder encoder = new FieldEncoder(Frame.DEFAULT_TABLE);
  private final RequestText request;
  private final int maxHead;
  private @Nullable HeadBlock block;
  private boolean endsAfterHead;
  private boolean settled;
  private boolean leaving;
  private int discarding;
  private int window = WINDOW;
  private int uncredited;
  private int initialWindow = Frame.DEFAULT_WINDOW;
  private boolean pinged;

  Dialogue(Carrier carrier, Desk desk, Output output) {
    this.carrier = carrier;
    this.desk = desk;
    this.output = output;
    this.request = new RequestText(desk.fields());
    this.patience = new Patience(desk.loop().now());
    this.streams = new OpenStreams(carrier.bench().limits().streams());
    this.turns = new Turns(output);
    this.maxHead = carrier.bench().limits().head();
  }

  /** The server's part of the preface. */
  void open() {
    output.settings(
        Frame.MAX_CONCURRENT_STREAMS,
        streams.max(),
        Frame.INITIAL_WINDOW_SIZE,
        STREAM_WINDOW,
        Frame.MAX_HEADER_LIST_SIZE,
        maxHead);
    output.windowUpdate(0, WINDOW - Frame.DEFAULT_WINDOW);
  }

  /** Acts on one frame; returns NO_ERROR, or why the connection cannot go on. */
  Code act(FrameReader frame, MemorySegment memory) {
    if (!settled && (frame.type() != Frame.SETTINGS || frame.has(Frame.ACK))) {
      return Code.PROTOCOL_ERROR; // RFC 9113 3.4
    }
    return switch (frame.type()) {
      case Frame.DATA -> data(frame, memory);
      case Frame.HEADERS -> headers(frame, memory);
      case Frame.PRIORITY -> priority(frame, memory);
      case Frame.RST_STREAM -> rstStream(frame);
      case Frame.SETTINGS -> settings(frame, memory);
      case Frame.PUSH_PROMISE -> Code.PROTOCOL_ERROR; // RFC 9113 8.4
      case Frame.PING -> ping(frame, memory);
      case Frame.WINDOW_UPDATE -> windowUpdate(frame, memory);
      case Frame.CONTINUATION -> continuation(frame, memory);
      default -> bears(Patience.IDLE_FRAME); // GOAWAY: it will send no more requests, or says why
    };
  }

  private Code bears(int cost) {
    return patience.bears(cost, desk.loop().now()) ? Code.NO_ERROR : Code.ENHANCE_YOUR_CALM;
  }

  // ---- DATA: RFC 9113 6.1, 6.9

  private Code data(FrameReader frame, MemorySegment memory) {
    if (frame.isFirst()) {
      Code wrong = beginData(frame);
      if (wrong != Code.NO_ERROR) {
        return wrong;
      }
    }
    ClientStream stream = discarding == frame.stream() ? null : streams.find(frame.stream());
    if (stream == null) {
      if (discarding != frame.stream()) {
        credit(frame.end() - frame.start()); // it was given up between two pieces
      }
      return Code.NO_ERROR;
    }
    if (frame.end() > frame.start()) {
      stream.add(memory, frame.start(), frame.end());
    }
    if (frame.isLast() && frame.has(Frame.END_STREAM)) {
      stream.end();
    }
    turns.news(stream);
    return Code.NO_ERROR;
  }

  /** The whole frame counts, as its sender has counted it. */
  private Code beginData(FrameReader frame) {
    discarding = 0;
    int length = frame.length();
    window -= length;
    if (window < 0) {
      return Code.FLOW_CONTROL_ERROR;
    }
    ClientStream stream = streams.find(frame.stream());
    if (stream == null || stream.hasEnded()) {
      discarding = frame.stream();
      credit(length);
      return stream == null ? dataOnClosed(frame.stream()) : reset(stream, Code.STREAM_CLOSED);
    }
    int data = frame.data();
    stream.receiveWindow -= length;
    boolean last = frame.has(Frame.END_STREAM);
    if (stream.receiveWindow < 0 || !stream.counts(data, last)) {
      discarding = frame.stream();
      credit(length);
      return reset(
          stream, stream.receiveWindow < 0 ? Code.FLOW_CONTROL_ERROR : Code.PROTOCOL_ERROR);
    }
    if (length > data) {
      credit(stream, length - data);
    }
    return data == 0 && !last ? bears(Patience.IDLE_FRAME) : Code.NO_ERROR;
  }

  private Code dataOnClosed(int number) {
    return switch (streams.fate(number)) {
      case IDLE -> Code.PROTOCOL_ERROR;
      case GIVEN_UP -> bears(Patience.IDLE_FRAME); // it may not have known
      case ENDED, SKIPPED -> {
        output.rstStream(number, Code.STREAM_CLOSED);
        yield bears(Patience.TAKEN_BACK);
      }
    };
  }

  /** So much of a body has been taken from here: the client may send as much again. */
  void credit(ClientStream stream, int bytes) {
    credit(bytes);
    stream.uncredited += bytes;
    if (stream.uncredited >= STREAM_WINDOW / 2 && !stream.hasEnded()) {
      output.windowUpdate(stream.number, stream.uncredited);
      stream.receiveWindow += stream.uncredited;
      stream.uncredited = 0;
    }
  }

  private void credit(int bytes) {
    uncredited += bytes;
    if (uncredited >= WINDOW / 2) {
      output.windowUpdate(0, uncredited);
      window += uncredited;
      uncredited = 0;
    }
  }

  // ---- HEADERS and CONTINUATION: RFC 9113 6.2, 6.10

  private Code headers(FrameReader frame, MemorySegment memory) {
    Code wrong = mayHaveHead(frame);
    if (wrong != Code.NO_ERROR) {
      return wrong;
    }
    if (frame.waitsForItself(memory)) {
      return Code.PROTOCOL_ERROR; // RFC 7540 5.3.1: a stream error, but its head is unread
    }
    endsAfterHead = frame.has(Frame.END_STREAM);
    block = desk.takeBlock();
    return fragment(frame, memory);
  }

  private Code mayHaveHead(FrameReader frame) {
    int number = frame.stream();
    ClientStream stream = streams.find(number);
    if (stream != null) {
      return stream.hasEnded() ? Code.STREAM_CLOSED : Code.NO_ERROR;
    }
    if ((number & 1) == 0) {
      return Code.PROTOCOL_ERROR;
    }
    return switch (streams.fate(number)) {
      case IDLE, GIVEN_UP -> Code.NO_ERROR;
      case ENDED -> Code.STREAM_CLOSED;
      case SKIPPED -> Code.PROTOCOL_ERROR; // RFC 9113 5.1.1
    };
  }

  private Code continuation(FrameReader frame, MemorySegment memory) {
    Code wrong = bears(frame.length() == 0 ? Patience.TAKEN_BACK : Patience.IDLE_FRAME);
    return wrong == Code.NO_ERROR ? fragment(frame, memory) : wrong;
  }

  private Code fragment(FrameReader frame, MemorySegment memory) {
    HeadBlock whole = block;
    if (whole == null || !whole.add(memory, frame.start(), frame.end())) {
      return Code.ENHANCE_YOUR_CALM;
    }
    if (!frame.has(Frame.END_HEADERS)) {
      return Code.NO_ERROR;
    }
    block = null;
    Code code = head(frame.stream(), whole);
    desk.giveBack(whole);
    return code;
  }

  private Code head(int number, HeadBlock whole) {
    int maxFields = carrier.bench().limits().fields() + RequestText.PSEUDO_FIELDS;
    desk.fields().begin(maxHead, maxFields);
    int result = decoder.decode(whole.bytes(), 0, whole.length(), desk.fields());
    if (result != FieldDecoder.SOUND) {
      return result == FieldDecoder.ABUSIVE ? Code.ENHANCE_YOUR_CALM : Code.COMPRESSION_ERROR;
    }
    ClientStream stream = streams.find(number);
    if (stream != null) {
      return trailer(stream);
    }
    return streams.fate(number) == OpenStreams.Fate.IDLE ? open(number) : Code.NO_ERROR;
  }

  private Code trailer(ClientStream stream) {
    boolean small = desk.fields().size() <= MAX_TRAILER && !desk.fields().isTooMany();
    byte[] lines = endsAfterHead && small ? request.trailer() : null;
    if (lines == null || !stream.counts(0, true)) {
      return reset(stream, Code.PROTOCOL_ERROR); // RFC 9113 8.1
    }
    stream.end(lines);
    turns.news(stream);
    return Code.NO_ERROR;
  }

  private Code open(int number) {
    streams.seen(number);
    if (leaving || streams.isFull()) {
      streams.giveUp(number);
      output.rstStream(number, Code.REFUSED_STREAM);
      return bears(Patience.IDLE_FRAME);
    }
    ClientStream stream = desk.takeStream();
    stream.open(this, endsAfterHead);
    stream.sendWindow = initialWindow;
    stream.receiveWindow = STREAM_WINDOW;
    streams.open(stream, number);
    return begin(stream);
  }

  private Code begin(ClientStream stream) {
    Workbench bench = carrier.bench();
    Failure tooLarge = tooLarge(bench);
    int length = tooLarge != null ? -1 : request.write(bench.headBytes(), endsAfterHead);
    int read = length < 0 ? 0 : bench.requestHead().readRequest(bench.headBytes(), 0, length);
    if (tooLarge != null) {
      stream.refuse(bench, tooLarge);
    } else if (read == Head.TOO_MANY_FIELDS) {
      stream.refuse(bench, tooMany(bench));
    } else if (length < 0 || read != length) {
      return malformed(stream, length < 0 ? request.defect() : bench.requestHead().defect());
    } else {
      long declared = bench.requestHead().fields().contentLength();
      if (endsAfterHead && declared > 0) {
        return malformed(stream, Defect.LENGTHS_DISAGREE);
      }
      stream.begin(bench, request.isHead(), declared);
    }
    return Code.NO_ERROR;
  }

  private @Nullable Failure tooLarge(Workbench bench) {
    if (desk.fields().isTooLarge()) {
      return refusal(Symptom.TOO_LARGE, new Detail.Limit("limits.head", maxHead));
    }
    return desk.fields().isTooMany() ? tooMany(bench) : null;
  }

  private static Failure tooMany(Workbench bench) {
    return refusal(Symptom.TOO_LARGE, new Detail.Limit("limits.fields", bench.limits().fields()));
  }

  private Code malformed(ClientStream stream, Defect defect) {
    stream.refuseMute(carrier.bench(), refusal(Symptom.MALFORMED, new Detail.Wrong(defect, "")));
    return bears(Patience.TAKEN_BACK);
  }

  private static Failure refusal(Symptom symptom, Detail detail) {
    return new Failure(Phase.SELECT, Actor.CLIENT, symptom, detail);
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
    stream.giveUp();
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
        wrong = initialWindow((int) value);
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
  private Code initialWindow(int value) {
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
  private Code reset(ClientStream stream, Code code) {
    int number = stream.number;
    output.rstStream(number, code);
    stream.giveUp();
    streams.giveUp(number);
    return bears(Patience.TAKEN_BACK);
  }

  /** Its exchange is over: whatever the client does not know yet, it is told. */
  void over(ClientStream stream) {
    int number = stream.number;
    if (stream.isGone()) {
      streams.close(stream);
    } else if (!stream.isAnswered()) {
      output.rstStream(number, stream.ending());
      streams.close(stream);
      streams.giveUp(number);
    } else if (!stream.hasEnded()) {
      output.rstStream(number, Code.NO_ERROR); // RFC 9113 8.1
      streams.close(stream);
      streams.giveUp(number);
      patience.answered();
    } else {
      streams.close(stream);
      patience.answered();
    }
    credit(stream.clear());
    if (turns.isFree(stream)) {
      desk.giveBack(stream);
    }
  }

  /** The connection is lost: so are all its streams. */
  void giveUpAll() {
    while (streams.count() > 0) {
      ClientStream last = streams.get(streams.count() - 1);
      last.giveUp();
    }
    forgetBlock();
  }

  /** As above, where a defect of ours has made one of them unfit for it, and nobody knows which. */
  void forsakeAll() {
    while (streams.count() > 0) {
      ClientStream last = streams.get(streams.count() - 1);
      try {
        last.giveUp();
      } catch (RuntimeException | AssertionError _) {
        // it was told by the one that came first
      }
      if (streams.count() > 0 && streams.get(streams.count() - 1) == last) {
        streams.close(last);
        int _ = last.clear();
      }
    }
    forgetBlock();
  }

  private void forgetBlock() {
    if (block != null) {
      desk.giveBack(block);
      block = null;
    }
  }

  /** No new streams from now on. */
  void leave() {
    leaving = true;
  }

  // ---- what others ask

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
    return block != null;
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
    patience.carried();
    turns.carried(stream, bytes);
  }

  void again(ClientStream stream) {
    turns.news(stream);
    carrier.duplex().again();
  }

  Desk desk() {
    return desk;
  }

  FieldEncoder encoder() {
    return encoder;
  }

  Output output() {
    return output;
  }

  byte[] address() {
    return carrier.address();
  }

  Ends ends() {
    return carrier.ends();
  }

  int tlsVersion() {
    return carrier.tlsVersion();
  }

  SocketAddress localAddress() {
    return carrier.duplex().localAddress();
  }
}
