package dev.goodgate.gateway.tls;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Seals what is to be sent: what the socket does not take of it is kept, and goes first. */
final class Unsent {
  /** A record with a fatal alert: RFC 8446 5.1, 6. */
  private static final byte[] UNEXPECTED = {21, 3, 3, 0, 2, 2, 10};

  private final Duplex below;
  private final SSLEngine engine;
  private final TlsBuffers buffers;
  private final Blocks blocks;
  private @Nullable Block kept;
  private boolean spoken;

  Unsent(Duplex below, SSLEngine engine, TlsBuffers buffers) {
    this.below = below;
    this.engine = engine;
    this.buffers = buffers;
    this.blocks = buffers.blocks();
  }

  /** Seals plaintext, at most a batch, and sends or keeps it; 0, or a negative errno. */
  int seal(MemorySegment from, long offset, int length) throws SSLException {
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
    return push(buffers.sealed, filled);
  }

  /** Sends or keeps whatever the engine itself has to say; 0, or a negative errno. */
  int wrap() throws SSLException {
    SSLEngineResult result = engine.wrap(buffers.nothing, buffers.sealed(0));
    return push(buffers.sealed, result.bytesProduced());
  }

  /**
   * The alert that an engine has ready when it fails or ends: its status does not tell. Where it
   * has none, and nothing has been said that would be sealed, {@code unexpected_message} is said
   * for it: RFC 8446 6.2 leaves nobody without an alert.
   */
  void speakLast() {
    try {
      SSLEngineResult result;
      do {
        result = engine.wrap(buffers.nothing, buffers.sealed(0));
        if (push(buffers.sealed, result.bytesProduced()) < 0) {
          return;
        }
      } while (result.bytesProduced() > 0 && result.getStatus() == Status.OK);
      if (!spoken) {
        MemorySegment.copy(UNEXPECTED, 0, buffers.sealed, JAVA_BYTE, 0, UNEXPECTED.length);
        int _ = push(buffers.sealed, UNEXPECTED.length);
      }
      int _ = flush();
    } catch (SSLException _) {
      // the connection is over, and it has been said why
    }
  }

  private int push(MemorySegment memory, int length) {
    if (length == 0) {
      return 0;
    }
    spoken = true;
    int taken = 0;
    if (kept == null) {
      taken = below.send(memory, 0, length);
      if (taken < 0 || taken == length) {
        return Math.min(taken, 0);
      }
    }
    Block block = roomFor(length - taken);
    block.append(memory, taken, length - taken);
    kept = block;
    return 0;
  }

  /** Sends what is kept, as far as it goes; 0, or a negative errno. */
  int flush() {
    if (kept != null) {
      int taken = below.send(kept.memory(), kept.taken(), kept.remaining());
      if (taken < 0) {
        return taken;
      }
      kept.take(taken);
      if (kept.remaining() == 0) {
        drop();
      }
    }
    return 0;
  }

  private Block roomFor(int bytes) {
    Block old = kept;
    if (old != null && old.room() >= bytes) {
      return old;
    }
    Block block = blocks.borrow(bytes + (old == null ? 0 : old.remaining()));
    if (old != null) {
      block.append(old.memory(), old.taken(), old.remaining());
      blocks.giveBack(old);
    }
    return block;
  }

  boolean isEmpty() {
    return kept == null;
  }

  void drop() {
    if (kept != null) {
      blocks.giveBack(kept);
      kept = null;
    }
  }
}
