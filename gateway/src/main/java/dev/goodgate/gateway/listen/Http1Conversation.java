package dev.goodgate.gateway.listen;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.exchange.Conduct;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.relay.Client;
import dev.goodgate.gateway.relay.LiveExchange;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.gateway.tls.hello.ClientHello;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1 with one client: reads one head after the other and hands each to a {@link LiveExchange};
 * the next is not looked at before the last is over, so that pipelined requests are answered in
 * order. Holds no memory while it waits.
 */
final class Http1Conversation implements Conversation, Client {
  /** A client that is waited for longer gives way to a newcomer, if it must be. */
  private static final int SAMPLE = 32;

  private static final int USUAL_HEAD = 2_048;

  private final ClientConnection connection;
  private final Loop loop;
  private final @Nullable Failure refusal;
  private @Nullable LiveExchange exchange;
  private @Nullable Block stash;
  private boolean left;
  private boolean reading;
  private boolean served;
  private boolean knownPartial;
  private long headBegan;

  /** {@code refusal} is why the client is told only that it is not served, null where it is. */
  Http1Conversation(ClientConnection connection, @Nullable Failure refusal) {
    this.connection = connection;
    this.refusal = refusal;
    this.loop = connection.loop();
  }

  @Override
  public void begin() {
    headBegan = loop.now();
    timer().set(loop.now() + bench().limits().headTimeout().toNanos());
    if (refusal != null) {
      refuse(refusal);
    } else if (connection.isWelcome()) {
      readHeads();
    } else {
      refuse(
          new Failure(
              Phase.SELECT,
              Actor.GATEWAY,
              Symptom.LIMIT_REACHED,
              new Detail.Limit("limits.connections", bench().limits().connections())));
    }
  }

  @Override
  public void ready() {
    if (exchange != null) {
      exchange.clientReady();
    } else {
      readHeads();
    }
  }

  @Override
  public void lost() {
    if (exchange != null) {
      exchange.lost();
    }
  }

  /** Begins exchanges as long as heads are there and none is under way. */
  private void readHeads() {
    if (reading) {
      return; // an exchange that is over at once comes back here: the loop below goes on
    }
    reading = true;
    while (exchange == null && !left && !duplex().isClosed() && readHead()) {
      // each turn begins one exchange
    }
    reading = false;
  }

  /** Returns whether there may be more to do at once. */
  private boolean readHead() {
    MemorySegment scratch = loop.scratch();
    int have = takeKept(scratch, Loop.HEADROOM);
    int result = have > 0 && !knownPartial ? parse(scratch, have) : Head.INCOMPLETE;
    if (result == Head.INCOMPLETE && have < bench().limits().head()) {
      int count = duplex().receive(scratch, Loop.HEADROOM + have, Loop.SCRATCH - have);
      if (count < 0) {
        tellOfTrouble();
        close();
        return false;
      }
      if (count == Duplex.AGAIN) {
        stashPartial(scratch, have);
        return false;
      }
      if (have == 0) {
        headBegan = loop.now();
      }
      have += count;
      result = parse(scratch, have);
    }
    if (result > 0) {
      begin(result, have);
      return true;
    }
    if (result == Head.INCOMPLETE && have < bench().limits().head()) {
      stashPartial(scratch, have);
      return true;
    }
    if (result == Head.MALFORMED && !served) {
      int like = Preface.like(scratch, Loop.HEADROOM, have);
      if (like == Preface.WHOLE) {
        speakHttp2(scratch, have);
        return false;
      }
      if (like == Preface.BEGUN) {
        stashPartial(scratch, have);
        knownPartial = true;
        return true;
      }
    }
    refuse(result == Head.MALFORMED ? malformed(have) : tooLarge(result, have));
    return false;
  }

  /** What ends a connection between its requests is in no record of theirs. */
  private void tellOfTrouble() {
    Failure trouble = duplex().trouble();
    if (trouble != null) {
      bench().tellOf(connection.address(), trouble);
    }
  }

  private void speakHttp2(MemorySegment scratch, int have) {
    timer().off();
    reading = false;
    MemorySegment received = scratch.asSlice(Loop.HEADROOM, have);
    connection.turnTo(
        new Http2Conversation(connection, connection.desk(), received), connection.duplex());
  }

  private void stashPartial(MemorySegment scratch, int have) {
    if (have > 0) {
      keepForLater(scratch, Loop.HEADROOM, have);
      knownPartial = true;
      timer().set(headBegan + bench().limits().headTimeout().toNanos());
    }
  }

  private int parse(MemorySegment scratch, int all) {
    byte[] bytes = bench().headBytes();
    int usual = Math.min(Math.min(all, USUAL_HEAD), bench().limits().head());
    MemorySegment.copy(scratch, JAVA_BYTE, Loop.HEADROOM, bytes, 0, usual);
    int result = bench().requestHead().readRequest(bytes, 0, usual);
    if (result == Head.INCOMPLETE && all > usual) {
      int most = Math.min(all, Math.min(bytes.length, bench().limits().head()));
      MemorySegment.copy(scratch, JAVA_BYTE, Loop.HEADROOM + usual, bytes, usual, most - usual);
      result = bench().requestHead().readRequest(bytes, 0, most);
    }
    return result;
  }

