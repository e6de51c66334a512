package dev.goodgate.trials.load;

import dev.goodgate.gateway.wire.Loop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

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
  private final Measurement measurement;
  private final ArrayDeque<LoadClient> free = new ArrayDeque<>();
  private final long period;
  private long due;

  /** {@code measuring} is told when the warm-up is over. */
  OpenLoop(Loop loop, Question question, int rate, Runnable measuring) {
    this.loop = loop;
    this.measurement = new Measurement(loop);
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
      loop.execute(this::tick);
      measurement.run(clients, warmUp, span, this::begin);
    }
    return measurement.result();
  }

  /** How long the answers were waited for. */
  Waits waits() {
    return waits;
  }

  private void begin() {
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
    if (!measurement.isOver()) {
      loop.execute(this::tick);
      Thread.yield();
    }
  }

  /** The first answer of a connection was asked for by its opening, when nothing was due. */
  @Override
  public void answered(LoadClient client) {
    if (client.dueAt != 0) {
      measurement.answered();
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
    measurement.count(flaw);
    client.dueAt = 0;
    if (!measurement.isOver()) {
      loop.execute(client::open);
    }
  }
}
