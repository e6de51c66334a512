package dev.goodgate.gateway.listen.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.util.Objects.requireNonNull;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.relay.Client;
import dev.goodgate.gateway.relay.LiveExchange;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client and its reply. To its exchange it is a client with a connection of its
 * own, which speaks HTTP/1: what is received is the body as HTTP/1 frames it, what is sent is the
 * reply as HTTP/1 words it. Used for one request after the other.
 */
final class ClientStream implements Client, Duplex, Sending {
  private static final int GONE = -Errno.ECONNRESET.number();
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_CHUNK = "0\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_TRAILER = {};

  /** What frames a chunk: its size in hex and two line ends. */
  private static final int CHUNK_FRAME = 12;

  private final Intake intake;
  private final ReplyText reply = new ReplyText();
  private @Nullable Dialogue dialogue;
  private @Nullable LiveExchange exchange;
  private Code ending = Code.INTERNAL_ERROR;
  private boolean mute;
  private boolean ended;
  private boolean endTaken;
  private boolean gone;
  private boolean chunked;
  private long declared;
  private long received;
  private byte[] trailer = NO_TRAILER;

  int number;

  /** Where it stands among the open ones. */
  int place;

  /** Whether it waits for its turn to send. */
  boolean inQueue;

  /** Whether its exchange is to be told that more has come. */
  boolean hasNews;

  /** Whether it waits for its own window. */
  boolean starves;

  long sendWindow;
  int receiveWindow;
  int uncredited;

  ClientStream(Blocks blocks) {
    intake = new Intake(blocks);
  }

  // ---- its life

  void open(Dialogue on, boolean endsAtOnce) {
    dialogue = on;
    ending = Code.INTERNAL_ERROR;
    mute = gone = starves = endTaken = false;
    ended = endsAtOnce;
    chunked = !endsAtOnce;
    declared = -1;
    received = 0;
    uncredited = 0;
    trailer = NO_TRAILER;
    reply.begin(false);
  }

  /**
   * Begins the exchange, whose head the bench has read; {@code length} is -1 for a chunked body.
   */
  void begin(Workbench bench, boolean isHead, long length) {
    declared = length;
    chunked = !ended && length < 0;
    reply.begin(isHead);
    LiveExchange begun = bench.take();
    exchange = begun;
    begun.begin(this, Loop.HEADROOM, 0);
  }

  /** A request that is answered by the gateway alone. */
  void refuse(Workbench bench, Failure failure) {
    LiveExchange begun = bench.take();
    exchange = begun;
    begun.refuse(this, failure);
  }

  /** A malformed request is noted, but it gets no reply: RFC 9113 8.1.1. */
  void refuseMute(Workbench bench, Failure failure) {
    mute = true;
    ending = Code.PROTOCOL_ERROR;
    refuse(bench, failure);
  }

  /** Whether the client has ended its side. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether one side has given it up: nothing more is said about it. */
  boolean isGone() {
    return gone;
  }

  boolean isAnswered() {
    return reply.isOver() && !mute;
  }

  /** What the client is told when its reply is not whole. */
  Code ending() {
    return ending;
  }

  /** It has been given up, by either side: its exchange is told, and is over. */
  void giveUp() {
    gone = true;
    tellExchange();
  }

  /** Something has changed for its exchange. */
  void tellExchange() {
    if (exchange != null) {
      exchange.clientReady();
    }
  }

  @Override
  public void exchangeOver() {
    exchange = null;
    dialogue().over(this);
  }

  @Override
  public void lastExchangeOver(boolean silent) {
    exchangeOver();
  }

  /** Lets go of everything; returns how much of its body nobody has taken. */
  int clear() {
    dialogue = null;
    exchange = null;
    trailer = NO_TRAILER;
    return intake.clear();
  }

  // ---- what the client sends

  /** Counts a DATA frame; false where the length that was declared is wrong. */
  boolean counts(int bytes, boolean last) {
    received += bytes;
    return declared < 0 || (last ? received == declared : received <= declared);
  }

