package dev.goodgate.gateway.coding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The coding {@code gzip} (RFC 1952), by the JDK's zlib. */
final class GzipCoder implements Coder {
  private static final int LEVEL = 5;
  private static final int MAGIC_AND_METHOD = 0x1f8b0800;
  private static final int UNKNOWN_SYSTEM = 0xff;

  private final Deflater deflater = new Deflater(LEVEL, true);
  private final CRC32 sum = new CRC32();
  private boolean begun;

  @Override
  public void code(ByteBuffer from, boolean last, ByteBuffer to) {
    if (!begun) {
      begun = true;
      to.order(ByteOrder.BIG_ENDIAN).putInt(MAGIC_AND_METHOD).putInt(0).put((byte) 0);
      to.put((byte) UNKNOWN_SYSTEM);
    }
    sum.update(from.duplicate());
    deflater.setInput(from);
    if (last) {
      deflater.finish();
    }
    int count;
    do {
      count = deflater.deflate(to, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
    } while (count > 0 && to.hasRemaining() && !deflater.finished());
    if (last) {
      to.order(ByteOrder.LITTLE_ENDIAN).putInt((int) sum.getValue());
      to.putInt((int) deflater.getBytesRead());
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
