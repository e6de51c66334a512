package dev.goodgate.gateway.tls;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS over another duplex, as client or server, whichever the engine is. Opened by {@link
 * #finishConnect}, asked again after each change until it does not say AGAIN. {@link #receive} says
 * END only where the other side said so itself (close_notify); where its stream just stops it says
 * {@link #CUT}, so that nobody can pass off a part for the whole.
 *
 * <p>How it works: plaintext given to {@link #send} is sealed a batch at a time, and counts as
 * taken when the socket has all of the batch; until then the ciphertext is kept, and the owner
 * gives the same bytes again. A record that has come in part, sealed bytes that the socket did not
 * take, and plaintext for which there was no room are all the memory it holds.
 */
public final class SecureDuplex implements Duplex {
  /** What a handshake may bring: long chains of certificates included. */
  private static final int MOST_HANDSHAKE = 256 * 1024;

  /** A record so small may be the one that says that no more will come. */
  private static final int MAYBE_ALERT = TlsBuffers.HEADER + 32;

  /** How often a receive looks for plaintext among records that bring none. */
  private static final int ROUNDS = 16;

  private static final int FAILED = -Errno.EPROTO.number();

  private final Duplex below;
  private final LentEngine lent;
  private final SSLEngine engine;
  private final TlsBuffers buffers;
  private final Actor other;
  private final Inbound inbound;
  private final Unsent unsent;
  private @Nullable Block spare;
  private @Nullable Failure trouble;
  private boolean begun;
  private boolean agreed;
  private boolean established;
  private boolean modern;
  private boolean saidEnd;
  private boolean released;
  private int sealed;
  private int state;

  /** {@code other} is who speaks at the other end. */
  public SecureDuplex(Duplex below, LentEngine lent, TlsBuffers buffers, Actor other) {
    this.below = below;
    this.lent = lent;
    this.engine = lent.engine();
    this.buffers = buffers;
    this.other = other;
    this.inbound = new Inbound(below, buffers);
    this.unsent = new Unsent(below, buffers.blocks());
  }

  /** For bytes that were received before this was made: called first. */
  public void begin(MemorySegment from, long offset, int length) {
    inbound.begin(from, offset, length);
  }

  // ---- the handshake

  @Override
  public int finishConnect() {
    if (established) {
      return 0;
    }
    if (state != 0) {
      return state;
    }
    int opened = below.finishConnect();
    if (opened < 0) {
      return opened;
    }
    try {
      lent.hello().goesOn();
      if (!begun) {
        begun = true;
        engine.beginHandshake();
      }
      return shakeHands();
    } catch (SSLException refused) {
      return fail(TlsFailures.of(refused, other, false, lent.hello()));
    } finally {
      inbound.keep();
    }
  }

  private int shakeHands() throws SSLException {
    while (true) {
      HandshakeStatus status = engine.getHandshakeStatus();
      switch (status) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> {
          int result = wrap();
          if (result < 0) {
            return broke(result);
          }
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          int result = hear();
          if (result <= 0) {
            return result == AGAIN ? flushThen(Kernel.AGAIN) : broke(result);
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return establish();
        }
      }
    }
  }

  /** Takes in one record of a handshake. */
  private int hear() throws SSLException {
    int record = inbound.next(true);
    if (record == AGAIN) {
      // BoringSSL's engine finds out at its next call only that it has had the last of it
      SSLEngineResult _ = engine.unwrap(buffers.nothing, buffers.plain(0, TlsBuffers.RECORD));
      return waits() ? AGAIN : 1;
    }
    if (record < 0) {
      return record;
    }
    if (inbound.count() > MOST_HANDSHAKE) {
      return fail(TlsFailures.tooLarge(other, MOST_HANDSHAKE));
    }
    if (inbound.isOldHello()) {
      return fail(TlsFailures.oldVersion(other));
    }
    SSLEngineResult result = engine.unwrap(inbound.record(), buffers.plain(0, TlsBuffers.RECORD));
    inbound.consumed();
    if (result.bytesProduced() > 0) {
      keepSpare(0, result.bytesProduced());
    }
    return result.getStatus() == Status.CLOSED && engine.isInboundDone() ? END : record;
  }

  private boolean waits() {
    HandshakeStatus status = engine.getHandshakeStatus();
    return status == HandshakeStatus.NEED_UNWRAP || status == HandshakeStatus.NEED_UNWRAP_AGAIN;
  }

  /** Done when the other side can have what is the last of it. */
  private int establish() throws SSLException {
    if (!agreed) {
      agreed = true;
      modern = "TLSv1.3".equals(engine.getSession().getProtocol());
      int result = wrap(); // an engine may have something left to say that its status does not tell
      if (result < 0) {
        return broke(result);
      }
    }
    int flushed = unsent.flush();
    if (flushed < 0) {
      return broke(flushed);
    }
    established = unsent.isEmpty();
    return established ? 0 : Kernel.AGAIN;
  }

  private int flushThen(int result) {
    int flushed = unsent.flush();
    return flushed < 0 ? broke(flushed) : result;
  }

  private int broke(int result) {
    if (trouble != null) {
      return state;
    }
    if (result == Inbound.MALFORMED) {
      return fail(TlsFailures.notTls(other, established, inbound.sample()));
    }
    if (!established) {
      trouble = TlsFailures.ended(other, result == END);
    }
    state = result == END ? CUT : result;
    return state;
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  // ---- plaintext in

  @Override
  public int receive(MemorySegment into, long offset, int length) {
    if (spare != null) {
      return takeSpare(spare, into, offset, length);
    }
    if (state != 0 || !established || length == 0) {
      return state;
    }
    try {
      int flushed = unsent.flush(); // what the engine itself has said
      int result = flushed < 0 ? flushed : open(into, offset, length);
      return result == AGAIN || result > 0 ? result : broke(result);
    } catch (SSLException wrong) {
      return fail(TlsFailures.of(wrong, other, true, lent.hello()));
    } finally {
      inbound.keep();
    }
  }

  private int open(MemorySegment into, long offset, int length) throws SSLException {
    int got = 0;
    for (int empty = 0; empty < ROUNDS; ) {
      int record = inbound.next(got == 0);
      boolean later =
          got > 0 && (record <= MAYBE_ALERT || record - TlsBuffers.HEADER > length - got);
      if (record <= 0 || later) {
        return got > 0 ? got : record;
      }
      if (!modern && inbound.kind() == Inbound.HANDSHAKE) {
        return fail(TlsFailures.renegotiates(other));
      }
      boolean direct = buffers.isScratch(into) && record - TlsBuffers.HEADER <= length - got;
      ByteBuffer target =
          direct
              ? buffers.scratch(offset + got, length - got)
              : buffers.plain(0, TlsBuffers.RECORD);
      SSLEngineResult result;
      try {
        result = engine.unwrap(inbound.record(), target);
      } catch (SSLException wrong) {
        int failed = fail(TlsFailures.of(wrong, other, true, lent.hello()));
        return got > 0 ? got : failed;
      }
      inbound.consumed();
      if (isGivingUp(result)) {
        int failed = fail(TlsFailures.broken(other));
        return got > 0 ? got : failed;
      }
      int produced = result.bytesProduced();
      if (!direct && produced > 0) {
        int fits = Math.min(produced, length - got);
        MemorySegment.copy(buffers.plain, 0, into, offset + got, fits);
        keepSpare(fits, produced);
        produced = fits;
      }
      got += produced;
      if (engine.isInboundDone()) {
        state = END;
        return got > 0 ? got : END;
      }
      int answered = answer();
      if (answered < 0) {
        return got > 0 ? got : answered;
      }
      empty += produced == 0 ? 1 : 0;
    }
    if (got == 0) {
      below.again();
    }
    return got;
  }

  /**
   * Whether an engine wants to send an alert before it throws: BoringSSL's, for a broken record,
   * says so in its result only.
   */
  private boolean isGivingUp(SSLEngineResult result) throws SSLException {
    boolean givesUp =
        result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
            && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    if (givesUp) {
      int _ = wrap();
    }
    return givesUp;
  }

  /** What a record asks of the engine itself: another key (RFC 8446 4.6.3), an alert. */
  private int answer() throws SSLException {
    int result = 0;
    HandshakeStatus status = engine.getHandshakeStatus();
    while (result >= 0 && status != HandshakeStatus.NOT_HANDSHAKING) {
      switch (status) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> result = wrap();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING -> {
          return result;
        }
      }
      status = engine.getHandshakeStatus();
    }
    return result;
  }

  private void keepSpare(int from, int to) {
    if (from < to) {
      Block block = spare == null ? buffers.blocks().borrow(to - from) : spare;
      block.append(buffers.plain, from, to - from);
      spare = block;
    }
  }

  private int takeSpare(Block from, MemorySegment into, long offset, int length) {
    int count = Math.min(from.remaining(), length);
    MemorySegment.copy(from.memory(), from.taken(), into, offset, count);
    from.take(count);
    if (from.remaining() == 0) {
      dropSpare();
    }
    return count;
  }

  private void dropSpare() {
    if (spare != null) {
      buffers.blocks().giveBack(spare);
      spare = null;
    }
  }

  // ---- plaintext out

  @Override
  public int send(MemorySegment from, long offset, int length) {
    if (!established || saidEnd || released) {
      return state < 0 ? FAILED : 0;
    }
    int flushed = unsent.flush();
    if (flushed < 0) {
      return flushed;
    }
    if (!unsent.isEmpty()) {
      return 0;
    }
    int taken = Math.min(sealed, length);
    sealed -= taken;
    try {
      while (taken < length && unsent.isEmpty()) {
        int batch = Math.min(length - taken, TlsBuffers.BATCH);
        int result = seal(from, offset + taken, batch);
        if (result < 0) {
          return result;
        }
        if (unsent.isEmpty()) {
          taken += batch;
        } else {
          sealed = batch;
        }
      }
      return taken;
    } catch (SSLException wrong) {
      return fail(TlsFailures.of(wrong, other, true, lent.hello()));
    }
  }

  private int seal(MemorySegment from, long offset, int length) throws SSLException {
    int filled = 0;
    for (int done = 0; done < length; ) {
      int piece = Math.min(length - done, TlsBuffers.PLAINTEXT);
      ByteBuffer source = buffers.toSeal(from, offset + done, piece);
      SSLEngineResult result = engine.wrap(source, buffers.sealed(filled));
      filled += result.bytesProduced();
      done += result.bytesConsumed();
      if (result.getStatus() != Status.OK) {
        throw new SSLException("sealing ended with " + result.getStatus());
      }
    }
    return unsent.push(buffers.sealed, filled);
  }

  /** Sends whatever the engine itself has to say; 0, or a negative errno. */
  private int wrap() throws SSLException {
    SSLEngineResult result = engine.wrap(buffers.nothing, buffers.sealed(0));
    return result.bytesProduced() == 0 ? 0 : unsent.push(buffers.sealed, result.bytesProduced());
  }

  // ---- what is known

  /** Looks, because it cannot be known before: what has come may be for the engine alone. */
  @Override
  public boolean mayRead() {
    if (!established || spare != null || state != 0) {
      return !released && (spare != null || state != 0 || below.mayRead());
    }
    if (!inbound.hasWhole() && !below.mayRead()) {
      return false;
    }
    return look();
  }

  private boolean look() {
    MemorySegment aside = buffers.plain;
    int count = receive(aside, 0, 1);
    if (count > 0) {
      Block rest = spare;
      Block all = buffers.blocks().borrow(TlsBuffers.PLAINTEXT);
      all.append(aside, 0, 1);
      if (rest != null) {
        all.append(rest.memory(), rest.taken(), rest.remaining());
        dropSpare();
      }
      spare = all;
    }
    return count != AGAIN;
  }

  @Override
  public boolean mayWrite() {
    return below.mayWrite();
  }

  @Override
  public boolean isConnected() {
    return established;
  }

  @Override
  public boolean isEnded() {
    return state == END || below.isEnded();
  }

  @Override
  public boolean isBroken() {
    return trouble != null || below.isBroken();
  }

  @Override
  public boolean isClosed() {
    return below.isClosed();
  }

  @Override
  public @Nullable Failure trouble() {
    return trouble;
  }

  @Override
  public SocketAddress localAddress() {
    return below.localAddress();
  }

  @Override
  public int watch() {
    return below.watch();
  }

  @Override
  public void again() {
    below.again();
  }

  /** Which TLS 1 it is: 2 or 3. */
  public int version() {
    return modern ? 3 : 2;
  }

  /** Version, cipher and certificates, once connected. */
  public SSLSession session() {
    return engine.getSession();
  }

  /** What was agreed on to be spoken, empty where nothing was (RFC 7301). */
  public String protocol() {
    String agreed = engine.getApplicationProtocol();
    return agreed == null ? "" : agreed;
  }

  // ---- the end

  @Override
  public void shutdownOutput() {
    sayEnd();
    below.shutdownOutput();
  }

  @Override
  public void close() {
    if (!released) {
      if (established) {
        sayEnd();
      }
      release();
      below.close();
    }
  }

  @Override
  public void abort() {
    if (!released) {
      release();
      below.abort();
    }
  }

  /** Lets go of all memory, and leaves what is below to others. */
  public void abandon() {
    if (!released) {
      release();
    }
  }

  /** Says that no more will come; where the socket takes no more, nobody would hear it. */
  private void sayEnd() {
    if (saidEnd || released) {
      return;
    }
    saidEnd = true;
    engine.closeOutbound();
    speakLast();
  }

  private int fail(Failure why) {
    trouble = why;
    state = FAILED;
    speakLast();
    return state;
  }

  /** The alert that an engine has ready when it fails or ends. */
  private void speakLast() {
    try {
      for (int i = 0; i < 4 && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP; i++) {
        if (wrap() < 0) {
          return;
        }
      }
      int _ = unsent.flush();
    } catch (SSLException _) {
      // the connection is over, and it has been said why
    }
  }

  private void release() {
    released = true;
    dropSpare();
    inbound.drop();
    unsent.drop();
    lent.release().run();
  }
}
