package dev.goodgate.gateway.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.util.Objects.requireNonNull;

import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A reply on its way to the client: first its head, which may come in pieces and after interim
 * ones, then its body. Head and first body bytes go out in one send.
 */
final class ReplyFlow {
  private static final int ROUNDS_A_TURN = 4;
  private static final int MAX_INTERIM = 16;
  private static final int USUAL_HEAD = 1_024;

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Workbench bench;
  private final Loop loop;
  private final Body body = Body.ofReplies();
  private final Outlet outlet;
  private final ReplyRewrite rewrite;
  private final Squeeze squeeze;
  private @Nullable Block partial;
  private @Nullable Failure failure;
  private boolean headDone;
  private boolean began;
  private boolean excess;
  private int interim;
  private int ended;
  private int piece;
  private long received;
  private int receivedStatus;

  ReplyFlow(Workbench bench) {
    this.bench = bench;
    this.loop = bench.loop();
    this.outlet = new Outlet(loop.blocks());
    this.rewrite = new ReplyRewrite(bench);
    this.squeeze = new Squeeze(bench.press());
  }

  /** For a new exchange. */
  void begin(Client client) {
    outlet.begin(client.duplex());
    began = false;
    beginAttempt();
  }

  void beginAttempt() {
    forgetPartial();
    squeeze.end();
    headDone = false;
    excess = false;
    interim = 0;
    ended = 0;
    piece = Loop.PLENTY;
    received = 0;
    receivedStatus = 0;
    failure = null;
  }

  /** Moves on what the endpoint sends; {@code exchange} says what the client can take. */
  Progress pump(Duplex upstream, Standing exchange) {
    long most = received + Loop.PLENTY;
    for (int round = 0; round < ROUNDS_A_TURN && received < most; round++) {
      Progress progress = headDone ? pumpBody(upstream) : pumpHead(upstream, exchange);
      if (progress != Progress.PAUSED) {
        return progress;
      }
    }
    return Progress.PAUSED;
  }

  private Progress pumpHead(Duplex upstream, Standing exchange) {
    if (!outlet.flush()) {
      return Progress.SINK_BROKEN;
    }
    if (outlet.isBlocked()) {
      return Progress.WAITS_FOR_SINK; // the client has not taken an interim reply yet
    }
    MemorySegment scratch = loop.scratch();
    int have = 0;
    if (partial != null) {
      have = partial.length();
      MemorySegment.copy(partial.memory(), 0, scratch, Loop.HEADROOM, have);
    }
    int count = upstream.receive(scratch, Loop.HEADROOM + have, Loop.SCRATCH - have);
    if (count == Duplex.AGAIN) {
      return Progress.WAITS_FOR_SOURCE;
    }
    if (count < 0) {
      ended = count;
      return Progress.SOURCE_ENDED;
    }
    received += count;
    forgetPartial();
    int at = Loop.HEADROOM;
    int end = Loop.HEADROOM + have + count;
    while (at < end) {
      int length = readHead(scratch, at, end);
      if (length == Head.INCOMPLETE) {
        return keepPartial(scratch, at, end);
      }
      if (length < 0) {
        return refuseHead(length, at, end);
      }
      int status = bench.replyHead().status();
      if (status >= 200) {
        return forwardHead(exchange, scratch, at + length, end);
      }
      if (status == 101) {
        return forwardSwitch(exchange, scratch, at + length, end);
      }
      if (++interim > MAX_INTERIM) {
        return refuse(Phase.PARSE_HEAD, Defect.TOO_MANY_INTERIM, end - at);
      }
      if (exchange.asked().minorVersion() == 1 && !forwardInterim(exchange, scratch, at + length)) {
        return Progress.SINK_BROKEN;
      }
      at += length;
    }
    return Progress.PAUSED;
  }

  /** Most heads are short: the rest is copied only where the first piece is not enough. */
  private int readHead(MemorySegment scratch, int at, int end) {
    byte[] bytes = bench.headBytes();
    int all = Math.min(end - at, bench.limits().replyHead());
    int first = Math.min(all, USUAL_HEAD);
    MemorySegment.copy(scratch, JAVA_BYTE, at, bytes, 0, first);
    int length = bench.replyHead().readReply(bytes, 0, first);
    if (length == Head.INCOMPLETE && all > first) {
      MemorySegment.copy(scratch, JAVA_BYTE, at + first, bytes, first, all - first);
      length = bench.replyHead().readReply(bytes, 0, all);
    }
    receivedStatus = bench.replyHead().status();
    return length;
  }

