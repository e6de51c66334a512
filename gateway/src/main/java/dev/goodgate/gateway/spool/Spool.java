package dev.goodgate.gateway.spool;

import dev.goodgate.vocabulary.plan.Buffers;
import dev.goodgate.vocabulary.traffic.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The room on disk for what is held of requests: for all loops together, and no more of it than the
 * plan allows. Any thread.
 */
public final class Spool implements AutoCloseable {
  private static final String PREFIX = "goodgate-";

  /**
   * A file loses its name as soon as it is open: the system takes it back, whatever becomes of us.
   */
  private static final Set<StandardOpenOption> NAMELESS =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);

  private final Buffers settings;
  private final AtomicLong used = new AtomicLong();
  private final Set<FileChannel> open = ConcurrentHashMap.newKeySet();

  public Spool(Buffers settings) {
    this.settings = settings;
  }

  public Buffers settings() {
    return settings;
  }

  /** What will hold bytes, none so far: a file is made when the first come. */
  public Spooled hold() {
    return new Spooled(this);
  }

  /** How many bytes are held. */
  public long used() {
    return used.get();
  }

  /** Sets room aside; where there is not so much, tells so. */
  @Nullable Failure claim(int bytes) {
    if (used.addAndGet(bytes) <= settings.most()) {
      return null;
    }
    used.addAndGet(-bytes);
    return SpoolFailures.full(settings.most());
  }

  FileChannel open() throws IOException {
    Path made =
        settings.directory().isEmpty()
            ? Files.createTempFile(PREFIX, "")
            : Files.createTempFile(Path.of(settings.directory().get()), PREFIX, "");
    FileChannel file = FileChannel.open(made, NAMELESS);
    open.add(file);
    return file;
  }

  /** So many bytes are held no more; {@code file} is where they were, null where they were none. */
  void free(long bytes, @Nullable FileChannel file) {
    used.addAndGet(-bytes);
    if (file != null) {
      open.remove(file);
      close(file);
    }
  }

  private static void close(FileChannel file) {
    try {
      file.close();
    } catch (IOException _) {
      // Nobody needs what is in it, and its descriptor is gone all the same: close(2).
    }
  }

  /** Gives back what its holders, who are no more, have not. */
  @Override
  public void close() {
    open.forEach(Spool::close);
    open.clear();
  }
}
