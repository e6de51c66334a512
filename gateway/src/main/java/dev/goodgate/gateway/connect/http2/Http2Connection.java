package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.http2.flow.Outflow;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.SocketEvents;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an endpoint that carries many exchanges at once, each over a {@link Duplex} of
 * its own. Its socket's owner passes on what it is told to {@link #ready}. Belongs to one loop.
 *
 * <p>How it works: frames are read as they come and acted on by {@link Acts}, which put what they
 * bring into the streams; only when nothing more is there are the streams' owners told, so that
 * nobody is called while frames are being read. What is said, by streams and by the connection
 * itself, is gathered in {@link Outflow} and sent at the end of the turn. A stream's window is what
 * its inbox may hold; the connection's is so wide that streams never wait for each other.
 */
public final class Http2Connection {
  /** Streams at once, whatever the endpoint allows. */
  static final int MOST_STREAMS = 128;

  /** What may wait in a stream's inbox: less than a large block. */
  static final int STREAM_WINDOW = 96 * 1_024;

  private static final int WINDOW = MOST_STREAMS * STREAM_WINDOW;
  private static final Outflow.Reserve RESERVE = new Outflow.Reserve(8 * 1_024, 64);
  private static final int ROUNDS_A_TURN = 4;

  private final Loop loop;
  private final Duplex socket;
  private final SocketAddress local;
  private final Outflow out;
  private final Acts acts;
  private final FrameReader frame = new FrameReader();
  private final Streams streams = new Streams();
  private final RequestHead requestHead;
  private final FieldEncoder encoder = new FieldEncoder(Frame.DEFAULT_TABLE);
  private final ArrayDeque<Http2Stream> spare = new ArrayDeque<>();
  private final ArrayDeque<Http2Stream> news = new ArrayDeque<>();
  private final Runnable telling = this::tell;
  private @Nullable Block partial;
  private boolean tellingDue;
  private int firstFed;
  private boolean over;

  /**
   * What is said to an endpoint and borne from it; {@code chosen} tells that it could have had
   * HTTP/1.1 as well.
   */
  public record Terms(String scheme, boolean chosen, int replyHead, int fields) {}

  public Http2Connection(Loop loop, Duplex socket, Terms terms) {
    this.loop = loop;
    this.socket = socket;
    this.local = socket.localAddress();
    this.out = new Outflow(loop, () -> socket, RESERVE, this::sent);
    this.requestHead = new RequestHead(terms.scheme());
    this.acts = new Acts(this, terms);
  }

  /** Says what a client says first. */
  public void begin() {
    out.preface(
        Frame.ENABLE_PUSH,
        0,
        Frame.INITIAL_WINDOW_SIZE,
        STREAM_WINDOW,
        Frame.MAX_HEADER_LIST_SIZE,
        acts.terms().replyHead());
    out.windowUpdate(0, WINDOW - Frame.DEFAULT_WINDOW);
  }

  // ---- streams, as others see them

  /** Whether another stream can be opened now. */
  public boolean mayOpen() {
    return !isLeaving() && streams.count() < acts.limit();
  }

  /** Another stream; {@code owner} is told of its changes. */
  public Duplex open(SocketEvents owner) {
    Http2Stream pooled = spare.pollFirst();
    Http2Stream stream = pooled == null ? new Http2Stream(this, loop.blocks()) : pooled;
    stream.open(owner);
    stream.sendWindow = acts.initialWindow();
    stream.receiveWindow = STREAM_WINDOW;
    streams.open(stream);
    return stream;
  }

  /** Gives back a stream whose exchange has ended well. */
  public static void release(Duplex stream) {
    if (stream instanceof Http2Stream ours) {
      ours.release();
    }
  }

  /** Whether the endpoint has told its settings. */
  public boolean isSettled() {
    return acts.isSettled();
  }

  /** Whether nobody waits for any stream of it. */
  public boolean isIdle() {
    return streams.wanted() == 0;
  }

  /** Whether it takes no more streams, for good. */
  public boolean isLeaving() {
    return over
        || acts.isLeaving()
        || acts.isUnwanted()
        || acts.limit() == 0
        || streams.isExhausted();
  }

  /** Whether the endpoint would have HTTP/1.1 instead, and can: RFC 9113 7. */
  public boolean isUnwanted() {
    return acts.isUnwanted();
  }

  /** Whether it has ended. */
  public boolean isOver() {
    return over;
  }

  /** What it means, to whoever waited for a stream, that it has ended. */
  public Failure unspoken() {
    return acts.unspoken();
  }

  // ---- what happens on its socket

  /** Something has changed about its socket. */
  public void ready() {
    if (over) {
      return;
    }
    boolean _ = out.send();
    feed();
    receive();
    tell();
  }

  private void receive() {
    for (int round = 0; round < ROUNDS_A_TURN && !over; round++) {
      MemorySegment scratch = loop.scratch();
      int have = 0;
      if (partial != null) {
        have = partial.length();
        MemorySegment.copy(partial.memory(), 0, scratch, Loop.HEADROOM, have);
      }
      if (!out.canAnswer()) {
        return;
      }
      int count =
          have == Loop.SCRATCH
              ? 0
              : socket.receive(scratch, (long) Loop.HEADROOM + have, Loop.SCRATCH - have);
      if (count == Duplex.AGAIN && (have < Loop.SCRATCH)) {
        return;
      }
      if (count < 0) {
        end(count);
        return;
      }
      int end = Loop.HEADROOM + have + count;
      keep(scratch, read(scratch, end), end);
    }
    if (!over) {
      socket.again();
    }
  }

