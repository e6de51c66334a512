package dev.goodgate.trials.load;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Connections that each have one request under way: whoever has its answer asks again, on the same
 * connection or on a new one. Counts what comes after the warm-up.
 */
final class ClosedLoop implements LoadClient.Owner {
  /** Whoever fails this often will not be measured any more. */
  private static final long MAX_FLAWS = 10_000;

  private final Loop loop;
  private final Question question;
  private final Runnable measuring;
  private final Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
  private long answered;
  private boolean over;

  /** {@code measuring} is told when the warm-up is over. */
  ClosedLoop(Loop loop, Question question, Runnable measuring) {
    this.loop = loop;
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
      clients.forEach(LoadClient::open);
      Timer end = loop.timer(() -> over = true);
      Timer begin =
          loop.timer(() -> {
            begin(clients);
            end.set(loop.exactNow() + span.toNanos());
          });
      begin.set(loop.exactNow() + warmUp.toNanos());
      while (!over) {
        loop.turn();
      }
      begin.drop();
      end.drop();
      clients.forEach(LoadClient::leave);
      clients.stream().filter(each -> each.answers == 0).forEach(_ -> count(Flaw.SILENT));
    }
    return new Count(answered, flaws);
  }

  private void begin(List<LoadClient> clients) {
    answered = 0;
    flaws.clear();
    clients.forEach(each -> each.answers = 0);
    measuring.run();
  }

  @Override
  public void answered(LoadClient client) {
    answered++;
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
    count(flaw);
    if (!over) {
      // In a turn of its own: who is refused at once must not be dialled in a circle.
      loop.execute(client::open);
    }
  }

  private void count(Flaw flaw) {
    flaws.merge(flaw, 1L, Long::sum);
    over |= flaws.get(flaw) >= MAX_FLAWS;
  }
}