  void add(MemorySegment from, int begin, int end) {
    intake.add(from, begin, end);
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
    if (gone) {
      return GONE;
    }
    int taken = Math.min(intake.length(), chunked ? length - CHUNK_FRAME : length);
    int count = chunked ? chunk(into, (int) offset, length, taken) : taken;
    if (!chunked) {
      intake.take(into, offset, taken);
    }
    if (taken > 0) {
      dialogue().credit(this, taken);
    }
    if (count == 0) {
      return ended && (endTaken || !chunked) ? END : AGAIN;
    }
    return count;
  }

  private int chunk(MemorySegment into, int offset, int length, int count) {
    int at = offset;
    if (count > 0) {
      for (int shift = 28 - (Integer.numberOfLeadingZeros(count) & ~3); shift >= 0; shift -= 4) {
        into.set(JAVA_BYTE, at++, HEX[count >>> shift & 15]);
      }
      at = endLine(into, at);
      intake.take(into, at, count);
      at = endLine(into, at + count);
    }
    int rest = LAST_CHUNK.length + trailer.length + 2;
    if (ended && !endTaken && intake.length() == 0 && rest <= offset + length - at) {
      endTaken = true;
      MemorySegment.copy(LAST_CHUNK, 0, into, JAVA_BYTE, at, LAST_CHUNK.length);
      MemorySegment.copy(trailer, 0, into, JAVA_BYTE, at + LAST_CHUNK.length, trailer.length);
      at = endLine(into, at + LAST_CHUNK.length + trailer.length);
    }
    return at - offset;
  }

  private static int endLine(MemorySegment into, int at) {
    into.set(JAVA_BYTE, at, (byte) '\r');
    into.set(JAVA_BYTE, at + 1, (byte) '\n');
    return at + 2;
  }

  // ---- what it is sent

  @Override
  public int send(MemorySegment from, long offset, int length) {
    if (gone) {
      return GONE;
    }
    return mute ? length : reply.take(this, from, (int) offset, length);
  }

  @Override
  public Desk desk() {
    return dialogue().desk();
  }

  @Override
  public FieldEncoder encoder() {
    return dialogue().encoder();
  }

  @Override
  public boolean hasRoom(int bytes) {
    return dialogue().hasRoom(this, bytes);
  }

  @Override
  public int allowance(int wanted) {
    return dialogue().allowance(this, wanted);
  }

  @Override
  public void head(byte[] coded, int length, boolean endsStream) {
    dialogue().output().head(number, coded, length, endsStream);
  }

  @Override
  public void data(MemorySegment from, int offset, int length, boolean endsStream) {
    dialogue().output().data(number, from, offset, length, endsStream);
    dialogue().carried(this, length);
  }

  @Override
  public MemorySegment memory() {
    return dialogue().output().memory();
  }

  @Override
  public int dataPayload() {
    return dialogue().output().dataPayload();
  }

  @Override
  public void dataHead(int length, boolean endsStream) {
    dialogue().output().dataHead(number, length, endsStream);
    dialogue().carried(this, length);
  }

  // ---- what else its exchange asks

  @Override
  public Duplex duplex() {
    return this;
  }

  @Override
  public byte[] address() {
    return dialogue().address();
  }

  @Override
  public Ends ends() {
    return dialogue().ends();
  }

  @Override
  public int tlsVersion() {
    return dialogue().tlsVersion();
  }

  @Override
  public boolean isHttp2() {
    return true;
  }

  /** What comes behind its body belongs to another stream. */
  @Override
  public void keepForLater(MemorySegment memory, int offset, int length) {}

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
    dialogue().again(this);
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean mayRead() {
    return intake.length() > 0 || (ended && !endTaken);
  }

  @Override
  public boolean mayWrite() {
    return !gone;
  }

  /** The end of a stream is that of a request, and not a client's leaving. */
  @Override
  public boolean isEnded() {
    return false;
  }

  @Override
  public boolean isBroken() {
    return gone;
  }

  @Override
  public boolean isClosed() {
    return dialogue == null;
  }

  @Override
  public SocketAddress localAddress() {
    return dialogue().localAddress();
  }

  @Override
  public void shutdownOutput() {}

  /** A reply that ends too early: the client is told so when the exchange is over. */
  @Override
  public void close() {}

  @Override
  public void abort() {
    ending = Code.CANCEL;
  }

  private Dialogue dialogue() {
    return requireNonNull(dialogue);
  }
}
