package dev.goodgate.gateway.tls.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.ssl.OpenSsl;
import io.netty.internal.tcnative.SSL;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.SSLException;

/**
 * Has BoringSSL look at a key before any client is shown its certificate. It sees whether all the
 * numbers in it agree, which neither Java nor Netty looks at before a handshake.
 */
final class NativeKey {
  private static final byte[] BEGIN = "-----BEGIN PRIVATE KEY-----\n".getBytes(US_ASCII);
  private static final byte[] END = "\n-----END PRIVATE KEY-----\n".getBytes(US_ASCII);

  private NativeKey() {}

  static void examine(PrivateKey key) throws SSLException {
    OpenSsl.ensureAvailability(); // loads it
    byte[] content = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(key.getEncoded());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pem = arena.allocate(BEGIN.length + content.length + END.length);
      MemorySegment.copy(BEGIN, 0, pem, JAVA_BYTE, 0, BEGIN.length);
      MemorySegment.copy(content, 0, pem, JAVA_BYTE, BEGIN.length, content.length);
      MemorySegment.copy(END, 0, pem, JAVA_BYTE, BEGIN.length + content.length, END.length);
      read(pem);
      pem.fill((byte) 0);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static void read(MemorySegment pem) throws SSLException {
    try {
      long source = SSL.newMemBIO();
      try {
        int _ = SSL.bioWrite(source, pem.address(), Math.toIntExact(pem.byteSize()));
        SSL.freePrivateKey(SSL.parsePrivateKey(source, null));
      } finally {
        SSL.freeBIO(source);
      }
    } catch (Exception refused) { // which is all that the library declares
      throw new SSLException(refused.getMessage(), refused);
    }
  }
}
