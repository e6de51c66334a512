package dev.goodgate.gateway.connect.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.SocketEvents;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply. To its exchange it is a connection of its own, which speaks HTTP/1:
 * what is sent is the request as HTTP/1 words it, what is received is the reply as HTTP/1 frames
 * it. Used for one request after the other.
 */
final class Http2Stream implements Duplex {
  /** What it gives instead of bytes when it was given up. */
  static final int GONE = -Errno.ECONNRESET.number();

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_CHUNK = "0\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_TRAILER = {};

  /** What frames a chunk: its size in hex and two line ends. */
  private static final int CHUNK_FRAME = 12;

  private final Http2Connection connection;
  private final RequestText request = new RequestText();
  private final Inbox heads;
  private final Inbox body;
  private @Nullable SocketEvents owner;
  private @Nullable Failure trouble;
  private int result;
  private boolean ended;
  private boolean endTaken;
  private boolean chunked;
  private byte[] trailer = NO_TRAILER;

  /** 0 until its head is sent: numbers must go up as heads are sent. */
  int number;

  /** What its reply has come to. */
  final ReplyProgress progress = new ReplyProgress();

  /** Whether it waits for a window, or for room. */
  boolean starves;

  /** Whether its owner is to be told that something has changed. */
  boolean hasNews;

  long sendWindow;
  int receiveWindow;
  int uncredited;

  Http2Stream(Http2Connection connection, Blocks blocks) {
    this.connection = connection;
    heads = new Inbox(blocks);
    body = new Inbox(blocks);
  }

  // ---- its life

  void open(SocketEvents newOwner) {
    owner = newOwner;
    trouble = null;
    result = 0;
    number = 0;
    ended = endTaken = chunked = starves = false;
    trailer = NO_TRAILER;
    uncredited = 0;
    request.begin();
    progress.begin();
  }

  /** It will bring no more than what has come: {@code why} is null where only the result tells. */
  void fail(int newResult, @Nullable Failure why) {
    if (!ended && result == 0) {
      result = newResult;
      trouble = why;
    }
    request.end();
  }

  /** The endpoint wants no more of the request, and the reply stands. */
  void stopRequest() {
    request.end();
  }

  void tellOwner() {
    hasNews = false;
    if (owner != null) {
      owner.ready();
    }
  }

  /** Lets go of everything. */
  void clear() {
    owner = null;
    heads.clear();
    body.clear();
    trailer = NO_TRAILER;
  }

  /** Nobody waits for it any more, but its end has not come. */
  void drain() {
    owner = null;
    heads.clear();
    body.clear();
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
    return ended;
  }

  // ---- what the endpoint sends

  /** How much of a head waits. */
  int headsLength() {
    return heads.length();
  }

  /** A head as HTTP/1 words it; the last of them says how the body will come. */
  void addHead(byte[] text, int length, boolean bodyInChunks) {
    heads.add(text, 0, length);
    chunked = bodyInChunks;
  }

  void add(MemorySegment from, int begin, int end) {
    if (owner != null) {
      body.add(from, begin, end);
    }
  }

  void end() {
    ended = true;
  }

  /** Lines of HTTP/1; a body of a declared length has no place for them. */
  void end(byte[] trailerLines) {
    ended = true;
    trailer = chunked ? trailerLines : NO_TRAILER;
  }

  @Override
  public int receive(MemorySegment into, long offset, int length) {
    int at = (int) offset;
    int end = at + length;
    int head = Math.min(heads.length(), length);
    heads.take(into, at, head);
    at += head;
    if (heads.length() == 0) {
      at = chunked ? chunk(into, at, end) : bare(into, at, end);
    }
    int count = at - (int) offset;
    if (count > 0) {
      return count;
    }
    if (result != 0) {
      return result;
    }
    return ended && (endTaken || !chunked) ? END : AGAIN;
  }

  private int bare(MemorySegment into, int at, int end) {
    int taken = Math.min(body.length(), end - at);
    takeBody(into, at, taken);
    return at + taken;
  }

  private int chunk(MemorySegment into, int begin, int end) {
    int at = begin;
    int count = Math.min(body.length(), end - at - CHUNK_FRAME);
    if (count > 0) {
      for (int shift = 28 - (Integer.numberOfLeadingZeros(count) & ~3); shift >= 0; shift -= 4) {
        into.set(JAVA_BYTE, at++, HEX[(count >>> shift) & 15]);
      }
      at = endLine(into, at);
      takeBody(into, at, count);
      at = endLine(into, at + count);
    }
    int rest = LAST_CHUNK.length + trailer.length + 2;
    if (ended && !endTaken && body.length() == 0 && rest <= end - at) {
      endTaken = true;
      MemorySegment.copy(LAST_CHUNK, 0, into, JAVA_BYTE, at, LAST_CHUNK.length);
      MemorySegment.copy(trailer, 0, into, JAVA_BYTE, at + LAST_CHUNK.length, trailer.length);
      at = endLine(into, at + LAST_CHUNK.length + trailer.length);
    }
    return at;
  }

  private void takeBody(MemorySegment into, int at, int count) {
    body.take(into, at, count);
    if (count > 0) {
      connection.credit(this, count);
    }
  }

  private static int endLine(MemorySegment into, int at) {
    into.set(JAVA_BYTE, at, (byte) '\r');
    into.set(JAVA_BYTE, at + 1, (byte) '\n');
    return at + 2;
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
  boolean hasRoom(int bytes) {
    boolean there = connection.out().room() >= bytes;
    starves |= !there;
    return there;
  }

  int allowance(int wanted) {
    return connection.allowance(this, wanted);
  }

  void head(byte[] coded, int length, boolean endsStream) {
    connection.sendHead(this, coded, length, endsStream);
  }

  MemorySegment memory() {
    return connection.out().memory();
  }

  int payloadAt() {
    return connection.out().payloadAt();
  }

  void data(int length, boolean endsStream) {
    connection.sendData(this, length, endsStream);
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
    return heads.length() > 0 || body.length() > 0 || result != 0 || ended;
  }

  @Override
  public boolean mayWrite() {
    return result == 0 && !starves;
  }

  @Override
  public boolean isEnded() {
    return ended || result != 0;
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
    return ended ? Code.NO_ERROR : Code.CANCEL;
  }
}