  /** Acts on the frames that are there; returns where the rest begins. */
  private int read(MemorySegment scratch, int end) {
    int at = Loop.HEADROOM;
    while (!over && out.canAnswer()) {
      if (acts.isHttp1(scratch, at, end)) {
        return end;
      }
      int used = frame.read(scratch, at, end);
      if (used == FrameReader.INCOMPLETE) {
        break;
      }
      if (used == FrameReader.REFUSED) {
        acts.refused(frame);
        return end;
      }
      acts.on(frame, scratch);
      at += used;
    }
    return at;
  }

  private void keep(MemorySegment scratch, int at, int end) {
    forgetPartial();
    if (at < end && !over) {
      partial = loop.blocks().borrow(end - at);
      partial.append(scratch, at, end - at);
    }
  }

  /** What was said has been sent, or could not be. */
  private void sent() {
    if (out.isBroken() && !over) {
      receive(); // what came before the break waits still
      if (!over) {
        end(Duplex.END);
      }
    } else if (!over) {
      feed();
      if (partial != null && partial.length() > Frame.HEAD) {
        receive(); // there was no room for an answer, perhaps
      }
    }
    tell();
  }

  /** There may be room by now for those who wait for it; each time another comes first. */
  void feed() {
    int count = streams.count();
    for (int i = 0; i < count; i++) {
      Http2Stream stream = streams.get((firstFed + i) % count);
      if (stream.starves && acts.mayFeed(stream)) {
        stream.starves = false;
        news(stream);
      }
    }
    firstFed = count == 0 ? 0 : (firstFed + 1) % count;
  }

  // ---- news for owners

  /** The stream's owner will be told, but not while frames are being read. */
  void news(Http2Stream stream) {
    if (!stream.hasNews) {
      stream.hasNews = true;
      news.addLast(stream);
    }
  }

  void tellLater(Http2Stream stream) {
    news(stream);
    tellLater();
  }

  private void tellLater() {
    if (!tellingDue) {
      tellingDue = true;
      loop.execute(telling);
    }
  }

  private void tell() {
    tellingDue = false;
    for (int due = news.size(); due > 0; due--) {
      news.removeFirst().tellOwner();
    }
    if (!news.isEmpty()) {
      tellLater();
    }
  }

  // ---- what streams ask

  /** How many of so many bytes of a body may go now; where it is none the stream is told later. */
  int allowance(Http2Stream stream, int wanted) {
    long most = Math.min(Math.min(wanted, Frame.MAX_PAYLOAD), out.room() - Frame.HEAD);
    most = Math.min(most, Math.min(stream.sendWindow, acts.window()));
    stream.starves |= most <= 0;
    return (int) Math.max(0, most);
  }

  void sendHead(Http2Stream stream, byte[] coded, int length, boolean endsStream) {
    if (stream.number == 0) {
      streams.number(stream);
    }
    out.head(stream.number, coded, length, endsStream);
    acts.patience().earn();
  }

  void sendData(Http2Stream stream, int length, boolean endsStream) {
    out.data(stream.number, length, endsStream);
    acts.sent(stream, length);
  }

  /** Its exchange wants no more of it; {@code cut} tells that it is not whole. */
  void release(Http2Stream stream, boolean cut) {
    if (stream.isDrained()) {
      return;
    }
    boolean done = over || stream.hasFailed() || stream.number == 0;
    boolean whole = stream.hasEnded() && stream.isRequestOver();
    if (!done && !whole && !cut) {
      streams.drain(stream);
      return;
    }
    if (!done && !whole) {
      out.rstStream(stream.number, stream.farewell());
    }
    boolean _ = streams.remove(stream);
    spareIt(stream);
  }

  /** A stream that nobody waited for has ended at last. */
  void forget(Http2Stream drained) {
    boolean _ = streams.remove(drained);
    spareIt(drained);
  }

  private void spareIt(Http2Stream stream) {
    stream.clear();
    if (!stream.hasNews && spare.size() < MOST_STREAMS) {
      spare.addLast(stream);
    }
  }

  // ---- how it ends

  /** The endpoint has ended it. */
  private void end(int result) {
    acts.ended(result, socket.trouble());
    finish();
  }

  /** The endpoint breaks the rules, and is told so. */
  void breakOff(Code code) {
    if (!over) {
      out.goAway(0, code); // it may open no streams
      boolean _ = out.send();
      finish();
    }
  }

  /**
   * Closes it, however it stands; its streams bring no more than what has come. {@code why} is what
   * they come to where it was lost by a defect of ours, null where not.
   */
  public void close(@Nullable Failure why) {
    if (!over) {
      acts.ended(Duplex.END, why);
      breakOff(Code.NO_ERROR);
      tellLater();
    }
  }

  private void finish() {
    over = true;
    out.close();
    forgetPartial();
    socket.close();
  }

  private void forgetPartial() {
    if (partial != null) {
      loop.blocks().giveBack(partial);
      partial = null;
    }
  }

  Loop loop() {
    return loop;
  }

  Bodies bodies() {
    return acts.bodies();
  }

  Outflow out() {
    return out;
  }

  Streams streams() {
    return streams;
  }

  FieldEncoder encoder() {
    return encoder;
  }

  RequestHead requestHead() {
    return requestHead;
  }

  SocketAddress localAddress() {
    return local;
  }
}
