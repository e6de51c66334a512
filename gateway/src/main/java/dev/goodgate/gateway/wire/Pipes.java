package dev.goodgate.gateway.wire;

import dev.goodgate.gateway.wire.kernel.Kernel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pipes of one loop. Some are kept for the next borrower; one that was not emptied is closed,
 * since nobody may find another's bytes in it.
 */
final class Pipes {
  private static final int KEPT = 32;

  private final Kernel kernel;
  private final long[] spare = new long[KEPT];
  private int spares;
  private boolean unknownHere;

  Pipes(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Null where there is none to be had. */
  Duplex.@Nullable Conduit between(Socket from, Socket to) {
    if (unknownHere) {
      return null;
    }
    long ends = spares > 0 ? spare[--spares] : kernel.openPipe();
    if (ends == Kernel.NO_PIPES) {
      unknownHere = true;
    }
    return ends < 0 ? null : new Pipe(this, from, to, ends);
  }

  void giveBack(long ends, boolean empty) {
    if (empty && spares < KEPT) {
      spare[spares++] = ends;
    } else {
      end(ends);
    }
  }

  void close() {
    Arrays.stream(spare, 0, spares).forEach(this::end);
    spares = 0;
  }

  private void end(long ends) {
    kernel.close(readEnd(ends));
    kernel.close(writeEnd(ends));
  }

  static int readEnd(long ends) {
    return (int) ends;
  }

  static int writeEnd(long ends) {
    return (int) (ends >>> 32);
  }
}
