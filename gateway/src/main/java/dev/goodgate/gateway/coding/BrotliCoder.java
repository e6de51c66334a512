package dev.goodgate.gateway.coding;

import com.aayushatharva.brotli4j.encoder.Encoder;
import com.aayushatharva.brotli4j.encoder.EncoderJNI;
import com.aayushatharva.brotli4j.encoder.EncoderJNI.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The coding {@code br} (RFC 7932), as quick as it can be while it is still worth it. */
final class BrotliCoder implements Coder {
  private static final int SLICE = 16 * 1024;
  private static final int QUALITY = 4;
  private static final int WINDOW = 18;

  private final EncoderJNI.Wrapper encoder;

  BrotliCoder() {
    try {
      encoder = new EncoderJNI.Wrapper(SLICE, QUALITY, WINDOW, Encoder.Mode.GENERIC);
    } catch (IOException noMemory) {
      throw new UncheckedIOException(noMemory);
    }
  }

  @Override
  public void code(ByteBuffer from, boolean last, ByteBuffer to) {
    do {
      ByteBuffer slice = encoder.getInputBuffer();
      slice.clear();
      int count = Math.min(slice.remaining(), from.remaining());
      slice.put(from.slice(from.position(), count));
      from.position(from.position() + count);
      boolean whole = !from.hasRemaining();
      Operation then = last ? Operation.FINISH : Operation.FLUSH;
      push(whole ? then : Operation.PROCESS, count, to);
    } while (from.hasRemaining());
  }

  private void push(Operation operation, int count, ByteBuffer to) {
    encoder.push(operation, count);
    while (true) {
      if (!encoder.isSuccess()) {
        throw new IllegalStateException("brotli has failed");
      } else if (encoder.hasMoreOutput()) {
        to.put(encoder.pull());
      } else if (encoder.hasRemainingInput()) {
        encoder.push(operation, 0);
      } else {
        return;
      }
    }
  }

  @Override
  public void close() {
    encoder.destroy();
  }
}
