package dev.goodgate.trials.subject;

import dev.goodgate.lab.client.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * So many clients at the same time, each of whom does the same so often on a connection of its own.
 */
public record Throng(int clients, int times) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What one of them does each time. */
  public interface Doing {
    void with(RawClient client) throws IOException;
  }

  /** Comes, does it, and leaves; throws what one of them met. */
  public void visit(InetSocketAddress gateway, Doing doing)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(
            threads.submit(() -> {
              try (RawClient client = RawClient.connect(gateway, PATIENCE)) {
                for (int time = 0; time < times; time++) {
                  doing.with(client);
                }
              }
              return null;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }
}