  private void begin(int headLength, int all) {
    timer().off();
    served = true;
    LiveExchange begun = bench().take();
    exchange = begun;
    begun.begin(this, Loop.HEADROOM + headLength, all - headLength);
    if (exchange != null) {
      duplex().watchSoon(); // a client that leaves must be noticed
    }
  }

  @Override
  public void exchangeOver() {
    exchange = null;
    headBegan = loop.now();
    timer().set(headBegan + bench().limits().keepAlive().toNanos());
    readHeads();
  }

  @Override
  public void lastExchangeOver(boolean silent) {
    exchange = null;
    boolean crowded = connection.isCrowdedOut();
    if (duplex().isClosed() || crowded || (silent && stash == null && !duplex().mayRead())) {
      close();
    } else {
      leave();
    }
  }

  private void refuse(Failure failure) {
    timer().off();
    LiveExchange refusing = bench().take();
    exchange = refusing;
    refusing.refuse(this, failure);
  }

  private Failure malformed(int all) {
    int count = Math.min(Math.min(all, SAMPLE), bench().headBytes().length);
    String sample = HexFormat.ofDelimiter(" ").formatHex(bench().headBytes(), 0, count);
    return new Failure(
        Phase.SELECT,
        Actor.CLIENT,
        Symptom.MALFORMED,
        new Detail.Wrong(defect(bench().headBytes()), sample));
  }

  private Defect defect(byte[] bytes) {
    boolean tls = bytes[0] == ClientHello.RECORD && bytes[1] == 3;
    return tls ? Defect.TLS_RECORD : bench().requestHead().defect();
  }

  private Failure tooLarge(int result, int all) {
    boolean fields = result == Head.TOO_MANY_FIELDS;
    boolean inLine =
        !fields && !hasLine(bench().headBytes(), Math.min(all, bench().limits().head()));
    Detail detail =
        fields
            ? new Detail.Limit("limits.fields", bench().limits().fields())
            : new Detail.Limit(
                inLine ? "limits.head in the request line" : "limits.head",
                bench().limits().head());
    return new Failure(Phase.SELECT, Actor.CLIENT, Symptom.TOO_LARGE, detail);
  }

  private static boolean hasLine(byte[] bytes, int length) {
    for (int i = 0; i < Math.min(length, bytes.length); i++) {
      if (bytes[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  @Override
  public void onTime() {
    if (exchange == null && stash == null) {
      close();
    } else if (exchange == null) {
      refuse(
          new Failure(
              Phase.SELECT,
              Actor.CLIENT,
              Symptom.TIMED_OUT,
              new Detail.Waited("limits.head-timeout", bench().limits().headTimeout())));
    }
  }

  private void leave() {
    left = true;
    connection.sayFarewell();
  }

  @Override
  public void closeIfIdle() {
    if (exchange == null && stash == null) {
      close();
    }
  }

  @Override
  public long givesWayFrom() {
    LiveExchange current = exchange;
    if (current == null) {
      return served && stash == null ? headBegan : headBegan + SLOW_NANOS;
    }
    long since = current.waitsForClientSince();
    return since == Conduct.NOT_AT_ALL ? NEVER : since + SLOW_NANOS;
  }

  @Override
  public void giveWay() {
    if (exchange != null) {
      exchange.giveWay(needed());
    } else if (stash != null) {
      refuse(new Failure(Phase.SELECT, Actor.CLIENT, Symptom.TIMED_OUT, needed()));
    } else {
      close();
    }
  }

  private Detail needed() {
    return new Detail.Limit("limits.connections", bench().limits().connections());
  }

  private void close() {
    connection.close();
  }

  @Override
  public void end() {
    forgetStash();
  }

  @Override
  public Duplex duplex() {
    return connection.duplex();
  }

  @Override
  public int tlsVersion() {
    return connection.tlsVersion();
  }

  @Override
  public byte[] address() {
    return connection.address();
  }

  @Override
  public boolean isTrusted() {
    return connection.isTrusted();
  }

  @Override
  public Ends ends() {
    return connection.ends();
  }

  @Override
  public void keepForLater(MemorySegment memory, int offset, int length) {
    if (length > 0) {
      forgetStash();
      stash = loop.blocks().borrow(length);
      stash.append(memory, offset, length);
      knownPartial = false;
    }
  }

  @Override
  public boolean hasSpokenEarly() {
    return stash != null || duplex().mayRead();
  }

  @Override
  public int takeKept(MemorySegment into, int offset) {
    if (stash == null) {
      return 0;
    }
    int length = stash.length();
    MemorySegment.copy(stash.memory(), 0, into, offset, length);
    forgetStash();
    return length;
  }

  private void forgetStash() {
    if (stash != null) {
      loop.blocks().giveBack(stash);
      stash = null;
    }
  }

  private Workbench bench() {
    return connection.bench();
  }

  private Timer timer() {
    return connection.timer();
  }
}