  private Progress keepPartial(MemorySegment scratch, int at, int end) {
    int size = end - at;
    if (size >= bench.limits().replyHead() || size >= Loop.SCRATCH) {
      return tooLarge("limits.reply-head", bench.limits().replyHead());
    }
    partial = loop.blocks().borrow(size);
    partial.append(scratch, at, size);
    return Progress.PAUSED;
  }

  private Progress refuseHead(int result, int at, int end) {
    if (result == Head.TOO_MANY_FIELDS) {
      return tooLarge("limits.fields", bench.limits().fields());
    }
    int size = Math.min(end - at, bench.headBytes().length);
    Defect defect = StreamFailures.recognise(bench.replyHead().defect(), bench.headBytes(), size);
    return refuse(Phase.PARSE_HEAD, defect, size);
  }

  private boolean forwardInterim(Standing exchange, MemorySegment scratch, int headEnd) {
    HeadWriter writer = rewrite.interim(exchange);
    int from = headEnd - writer.length();
    writer.copyTo(scratch, from);
    return outlet.push(scratch, from, headEnd);
  }

  private Progress forwardHead(Standing exchange, MemorySegment scratch, int at, int end) {
    rewrite.decide(exchange, squeeze);
    body.begin(rewrite.framing(), bench.replyHead().fields().contentLength());
    int used = body.scan(scratch, at, end - at);
    Defect defect = body.defect();
    if (defect != null) {
      return refuse(Phase.STREAM_BODY, defect, 0);
    }
    excess = used < end - at;
    HeadWriter writer = rewrite.write(exchange);
    int from = body.from() - writer.length();
    if (writer.isOverflowed() || from < 0) {
      return tooLarge("limits.reply-head", bench.limits().replyHead());
    }
    writer.copyTo(scratch, from);
    headDone = true;
    began = true;
    exchange.replyBegins(bench.replyHead(), rewrite);
    if (receivedStatus == 400 && TlsPortPage.begins(scratch, body.from(), body.to())) {
      exchange.mayWantTls();
    }
    boolean pushed =
        squeeze.isOn()
            ? outlet.push(scratch, from, body.from()) && pushBody(scratch)
            : outlet.push(scratch, from, body.to());
    return pushed ? bodyProgress() : Progress.SINK_BROKEN;
  }

  private boolean pushBody(MemorySegment memory) {
    if (!squeeze.isOn()) {
      return outlet.push(memory, body.from(), body.to());
    }
    squeeze.feed(memory, body.from(), body.to(), body.isDone());
    return outlet.push(squeeze.memory(), squeeze.from(), squeeze.to());
  }

  /** What stands behind its head is of the other protocol already. */
  private Progress forwardSwitch(Standing exchange, MemorySegment scratch, int at, int end) {
    if (!exchange.mayBeSwitched()) {
      return refuse(Phase.PARSE_HEAD, Defect.UNASKED_SWITCH, 0);
    }
    if (!Protocols.areAmong(exchange.asked().protocols(), bench.replyHead())) {
      return refuse(Phase.UPGRADE, Defect.WRONG_SWITCH, 0);
    }
    HeadWriter writer = rewrite.switching(exchange);
    int from = at - writer.length();
    if (writer.isOverflowed() || from < 0) {
      return tooLarge("limits.reply-head", bench.limits().replyHead());
    }
    writer.copyTo(scratch, from);
    body.begin(Body.Framing.UNTIL_CLOSE, 0);
    body.scan(scratch, at, end - at);
    headDone = true;
    began = true;
    exchange.replyBegins(bench.replyHead(), rewrite);
    return outlet.push(scratch, from, end) ? Progress.SWITCHED : Progress.SINK_BROKEN;
  }

  private Progress pumpBody(Duplex upstream) {
    if (!outlet.flush()) {
      return Progress.SINK_BROKEN;
    }
    if (outlet.isBlocked() || body.isDone()) {
      return bodyProgress();
    }
    MemorySegment scratch = loop.scratch();
    int wanted = loop.blocks().hasHuge() ? piece : Loop.SCRATCH;
    int count = upstream.receive(scratch, Loop.HEADROOM, wanted);
    if (count == Duplex.AGAIN) {
      return Progress.WAITS_FOR_SOURCE;
    }
    if (count < 0) {
      return endBody(count);
    }
    received += count;
    int used = body.scan(scratch, Loop.HEADROOM, count);
    excess = used < count && body.isDone();
    boolean pushed = pushBody(scratch);
    Defect defect = body.defect();
    if (defect != null) {
      return refuse(Phase.STREAM_BODY, defect, 0);
    }
    weighPiece(count == wanted);
    return pushed ? bodyProgress() : Progress.SINK_BROKEN;
  }

