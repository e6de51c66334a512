package dev.goodgate.trials.load;

import dev.goodgate.gateway.wire.Loop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that each have one request under way: whoever has its answer asks again, on the same
 * connection or on a new one. Counts what comes after the warm-up.
 */
final class ClosedLoop implements LoadClient.Owner {
  private final Loop loop;
  private final Question question;
  private final Runnable measuring;
  private final Measurement measurement;

  /** {@code measuring} is told when the warm-up is over. */
  ClosedLoop(Loop loop, Question question, Runnable measuring) {
    this.loop = loop;
    this.measurement = new Measurement(loop);
    this.question = question;
    this.measuring = measuring;
  }

  Count run(int connections, Duration warmUp, Duration span) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = question.request(arena);
      List<LoadClient> clients = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        clients.add(new LoadClient(loop, question, request, this));
      }
      measurement.run(clients, warmUp, span, () -> begin(clients));
      clients.stream()
          .filter(each -> each.answers == 0)
          .forEach(_ -> measurement.count(Flaw.SILENT));
    }
    return measurement.result();
  }

  private void begin(List<LoadClient> clients) {
    clients.forEach(each -> each.answers = 0);
    measuring.run();
  }

  @Override
  public void answered(LoadClient client) {
    measurement.answered();
    if (!question.isFresh()) {
      client.ask();
    }
  }

  @Override
  public void ended(LoadClient client) {
    client.open();
  }

  @Override
  public void failed(LoadClient client, Flaw flaw) {
    measurement.count(flaw);
    if (!measurement.isOver()) {
      // In a turn of its own: who is refused at once must not be dialled in a circle.
      loop.execute(client::open);
    }
  }
}
