package dev.goodgate.gateway.listen.http2;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * What a WebSocket is opened with (RFC 6455 4.1): need not be a secret, only unlike those before.
 */
final class Nonce {
  private static final long ODD = 0x9e37_79b9_7f4a_7c15L;

  private long state;

  Nonce(long seed) {
    state = seed;
  }

  /** Sixteen bytes in base64. */
  byte[] next() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(mixed()).putLong(mixed());
    return Base64.getEncoder().encode(bytes.array());
  }

  /** SplitMix64, a bijection of a counter. */
  private long mixed() {
    state += ODD;
    long mixed = (state ^ (state >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }
}
