package dev.goodgate.gateway.spool;

import dev.goodgate.vocabulary.traffic.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Bytes held on disk: written once, from the front, and read as often as wanted. One thread.
 *
 * <p>How it works: they are written in pieces of one receive, which go to the system's page cache.
 * So no call waits for a disk, unless writers all over the machine have used up what memory there
 * is for that.
 */
public final class Spooled {
  private final Spool spool;
  private @Nullable FileChannel file;
  private @Nullable Failure failure;
  private long length;
  private long read;

  Spooled(Spool spool) {
    this.spool = spool;
  }

  /** Holds these bytes too; where it cannot, {@link #failure} tells why. */
  public boolean append(MemorySegment from, long offset, int count) {
    failure = spool.claim(count);
    if (failure != null) {
      return false;
    }
    long at = length;
    length += count;
    try {
      ByteBuffer bytes = from.asSlice(offset, count).asByteBuffer();
      while (bytes.hasRemaining()) {
        at += file().write(bytes, at);
      }
    } catch (IOException broken) {
      failure = SpoolFailures.of(broken);
    }
    return failure == null;
  }

  /** Reads on; returns how many bytes, 0 where it cannot: then {@link #failure} tells why. */
  public int read(MemorySegment into, long offset, int most) {
    int count = (int) Math.min(most, length - read);
    try {
      ByteBuffer bytes = into.asSlice(offset, count).asByteBuffer();
      for (long at = read; bytes.hasRemaining(); ) {
        int more = file().read(bytes, at);
        if (more < 0) {
          throw new EOFException("somebody has shortened it");
        }
        at += more;
      }
    } catch (IOException broken) {
      failure = SpoolFailures.of(broken);
      return 0;
    }
    read += count;
    return count;
  }

  private FileChannel file() throws IOException {
    FileChannel there = file == null ? spool.open() : file;
    file = there;
    return there;
  }

  /** Whether there is more to {@link #read}. */
  public boolean hasMore() {
    return read < length;
  }

  /** What is read next is what was written first. */
  public void rewind() {
    read = 0;
  }

  /** Why the last call did nothing, null where it did. */
  public @Nullable Failure failure() {
    return failure;
  }

  /** Lets go of it all. */
  public void end() {
    spool.free(length, file);
    file = null;
    length = 0;
    read = 0;
  }
}