  /** More at a time where both sides are quick, for each send may wake somebody; else less. */
  private void weighPiece(boolean wasFull) {
    if (outlet.isBlocked()) {
      piece = Math.max(Loop.SCRATCH, piece / 2);
    } else if (wasFull && !squeeze.isOn() && outlet.isPlain()) {
      piece = Math.min(Loop.PLENTY, piece * 2);
    }
  }

  /** The endpoint's connection has ended: which may be how the body ends. */
  private Progress endBody(int result) {
    if (result == Duplex.END && body.end(loop.scratch(), Loop.HEADROOM)) {
      return pushBody(loop.scratch()) ? bodyProgress() : Progress.SINK_BROKEN;
    }
    ended = result;
    return Progress.SOURCE_ENDED;
  }

  private Progress bodyProgress() {
    if (outlet.isBlocked()) {
      return Progress.WAITS_FOR_SINK;
    }
    return body.isDone() ? Progress.DONE : Progress.PAUSED;
  }

  private Progress tooLarge(String setting, long limit) {
    failure =
        new Failure(
            Phase.PARSE_HEAD, Actor.ENDPOINT, Symptom.TOO_LARGE, new Detail.Limit(setting, limit));
    return Progress.REFUSED;
  }

  private Progress refuse(Phase phase, Defect defect, int sample) {
    failure = StreamFailures.malformed(phase, Actor.ENDPOINT, defect, bench.headBytes(), sample);
    return Progress.REFUSED;
  }

  /**
   * What it means that the endpoint's connection has ended; {@code requestSent} tells whether it
   * had the whole request.
   */
  Failure endedEarly(boolean requestSent) {
    if (headDone) {
      return StreamFailures.truncated(body, ended);
    }
    Phase phase = requestSent ? Phase.WAIT_FIRST_BYTE : Phase.WRITE_REQUEST;
    return StreamFailures.upstreamEnded(received > 0 ? Phase.PARSE_HEAD : phase, ended);
  }

  /** What is wrong, after REFUSED. */
  Failure failure() {
    return requireNonNull(failure);
  }

  /** Has the client send the body that it announced: RFC 9110 10.1.1. */
  boolean inviteBody() {
    MemorySegment scratch = loop.scratch();
    MemorySegment.copy(CONTINUE, 0, scratch, JAVA_BYTE, Loop.HEADROOM, CONTINUE.length);
    return outlet.push(scratch, Loop.HEADROOM, Loop.HEADROOM + CONTINUE.length);
  }

  /** Sends bytes that the gateway made itself. */
  boolean pushOwn(byte[] reply) {
    began = true;
    headDone = true;
    body.begin(Body.Framing.NONE, 0);
    MemorySegment scratch = loop.scratch();
    MemorySegment.copy(reply, 0, scratch, JAVA_BYTE, Loop.HEADROOM, reply.length);
    return outlet.push(scratch, Loop.HEADROOM, Loop.HEADROOM + reply.length);
  }

  boolean flush() {
    return outlet.flush();
  }

  boolean isBlocked() {
    return outlet.isBlocked();
  }

  /** Whether any byte of the final reply was handed to the client's connection. */
  boolean hasBegun() {
    return began;
  }

  /** Whether its head is through. */
  boolean isHeadDone() {
    return headDone;
  }

  boolean isDone() {
    return headDone && body.isDone();
  }

  /** Whether there were bytes behind its end. */
  boolean hasExcess() {
    return excess;
  }

  Outlet outlet() {
    return outlet;
  }

  /** How many bytes of a body the client is sent. */
  long bodyBytes() {
    return squeeze.isOn() ? squeeze.bytes() : body.seen();
  }

  Body body() {
    return body;
  }

  /** How many bytes of an answer came in this attempt. */
  long received() {
    return received;
  }

  /** The status that came last, 0 where none could be read in this attempt. */
  int receivedStatus() {
    return receivedStatus;
  }

  void end() {
    outlet.end();
    squeeze.end();
    forgetPartial();
  }

  private void forgetPartial() {
    if (partial != null) {
      loop.blocks().giveBack(partial);
      partial = null;
    }
  }
}
