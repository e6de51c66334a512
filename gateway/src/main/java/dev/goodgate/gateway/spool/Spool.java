package dev.goodgate.gateway.spool;

import dev.goodgate.vocabulary.plan.Buffers;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.traffic.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
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
  private static final String SETTING = "buffers.directory";

  /**
   * A file loses its name as soon as it is open: the system takes it back, whatever becomes of us.
   */
  private static final Set<StandardOpenOption> NAMELESS =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);

  private final Buffers settings;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong beside = new AtomicLong();
  private final Set<FileChannel> open = ConcurrentHashMap.newKeySet();

  public Spool(Buffers settings) {
    this.settings = settings;
  }

  /**
   * Why nothing can be held on disk as the plan says, with the place where it does; empty where it
   * can, or never is.
   */
  public static Optional<String> complaint(Plan plan) {
    Optional<String> written = plan.buffers().directory();
    boolean holds = plan.routes().stream().anyMatch(route -> route.treatment().buffersRequest());
    if (written.isEmpty() && !holds) {
      return Optional.empty();
    }
    Path directory = Path.of(written.orElse(System.getProperty("java.io.tmpdir")));
    String place = plan.places().of(SETTING).map(each -> each + ": ").orElse("");
    String usual = written.isPresent() ? "" : ", where nothing else is written";
    return trouble(directory)
        .map(why -> place + "`" + SETTING + "` " + directory + usual + ": " + why);
  }

  private static Optional<String> trouble(Path directory) {
    if (!Files.exists(directory)) {
      return Optional.of("there is no such folder");
    }
    if (!Files.isDirectory(directory)) {
      return Optional.of("it is not a folder");
    }
    try {
      Files.delete(Files.createTempFile(directory, PREFIX, ""));
      return Optional.empty();
    } catch (IOException refused) {
      return SpoolFailures.lasting(refused).map(errno -> "nothing can be written there: " + errno);
    }
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

  /** So many bytes more, or less, are held in memory, beside what is on disk. */
  public void keptInMemory(long bytes) {
    beside.addAndGet(bytes);
  }

  /** How many bytes of memory are taken for what is held whole. */
  public long memory() {
    return beside.get();
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
