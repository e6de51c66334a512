package dev.goodgate.lab.origin;

import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.FrameInput;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The frames of a connection on their way out, and the windows both sides have given. Streams wait
 * here, each on its thread: for a window, for a time, for the other side's bytes. They are woken by
 * the thread that reads, and when it ends.
 */
final class Http2Flow {
  private static final int WINDOW = 65_535;

  private final Line line;
  private final boolean grants;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Integer, Long> windows = new HashMap<>();
  private long window = WINDOW;
  private long initial = WINDOW;
  private boolean over;

  /** {@code grants}: whether bodies of requests may come at all. */
  Http2Flow(Line line, boolean grants) {
    this.line = line;
    this.grants = grants;
  }

  /** Whole frames, whatever they say. */
  void write(String bytes) throws IOException {
    writing.lock();
    try {
      line.write(bytes);
    } finally {
      writing.unlock();
    }
  }

  /** DATA as the other side's windows allow, cut to frames that everybody takes. */
  void body(int stream, String bytes, BooleanSupplier gone)
      throws IOException, InterruptedException {
    for (int at = 0; at < bytes.length(); ) {
      int size = take(stream, Math.min(bytes.length() - at, FrameInput.MAX_PAYLOAD), gone);
      write(new Frame(Frame.DATA, 0, stream, bytes.substring(at, at + size)).bytes());
      at += size;
    }
  }

  /** Lets the other side send as many more bytes as it has sent. */
  void grant(int stream, int bytes) throws IOException {
    if (grants && bytes > 0) {
      write(Frame.windowUpdate(stream, bytes).bytes() + Frame.windowUpdate(0, bytes).bytes());
    }
  }

  /** Waits until it is so, or {@code limit} is over; fails when the connection ends first. */
  void await(Duration limit, BooleanSupplier wanted) throws IOException, InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (!wanted.getAsBoolean() && left > 0) {
        if (over) {
          throw new IOException("ended");
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Changes what others wait for. */
  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The other side's window of a stream, or with 0 of the connection, grows. */
  void widen(int stream, long bytes) {
    change(() -> {
      if (stream == 0) {
        window += bytes;
      } else {
        windows.computeIfPresent(stream, (_, was) -> was + bytes);
      }
    });
  }

  /** The other side's SETTINGS_INITIAL_WINDOW_SIZE. */
  void begin(long size) {
    change(() -> {
      windows.replaceAll((_, was) -> was + size - initial);
      initial = size;
    });
  }

  void open(int stream) {
    change(() -> windows.put(stream, initial));
  }

  void close(int stream) {
    change(() -> windows.remove(stream));
  }

  void end() {
    change(() -> over = true);
  }

  private int take(int stream, int most, BooleanSupplier gone)
      throws IOException, InterruptedException {
    lock.lock();
    try {
      await(Line.PATIENCE, () -> gone.getAsBoolean() || Math.min(window, own(stream)) > 0);
      int size = gone.getAsBoolean() ? 0 : (int) Math.min(most, Math.min(window, own(stream)));
      if (size <= 0) {
        throw new IOException("no window was given to stream " + stream);
      }
      window -= size;
      windows.computeIfPresent(stream, (_, was) -> was - size);
      return size;
    } finally {
      lock.unlock();
    }
  }

  private long own(int stream) {
    return windows.getOrDefault(stream, 0L);
  }
}
