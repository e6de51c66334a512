package dev.goodgate.gateway.listen.http2;

import static java.util.Objects.requireNonNull;

import dev.goodgate.gateway.exchange.Conduct;
import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.body.BodyText;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.relay.Client;
import dev.goodgate.gateway.relay.LiveExchange;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client and its reply. To its exchange it is a client with a connection of its
 * own, which speaks HTTP/1: what is received is the body as HTTP/1 frames it, what is sent is the
 * reply as HTTP/1 words it. Used for one request after the other.
 */
final class ClientStream implements Client, Duplex, Sending {
  private static final int GONE = -Errno.ECONNRESET.number();

  private final BodyText body;
  private final ReplyText reply = new ReplyText();
  private @Nullable Dialogue dialogue;
  private @Nullable LiveExchange exchange;
  private Code ending = Code.INTERNAL_ERROR;
  private boolean mute;
  private boolean gone;
  private boolean open;

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
    body = new BodyText(blocks);
  }

  // ---- its life

  void open(Dialogue on, boolean endsAtOnce) {
    dialogue = on;
    open = true;
    body.open(endsAtOnce);
    ending = Code.INTERNAL_ERROR;
    mute = gone = starves = false;
    uncredited = 0;
    reply.begin(false, false);
  }

  /**
   * Begins the exchange, whose head the bench has read; {@code length} is -1 for a chunked body.
   */
  void begin(Workbench bench, RequestText request, long length) {
    body.begin(length, request.isTunnel());
    reply.begin(request.isHead(), request.isTunnel());
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

  /** Whether it is among the open ones. */
  boolean isOpen() {
    return open;
  }

  /** Its exchange goes on for a while, but the client hears nothing of it. */
  void detach() {
    open = false;
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

  /** A defect of ours has cost the connection, and so its exchange too. */
  void forsake() {
    gone = true;
    if (exchange != null) {
      exchange.lost();
    }
  }

  /** Since when its exchange waits for the client: {@link Conduct#NOT_AT_ALL} where it does not. */
  long waitsForClientSince() {
    return exchange == null ? Conduct.NOT_AT_ALL : exchange.waitsForClientSince();
  }

  void giveWay(Detail why) {
    if (exchange != null) {
      exchange.giveWay(why);
    }
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
    open = false;
    dialogue = null;
    exchange = null;
    return body.clear();
  }

  // ---- what the client sends

  BodyText body() {
    return body;
  }

  @Override
  public int receive(MemorySegment into, long offset, int length) {
    if (gone) {
      return GONE;
    }
    int count = body.receive(into, (int) offset, length);
    if (body.taken() > 0) {
      dialogue().credit(this, body.taken());
    }
    return count == 0 && body.isOver() ? END : count;
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
  public MemorySegment memory() {
    return dialogue().output().memory();
  }

  @Override
  public int payloadAt() {
    return dialogue().output().payloadAt();
  }

  @Override
  public void data(int length, boolean endsStream) {
    dialogue().output().data(number, length, endsStream);
    dialogue().carried(this, length);
  }

  @Override
  public void trailer(byte[] lines, int length) {
    reply.trailer(this, lines, length);
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
  public int tlsVersion() {
    return dialogue().tlsVersion();
  }

  @Override
  public boolean isTrusted() {
    return dialogue().isTrusted();
  }

  @Override
  public Ends ends() {
    return dialogue().ends();
  }

  @Override
  public boolean isHttp2() {
    return true;
  }

  @Override
  public long carried(long own) {
    return dialogue().carried();
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
    return body.isThere();
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

  /** The other protocol, to which the stream was turned, has said all. */
  @Override
  public void shutdownOutput() {
    if (!gone && !mute) {
      reply.endTunnel(this);
    }
  }

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
