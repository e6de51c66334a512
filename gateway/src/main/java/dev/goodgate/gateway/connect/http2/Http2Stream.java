package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.body.BodySink;
import dev.goodgate.gateway.http2.body.BodyText;
import dev.goodgate.gateway.http2.body.Intake;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.SocketEvents;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply. To its exchange it is a connection of its own, which speaks HTTP/1:
 * what is sent is the request as HTTP/1 words it, what is received is the reply as HTTP/1 frames
 * it. Used for one request after the other.
 */
final class Http2Stream implements Duplex, BodySink {
  /** What it gives instead of bytes when it was given up. */
  static final int GONE = -Errno.ECONNRESET.number();

  private final Http2Connection connection;
  private final RequestText request = new RequestText();
  private final Intake heads;
  private final BodyText body;
  private @Nullable SocketEvents owner;
  private @Nullable Failure trouble;
  private int result;

  /** 0 until its head is sent: numbers must go up as heads are sent. */
  int number;

  /** What its reply has come to. */
  final ReplyProgress progress;

  /** Whether it waits for a window, or for room. */
  boolean starves;

  /** Whether its owner is to be told that something has changed. */
  boolean hasNews;

  long sendWindow;
  int receiveWindow;
  int uncredited;

  Http2Stream(Http2Connection connection, Blocks blocks) {
    this.connection = connection;
    heads = new Intake(blocks);
    body = new BodyText(blocks);
    progress = new ReplyProgress(body);
  }

  // ---- its life

  void open(SocketEvents newOwner) {
    owner = newOwner;
    trouble = null;
    result = 0;
    number = 0;
    starves = false;
    uncredited = 0;
    request.begin();
    progress.begin();
  }

  /** It will bring no more than what has come: {@code why} is null where only the result tells. */
  void fail(int newResult, @Nullable Failure why) {
    if (!body.hasEnded() && result == 0) {
      result = newResult;
      trouble = why;
    }
    request.end();
  }

  void tellOwner() {
    hasNews = false;
    if (owner != null) {
      owner.ready();
    }
  }

  /** Nobody waits for it any more, though perhaps its end has not come: lets go of everything. */
  void clear() {
    owner = null;
    int _ = heads.clear();
    int _ = body.clear();
  }

  boolean isDrained() {
    return owner == null;
  }

  boolean isRequestOver() {
    return request.isOver();
  }

  boolean isRequestForHead() {
    return request.isForHead();
  }

  boolean hasFailed() {
    return result != 0;
  }

  boolean hasEnded() {
    return body.hasEnded();
  }

  // ---- what the endpoint sends

  /** How much of a head waits. */
  int headsLength() {
    return heads.length();
  }

  /** A head as HTTP/1 words it. */
  void addHead(byte[] text, int length) {
    heads.add(text, 0, length);
  }

  void add(MemorySegment from, int begin, int end) {
    if (owner != null) {
      body.add(from, begin, end);
    }
  }

  BodyText body() {
    return body;
  }

  @Override
  public int receive(MemorySegment into, long offset, int length) {
    int count = heads.take(into, offset, length);
    if (heads.length() == 0) {
      count += body.receive(into, (int) offset + count, length - count);
      if (body.taken() > 0) {
        connection.bodies().credit(this, body.taken());
      }
    }
    if (count > 0) {
      return count;
    }
    if (result != 0) {
      return result;
    }
    return body.isOver() ? END : AGAIN;
  }

  // ---- what it is sent

  @Override
  public int send(MemorySegment from, long offset, int length) {
    return result != 0 ? GONE : request.take(this, from, (int) offset, length);
  }

  RequestHead requestHead() {
    return connection.requestHead();
  }

  FieldEncoder encoder() {
    return connection.encoder();
  }

  /** Whether so much can be said now; if not, the owner is told when it can. */
  @Override
  public boolean hasRoom(int bytes) {
    boolean there = connection.out().room() >= bytes;
    starves |= !there;
    return there;
  }

  @Override
  public int allowance(int wanted) {
    return connection.allowance(this, wanted);
  }

  void head(byte[] coded, int length, boolean endsStream) {
    connection.sendHead(this, coded, length, endsStream);
  }

  @Override
  public MemorySegment memory() {
    return connection.out().memory();
  }

  @Override
  public int payloadAt() {
    return connection.out().payloadAt();
  }

  @Override
  public void data(int length, boolean endsStream) {
    connection.sendData(this, length, endsStream);
  }

  @Override
  public void trailer(byte[] lines, int length) {
    request.trailer(this, lines, length);
  }

  // ---- how it ends

  /** The exchange is over, and well: what the endpoint still says about it is of no interest. */
  void release() {
    connection.release(this, false);
  }

  @Override
  public void close() {
    connection.release(this, true);
  }

  @Override
  public void abort() {
    connection.release(this, true);
  }

  @Override
  public @Nullable Failure trouble() {
    return trouble;
  }

  // ---- what else its owner asks

  @Override
  public int finishConnect() {
    return 0;
  }

  @Override
  public int watch() {
    return 0;
  }

  @Override
  public void again() {
    connection.tellLater(this);
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean mayRead() {
    return heads.length() > 0 || result != 0 || body.isThere();
  }

  @Override
  public boolean mayWrite() {
    return result == 0 && !starves;
  }

  @Override
  public boolean isEnded() {
    return body.hasEnded() || result != 0;
  }

  @Override
  public boolean isBroken() {
    return result != 0;
  }

  @Override
  public boolean isClosed() {
    return owner == null;
  }

  @Override
  public SocketAddress localAddress() {
    return connection.localAddress();
  }

  @Override
  public void shutdownOutput() {}

  /** What it is given up with when the exchange wants no more of it. */
  Code farewell() {
    return body.hasEnded() ? Code.NO_ERROR : Code.CANCEL;
  }
}
