package dev.goodgate.trials.load;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Requests at a fixed rate, as users come: each when it is due, on whichever connection is free.
 * One that finds none waits, and its wait counts, from when it was due until its answer was whole.
 * A gateway that dawdles is asked no less for it.
 */
final class OpenLoop implements LoadClient.Owner {
  private final Loop loop;
  private final Question question;
  private final Runnable measuring;
  private final Waits waits = new Waits();
  private final Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
  private final ArrayDeque<LoadClient> free = new ArrayDeque<>();
  private final long period;
  private long due;
  private long answered;
  private boolean over;

  /** {@code measuring} is told when the warm-up is over. */
  OpenLoop(Loop loop, Question question, int rate, Runnable measuring) {
    this.loop = loop;
    this.question = question;
    this.period = Duration.ofSeconds(1).dividedBy(rate).toNanos();
    this.measuring = measuring;
  }

  Count run(int connections, Duration warmUp, Duration span) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = question.request(arena);
      List<LoadClient> clients = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        clients.add(new LoadClient(loop, question, request, this));
      }
      due = loop.exactNow();
      clients.forEach(LoadClient::open);
      Timer end = loop.timer(() -> over = true);
      Timer begin =
          loop.timer(() -> {
            begin();
            end.set(loop.exactNow() + span.toNanos());
          });
      begin.set(loop.exactNow() + warmUp.toNanos());
      loop.execute(this::tick);
      while (!over) {
        loop.turn();
      }
      begin.drop();
      end.drop();
      clients.forEach(LoadClient::leave);
    }
    return new Count(answered, flaws);
  }

  /** How long the answers were waited for. */
  Waits waits() {
    return waits;
  }

  private void begin() {
    answered = 0;
    flaws.clear();
    waits.clear();
    measuring.run();
  }

  /** In every turn: the kernel's timers are too coarse for the time between two requests. */
  @SuppressWarnings("ThreadPriorityCheck") // the upstream shares our core, and must not wait
  private void tick() {
    long now = loop.exactNow();
    while (due <= now && !free.isEmpty()) {
      LoadClient next = free.removeFirst();
      next.dueAt = due;
      due += period;
      next.ask();
    }
    if (!over) {
      loop.execute(this::tick);
      Thread.yield();
    }
  }

  /** The first answer of a connection was asked for by its opening, when nothing was due. */
  @Override
  public void answered(LoadClient client) {
    if (client.dueAt != 0) {
      answered++;
      waits.add(loop.exactNow() - client.dueAt);
    }
    free.addLast(client);
  }

  @Override
  public void ended(LoadClient client) {
    free.remove(client);
    client.dueAt = 0;
    client.open();
  }

  @Override
  public void failed(LoadClient client, Flaw flaw) {
    free.remove(client);
    flaws.merge(flaw, 1L, Long::sum);
    client.dueAt = 0;
    if (!over) {
      loop.execute(client::open);
    }
  }
}
