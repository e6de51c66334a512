package dev.goodgate.gateway.tls.engine;

import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What engines, their contexts and their buffers are watched by in all tests of this module, as its
 * build says: remembers what was collected without having been released.
 */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

  public RecordingLeakDetector(Class<?> kind, int samplingInterval) {
    super(kind, samplingInterval);
  }

  /** Looked for by the library first, and no longer used. */
  public RecordingLeakDetector(Class<?> kind, int samplingInterval, long maxActive) {
    this(kind, samplingInterval);
  }

  /** What has leaked so far, anywhere in this process; each is told once. */
  public static Queue<String> leaks() {
    return LEAKS;
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String kind, String records) {
    LEAKS.add(kind + records);
  }

  @Override
  protected void reportUntracedLeak(String kind) {
    LEAKS.add(kind);
  }
}
