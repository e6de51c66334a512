package dev.goodgate.gateway.coding;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;

/** The coding {@code zstd} (RFC 8878), with a window that any client can hold. */
final class ZstdCoder implements Coder {
  private static final int LEVEL = 3;
  private static final int WINDOW = 18; // 256 KiB; RFC 9659 allows 8 MiB

  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstdCoder() {
    context.setLevel(LEVEL).setWindowLog(WINDOW);
  }

  @Override
  public void code(ByteBuffer from, boolean last, ByteBuffer to) {
    EndDirective then = last ? EndDirective.END : EndDirective.FLUSH;
    while (!context.compressDirectByteBufferStream(to, from, then)) {
      // not all is out yet
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
