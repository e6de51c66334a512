package dev.goodgate.gateway.tls;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
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
  /** A record so small may be the one that says that no more will come. */
  private static final int MAYBE_ALERT = TlsBuffers.HEADER + 48;

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
  private final Spare spare;
  private final Handshake handshake;
  private @Nullable Failure trouble;
  private boolean established;
  private boolean modern;
  private boolean saidEnd;
  private boolean shutsLater;
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
    this.unsent = new Unsent(below, engine, buffers);
    this.spare = new Spare(buffers.blocks());
    this.handshake = new Handshake(engine, inbound, unsent, spare, other);
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
      int result = handshake.go(buffers);
      established = result == 0;
      modern = established && "TLSv1.3".equals(engine.getSession().getProtocol());
      return established || result == Kernel.AGAIN ? result : broke(result);
    } catch (SSLException refused) {
      return fail(TlsFailures.of(refused, other, false, lent.hello()));
    } finally {
      inbound.keep();
    }
  }

  private int broke(int result) {
    if (state != 0) {
      return state;
    }
    Failure known = handshake.failure();
    if (known != null) {
      return fail(known);
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

  // ---- plaintext in

  @Override
  public int receive(MemorySegment into, long offset, int length) {
    if (!spare.isEmpty()) {
      return spare.take(into, offset, length);
    }
    if (state != 0 || !established || length == 0) {
      return state;
    }
    try {
      int flushed = unsent.flush(); // what the engine itself has said
      if (shutsLater && unsent.isEmpty()) {
        shutsLater = false;
        below.shutdownOutput();
      }
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
        spare.keep(buffers.plain, fits, produced);
        produced = fits;
      }
      got += produced;
      if (engine.isInboundDone()) {
        state = END;
        return got > 0 ? got : END;
      }
      int answered = handshake.answer();
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
        !saidEnd
            && result.bytesProduced() == 0
            && !engine.isInboundDone()
            && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
            && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    if (givesUp) {
      int _ = unsent.wrap();
    }
    return givesUp;
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
        int result = unsent.seal(from, offset + taken, batch);
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

  // ---- what is known

  /** Looks, because it cannot be known before: what has come may be for the engine alone. */
  @Override
  public boolean mayRead() {
    if (released) {
      return false;
    }
    if (!spare.isEmpty() || state != 0) {
      return true;
    }
    if (!established || !(inbound.hasWhole() || below.mayRead())) {
      return !established && below.mayRead();
    }
    int count = receive(buffers.aside, 0, (int) buffers.aside.byteSize());
    spare.keep(buffers.aside, 0, Math.max(0, count));
    return count != AGAIN;
  }

  @Override
  public boolean mayWrite() {
    return below.mayWrite();
  }

  @Override
  public int unsent() {
    return below.unsent();
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
  public void watchSoon() {
    below.watchSoon();
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
    shutsLater = !unsent.isEmpty();
    if (!shutsLater) {
      below.shutdownOutput();
    }
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
    unsent.speakLast();
  }

  private int fail(Failure why) {
    trouble = why;
    state = FAILED;
    unsent.speakLast();
    return state;
  }

  private void release() {
    released = true;
    spare.drop();
    inbound.drop();
    unsent.drop();
    lent.release().run();
  }
}
